/** The pages of this repository: their programs, and the errors of the TypeScript compiler in them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { checkoutFolder } from "../../scripts/checkout.mjs";

/** A block of TypeScript on a page. */
export interface DocumentProgram {
  /** Its file and line, such as `README.md:70`. */
  readonly place: string;
  readonly text: string;
}

/** The blocks of TypeScript on a page, by its path from the root. */
export function programsIn(page: string): DocumentProgram[] {
  const text = readFileSync(join(checkoutFolder(), page), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: program = "" }) => ({
    place: `${page}:${text.slice(0, index).split("\n").length + 1}`,
    text: program,
  }));
}

/** The blocks of another language on a page, such as `json`. */
export function blocksIn(page: string, language: string): string[] {
  const text = readFileSync(join(checkoutFolder(), page), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, block = ""]) => block,
  );
}

/** The compiler's errors in programs. Each program is a module that imports the built package by its name. */
export function typeErrors(programs: readonly DocumentProgram[]): string[] {
  const files = new Map(programs.map((program, index) => [join(checkoutFolder(), `page-${index}.ts`), program]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2024.d.ts"],
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.text ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const program = files.get(path);
    return program === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, program.text, version, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place = files.get(file?.fileName ?? "")?.place ?? file?.fileName ?? "";
    const near = file?.text.slice(start).split("\n")[0]?.trim() ?? "";
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, " ")} (at ${near})`;
  });
}
