/**
 * The programs that use every input and output of every kind, compiled with older versions of TypeScript against the installed
 * package. Needs a registry. Runs alone: `npm run build && node test/install/types.mts`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Kind } from "../../provider/kinds/kind.ts";
import { checkoutFolder } from "../../scripts/checkout.mts";
import { pack } from "../../scripts/package/pack.mts";
import { capture } from "../../scripts/processes.mts";

/** A user's folder, as the other cases of `npm run test:install` have it. */
interface Folder {
  readonly path: string;
  write(file: string, content: string | object): void;
  run(line: string): Promise<string>;
}

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

const compiles = (title: string, isExact: boolean) => ({
  title,
  run: async (folder: Folder) => {
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
export const typesWithOlderCompilers = COMPILERS.map((version) => ({
  title: `TypeScript ${version}`,
  node: "24" as const,
  install: async (folder: Folder, { tarball }: { readonly tarball: string }) => {
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

function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "azure-vm-backup-types-"));
  const write = (file: string, content: string | object) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  const run = async (line: string) => {
    const ended = await capture({ path: "/bin/sh", args: ["-c", line], folder: path, environment: process.env });
    if (ended.exitCode !== 0) throw new Error(`${line} ended with ${ended.exitCode}:\n${ended.output}`);
    return ended.output;
  };
  return { path, write, run };
}

async function runAlone(): Promise<void> {
  const packed = temporaryFolder();
  const subject = await pack(checkoutFolder(), packed.path, process.env);
  for (const { title, install, checks } of typesWithOlderCompilers) {
    const folder = temporaryFolder();
    await install(folder, subject);
    for (const check of checks) {
      await check.run(folder);
      console.log(`✔ ${title}: ${check.title}`);
    }
    rmSync(folder.path, { recursive: true });
  }
  rmSync(packed.path, { recursive: true });
}

if (import.meta.main) await runAlone();
