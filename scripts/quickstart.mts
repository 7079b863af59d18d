/**
 * `npm run up`, `preview` and `down` run the quickstart example, or a named one, with the real Pulumi engine and all state
 * in the checkout's home folder. `npm run pulumi -- ARGUMENTS` runs any other Pulumi command in the same environment;
 * `test` runs the unit tests of an example.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder, Refusal } from "./checkout.mts";
import { chosenExample, exampleFolder, exampleNames, namedExample, projectFolder } from "./examples.mts";
import { install } from "./package/install.mts";
import { capture, type Ended, handOver, type ProcessGroup } from "./processes.mts";
import { readyCli } from "./pulumi/cli.mts";
import { engineEnvironment } from "./pulumi/environment.mts";
import { summaryOf } from "./summary.mts";

const STACK = "dev";
const VERBS = {
  up: ["up", "--yes", "--non-interactive"],
  down: ["destroy", "--yes", "--non-interactive"],
  preview: ["preview", "--non-interactive"],
} as const;
const USAGE = `usage: node scripts/quickstart.mts ${[...Object.keys(VERBS), "test", "pulumi"].join("|")} [example] [arguments of pulumi]`;

/** The Pulumi engine in an example's environment. */
interface Engine {
  /** The home folder of the simulator. */
  readonly home: string;
  readonly run: (args: readonly string[], group: ProcessGroup) => Promise<number>;
  readonly ask: (args: readonly string[]) => Promise<Ended>;
}

const checkout = checkoutFolder();

async function main([verb = "", ...args]: readonly string[]): Promise<number> {
  if (verb === "pulumi") return runPulumi(args);
  if (verb === "test") return runTests(args);
  if (!isVerb(verb)) throw new Refusal(USAGE);
  const { example, rest } = chosenExample(args, exampleNames(checkout));
  const engine = await openEngine(example);
  if (verb === "down" && !(await hasStack(engine))) {
    console.log(`The stack ${STACK} does not exist: there is nothing to destroy.`);
    return 0;
  }
  await installInto(example);
  await selectStack(engine);
  console.log(`Running pulumi ${VERBS[verb][0]}...`);
  const exitCode = await engine.run([...VERBS[verb], ...rest], "own");
  if (verb === "up" && exitCode === 0) await printSummary(engine, example);
  return exitCode;
}

/** The up has succeeded, so a summary that cannot be read is no failure. */
async function printSummary({ ask, home }: Engine, example: string): Promise<void> {
  try {
    const summary = await summaryOf({ checkout, home, example }, await ask(["stack", "export"]));
    if (summary !== undefined) console.log(summary);
  } catch (error) {
    console.error(`The summary cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

async function runPulumi(args: readonly string[]): Promise<number> {
  const { example, rest } = namedExample(args, exampleNames(checkout));
  const engine = await openEngine(example);
  // A named example gets its stack before its first up, for `npm run pulumi destroy-modes config set mode delete`.
  if (rest.length < args.length) await selectStack(engine);
  return engine.run(rest, "shared");
}

async function runTests(args: readonly string[]): Promise<number> {
  const { example, rest } = chosenExample(args, exampleNames(checkout));
  await installInto(example);
  const folder = exampleFolder(checkout, example);
  return handOver({ path: "npm", args: ["test", ...rest], folder, environment: process.env }, "own");
}

function installInto(example: string): Promise<void> {
  console.log("Packing the package...");
  return install({ checkout, example: exampleFolder(checkout, example), environment: process.env });
}

function isVerb(text: string): text is keyof typeof VERBS {
  return Object.hasOwn(VERBS, text);
}

async function openEngine(example: string): Promise<Engine> {
  const home = await openHome();
  const stateFolder = join(home, "pulumi");
  mkdirSync(stateFolder, { recursive: true });
  const cli = await readyCli(process.env, checkout);
  const pulumiHome = cli.origin === "built" ? join(home, "pulumi-home") : undefined;
  const environment = {
    ...engineEnvironment({ environment: process.env, checkout, cli, stateFolder, pulumiHome }),
    // An example has its own Pulumi.yaml, next to which the provider would put its home.
    AZURE_VM_BACKUP_HOME: home,
  };
  const command = (args: readonly string[]) => ({
    path: cli.path,
    args,
    folder: projectFolder(checkout, example),
    environment,
  });
  return { home, run: (args, group) => handOver(command(args), group), ask: (args) => capture(command(args)) };
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

function printError(error: unknown): number {
  const forPeople = error instanceof Refusal || (error instanceof Error && error.name === "BackupError");
  console.error(forPeople ? error.message : error);
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(printError);
