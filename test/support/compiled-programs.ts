/** The errors of the TypeScript compiler in programs that import the built package by its name. */
import { join } from "node:path";
import ts from "typescript";
import { checkoutFolder } from "../../scripts/checkout.mjs";

export interface TypeError {
  /** The name of its program. */
  readonly program: string;
  /** Such as `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** The errors in programs, by the names of the programs, with the options of a strict program and these. */
export function typeErrorsIn(
  programs: Readonly<Record<string, string>>,
  more: Partial<ts.CompilerOptions> = {},
): TypeError[] {
  const files = new Map(Object.entries(programs).map(([name, text]) => [join(checkoutFolder(), `${name}.ts`), text]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    ...more,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
  };
  const compiled = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(compiled).map(({ file, code, messageText }) => ({
    program: file?.fileName.slice(checkoutFolder().length + 1).replace(/\.ts$/, "") ?? "",
    code: `TS${code}`,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}
