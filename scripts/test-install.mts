/**
 * `npm run test:install [-- TEXT]` installs the packed package into empty folders as users do, with several versions of
 * Node.js and package managers, and runs programs there. It needs the npm registry. With a text it runs the installations whose titles
 * contain it. `test/install/cases.mts` has the list.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installations } from "../test/install/cases.mts";
import { makeFolder } from "../test/install/folder.mts";
import type { Installation, Subject } from "../test/install/installation.mts";
import { installTools, type Tools } from "../test/install/tools.mts";
import { checkoutFolder, Refusal } from "./checkout.mts";
import { placeFile } from "./package/modules.mts";
import { pack } from "./package/pack.mts";
import { capture } from "./processes.mts";
import { type ReadyCli, readyCli } from "./pulumi/cli.mts";
import { placeCompanions } from "./pulumi/companions.mts";

const AT_ONCE = 2;
const SDK = "@pulumi/pulumi";
/** Error codes of npm without a network, without a registry, or with a failing one. */
const UNREACHABLE =
  /\b(E5\d\d|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTCACHED|ENOTFOUND|ERR_SOCKET_TIMEOUT|ETIMEDOUT)\b/;

/** All that the installations share. */
interface Shared {
  readonly work: string;
  readonly subject: Subject;
  readonly tools: Tools;
  readonly cli: ReadyCli;
}

const checkout = checkoutFolder();
const counts = { passed: 0, failed: 0 };

/** The versions of the SDK in the package's range, the oldest first; a reason instead if no registry answers. */
async function sdkVersions(): Promise<readonly string[] | { readonly unreachable: string }> {
  const { peerDependencies } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const args = ["view", `${SDK}@${peerDependencies[SDK]}`, "version", "--json", "--fetch-retries=1"];
  const { exitCode, stdout, output } = await capture({ path: "npm", args, folder: tmpdir(), environment: process.env });
  if (exitCode === 0) return inOrder([JSON.parse(stdout) as string | readonly string[]].flat());
  const code = UNREACHABLE.exec(output)?.[0];
  if (code === undefined) throw new Refusal(`npm view ${SDK} ended with exit code ${exitCode}:\n${output}`);
  return { unreachable: `the npm registry does not answer (${code})` };
}

/**
 * A CLI that was built is linked into the folder of the run, with a language host of this checkout. Other checkouts on this machine
 * share the built one, and change its language host.
 */
function privateCli(cli: ReadyCli, folder: string): ReadyCli {
  if (cli.origin === "own") return cli;
  placeCompanions(folder, folder, checkout);
  const path = join(folder, "pulumi");
  placeFile(cli.path, path);
  return { ...cli, path };
}

function inOrder(versions: readonly string[]): string[] {
  const key = (version: string) =>
    version
      .split(".")
      .map((part) => part.padStart(6, "0"))
      .join(".");
  return versions.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

async function run(installation: Installation, index: number, { work, subject, tools, cli }: Shared): Promise<void> {
  const { title, node, checks } = installation;
  const folder = makeFolder({ path: join(work, `folder-${index}`), node, tools, cli });
  const problem = await installation.install(folder, subject).then(
    () => undefined,
    (error: unknown) => error,
  );
  for (const check of checks) {
    const name = `${title}: ${check.title}`;
    if (problem === undefined) await report(name, check.run(folder, subject));
    else await report(name, Promise.reject(problem));
  }
  rmSync(folder.path, { recursive: true, force: true });
}

async function report(name: string, work: Promise<void>): Promise<void> {
  try {
    await work;
    counts.passed += 1;
    console.log(`✔ ${name}`);
  } catch (error) {
    counts.failed += 1;
    const text = error instanceof Error ? error.message : String(error);
    console.log(`✖ ${name}\n${text.replaceAll(/^/gm, "    ")}`);
  }
}

/** Runs the installations, at most `AT_ONCE` at the same time. */
async function runAll(chosen: readonly Installation[], shared: Shared): Promise<void> {
  const left = [...chosen.entries()];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next[1], next[0], shared);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function main([text = ""]: readonly string[]): Promise<void> {
  const chosen = installations.filter(({ title }) => title.includes(text));
  if (chosen.length === 0) throw new Refusal(`No installation has "${text}" in its title.`);
  const versions = await sdkVersions();
  if ("unreachable" in versions) {
    console.log(`skipped: ${versions.unreachable}`);
    return;
  }
  const work = realpathSync(mkdtempSync(join(tmpdir(), "azure-vm-backup-install-")));
  try {
    const cli = privateCli(await readyCli(process.env, checkout), join(work, "cli"));
    const { tarball } = await pack(checkout, join(work, "tarball"), process.env);
    const subject = { tarball, oldestPulumi: versions[0] ?? "", newestPulumi: versions.at(-1) ?? "" };
    const tools = await installTools(join(work, "tools"), process.env);
    await runAll(chosen, { work, subject, tools, cli });
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  counts.failed += 1;
  console.log(error instanceof Refusal ? error.message : error);
});
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
