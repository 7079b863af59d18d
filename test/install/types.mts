/**
 * The programs that use every input and output of every kind, compiled with older versions of TypeScript against the installed
 * package.
 */
import type { Kind } from "../../provider/kinds/kind.ts";
import type { Folder } from "./folder.mts";
import type { Check, Installation } from "./installation.mts";

const COMPILERS = ["5.4", "5.9"] as const;

const tsconfig = (exactOptionalPropertyTypes: boolean) => ({
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    exactOptionalPropertyTypes,
  },
  include: ["*.ts"],
});

async function programs(): Promise<Record<string, string>> {
  const dist = new URL("../../dist/", import.meta.url);
  const { kinds } = (await import(new URL("provider/kinds/index.js", dist).href)) as { kinds: Record<string, Kind> };
  const { typeProgram } = (await import(new URL("scripts/classes/type-programs.mjs", dist).href)) as {
    typeProgram: (kind: Kind) => string;
  };
  return Object.fromEntries(Object.values(kinds).map((kind) => [`${kind.name}.ts`, typeProgram(kind)]));
}

const compiles = (title: string, isExact: boolean): Check => ({
  title,
  run: async (folder) => {
    folder.write("tsconfig.json", tsconfig(isExact));
    await folder.run("npx tsc --pretty false");
  },
});

/** Without skipLibCheck, which many users do not set. Declarations of other packages may have errors. */
async function checkDeclarations(folder: Folder): Promise<void> {
  folder.write("tsconfig.json", tsconfig(false));
  const output = await folder.run("npx tsc --pretty false --skipLibCheck false || true");
  const own = output.split("\n").filter((line) => line.startsWith("node_modules/azure-vm-backup/"));
  if (own.length > 0) throw new Error(own.join("\n"));
}

/** One installation for each compiler: how the folder is set up, and what must work there. */
export const typesWithOlderCompilers: readonly Installation[] = COMPILERS.map((version) => ({
  title: `TypeScript ${version}`,
  node: "24",
  install: async (folder, { tarball }) => {
    await folder.run("npm init --yes");
    await folder.run(`npm install ${tarball} @pulumi/pulumi typescript@${version} @types/node@24`);
    for (const [file, text] of Object.entries(await programs())) folder.write(file, text);
  },
  checks: [
    compiles("every input and output of every kind", false),
    compiles("every input and output of every kind, with exactOptionalPropertyTypes", true),
    { title: "the declarations of the package have no errors of their own", run: checkDeclarations },
  ],
}));
