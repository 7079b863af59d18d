/** The files of `provider/` that are generated from the schemas of the kinds, by their path from the root of the repository. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { kinds } from "../../provider/kinds/index.js";
import type { Kind } from "../../provider/kinds/kind.js";
import { checkoutFolder } from "../checkout.mjs";
import { folderOf } from "../docs/kind-page.mjs";
import { declarationIn, docstringOf, type Source, sourceOf } from "../docs/source-text.mjs";
import { classFile, type HandWritten, namesOf, type Sources, typesFile } from "./class-text.mjs";
import { merged, type NamedType, typesBelow } from "./shapes.mjs";

const ARGUMENTS = [
  "Identified",
  "KnownDisk",
  "KnownGroup",
  "KnownPolicy",
  "KnownSnapshot",
  "KnownVault",
  "KnownVm",
  "OptionalInput",
  "Reference",
  "ResourceOf",
];

/** The generated files. Throws if a property has no description, or if two types of one name differ. */
export function generatedFiles(all: readonly Kind[] = Object.values(kinds)): Readonly<Record<string, string>> {
  const shared = sharedTypes(all);
  const files: Record<string, string> = {
    "provider/dynamic/shared-types.ts": typesFile("The types of properties that several kinds have.", shared, [
      ["./arguments.js", ARGUMENTS],
    ]),
  };
  for (const kind of all) Object.assign(files, filesOf(kind, namesOf(shared)));
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, formatted(path, text)]));
}

function filesOf(kind: Kind, shared: readonly string[]): Record<string, string> {
  const folder = `provider/kinds/${folderOf(kind.name)}`;
  const types = typesOf(kind).filter(({ name }) => !shared.includes(name));
  const common: Sources = [
    ["../../dynamic/arguments.js", ARGUMENTS],
    ["../../dynamic/shared-types.js", shared],
  ];
  const own: Sources = [...common, ["./types.js", namesOf(types)]];
  const resource = classFile(kind, handWritten(kind.name, `${folder}/class.ts`), own, types.length > 0);
  if (types.length === 0) return { [`${folder}/resource.ts`]: resource };
  return {
    [`${folder}/types.ts`]: typesFile(`The types of the properties of \`${kind.name}\`.`, types, common),
    [`${folder}/resource.ts`]: resource,
  };
}

const typesOf = (kind: Kind): NamedType[] => {
  const place = { typeName: kind.name, path: kind.name };
  return merged([...typesBelow(kind.inputs, place, true), ...typesBelow(kind.outputs, place, false)]);
};

/** The types that more than one kind uses. */
function sharedTypes(all: readonly Kind[]): NamedType[] {
  const everywhere = all.flatMap(typesOf);
  const isShared = ({ name }: NamedType) => everywhere.filter((type) => type.name === name).length > 1;
  return merged(everywhere.filter(isShared));
}

/** The docstrings in `class.ts`, in the checkout. */
function handWritten(kindName: string, path: string): HandWritten {
  const file = join(checkoutFolder(), path);
  if (!existsSync(file)) throw new Error(`${path} does not exist: it exports the hand-written parts of ${kindName}`);
  const source = sourceOf(file);
  const parts = declarationIn(source, "parts");
  if (parts === undefined) throw new Error(`${path} does not export parts`);
  const statics = exportedNames(source)
    .filter((name) => name !== "parts")
    .map((name) => ({ name, docs: docstringOf(declarationIn(source, name) as ts.Statement) }));
  return { docs: docstringOf(parts), statics };
}

const exportedNames = (source: Source): string[] =>
  source.statements
    .filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText()));

/** The text as Biome formats it. */
function formatted(path: string, text: string): string {
  const biome = join(checkoutFolder(), "node_modules", "@biomejs", "biome", "bin", "biome");
  const run = spawnSync(process.execPath, [biome, "check", "--write", `--stdin-file-path=${path}`], {
    cwd: checkoutFolder(),
    encoding: "utf8",
    input: text,
  });
  if (run.status !== 0) throw new Error(`biome cannot format ${path}: ${run.stderr}`);
  return run.stdout;
}
