/**
 * `npm run up`, `preview` and `down`: the quickstart example under the real Pulumi engine, with all state in the
 * checkout's home folder. `npm run pulumi -- ARGUMENTS` is any other command of that engine in the same surroundings.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder, Refusal } from "./checkout.mts";
import { install } from "./package/install.mts";
import { capture, type Ended, handOver, type ProcessGroup } from "./processes.mts";
import { readyCli } from "./pulumi/cli.mts";
import { engineEnvironment } from "./pulumi/environment.mts";

const STACK = "dev";
const VERBS = {
  up: ["up", "--yes", "--non-interactive"],
  down: ["destroy", "--yes", "--non-interactive"],
  preview: ["preview", "--non-interactive"],
} as const;
const USAGE = `usage: node scripts/quickstart.mts ${[...Object.keys(VERBS), "pulumi"].join("|")} [arguments of pulumi]`;

/** The Pulumi engine in the quickstart's surroundings. */
interface Engine {
  readonly run: (args: readonly string[], group: ProcessGroup) => Promise<number>;
  readonly ask: (args: readonly string[]) => Promise<Ended>;
}

const checkout = checkoutFolder();

async function main([verb = "", ...extra]: readonly string[]): Promise<number> {
  if (verb === "pulumi") return (await openEngine()).run(extra, "shared");
  if (!isVerb(verb)) throw new Refusal(USAGE);
  const engine = await openEngine();
  if (verb === "down" && !(await hasStack(engine))) {
    console.log(`There is no stack ${STACK} yet: nothing to take down.`);
    return 0;
  }
  await install({ checkout, example: join(checkout, "examples", "quickstart"), environment: process.env });
  await selectStack(engine);
  return engine.run([...VERBS[verb], ...extra], "own");
}

function isVerb(text: string): text is keyof typeof VERBS {
  return Object.hasOwn(VERBS, text);
}

async function openEngine(): Promise<Engine> {
  const home = await openHome();
  const stateFolder = join(home, "pulumi");
  mkdirSync(stateFolder, { recursive: true });
  const cli = await readyCli(process.env, checkout);
  const pulumiHome = cli.origin === "built" ? join(home, "pulumi-home") : undefined;
  const environment = {
    ...engineEnvironment({ environment: process.env, checkout, cli, stateFolder, pulumiHome }),
    // The example has a Pulumi.yaml of its own, beside which the provider would look for its home.
    AZURE_VM_BACKUP_HOME: home,
  };
  const command = (args: readonly string[]) => ({ path: cli.path, args, folder: checkout, environment });
  return { run: (args, group) => handOver(command(args), group), ask: (args) => capture(command(args)) };
}

async function openHome(): Promise<string> {
  const module = join(checkout, "dist", "provider", "core", "home.js");
  if (!existsSync(module)) throw new Refusal(`${module} is missing: run npm run build first.`);
  const home = (await import(pathToFileURL(module).href)) as typeof import("../provider/core/home.js");
  return home.openHome(home.homeFolder(process.env["AZURE_VM_BACKUP_HOME"], checkout));
}

async function hasStack(engine: Engine): Promise<boolean> {
  const { exitCode, stdout, output } = await engine.ask(["stack", "ls", "--json"]);
  if (exitCode !== 0) throw new Refusal(output);
  return (JSON.parse(stdout) as readonly { readonly name: string }[]).some(({ name }) => name === STACK);
}

async function selectStack(engine: Engine): Promise<void> {
  const { exitCode, output } = await engine.ask(["stack", "select", "--create", STACK]);
  if (exitCode !== 0) throw new Refusal(output);
}

function told(error: unknown): number {
  const forPeople = error instanceof Refusal || (error instanceof Error && error.name === "BackupError");
  console.error(forPeople ? error.message : error);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(told);
