/**
 * The real Pulumi engine for tests: a temporary project with the packed package installed and the state in a folder of the
 * project. No command throws because of its exit code; the test checks it.
 *
 *     describe("…", function () {
 *       this.timeout(120_000);
 *       before(requirePulumi);
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { checkoutFolder, type Environment, Refusal } from "../../scripts/checkout.mjs";
import { type Ended, type Running, start } from "../../scripts/processes.mjs";
import { type ReadyCli, readyCli } from "../../scripts/pulumi/cli.mjs";
import { engineEnvironment, REHEARSAL_PASSPHRASE } from "../../scripts/pulumi/environment.mjs";
import { compileCache, installedPackage, placeInstalled } from "./packed-package.js";

const STACK = "test";
const CLI_LIMIT_MS = 15 * 60 * 1_000;
/** Commands that check the types of a TypeScript program. This takes seconds, so it is done only once per program. */
const RUNS_PROGRAM = new Set(["up", "preview"]);
const OVERRIDES = /^(?:PULUMI_|AZURE_|ARM_|npm_)/;

/** The options of a project. JavaScript starts faster than TypeScript. */
export interface ProjectOptions {
  /** The project's name, which is part of every URN; default `rehearsal`. */
  readonly name?: string;
  readonly program: string;
  readonly language: "ts" | "js";
  /** Configuration of the stack, keys with their namespace: `azure-vm-backup:endpoint`. */
  readonly config?: Readonly<Record<string, string>>;
  /** The folder of a package to install as azure-vm-backup; default: the checkout. */
  readonly packageFolder?: string;
}

/** Environment variables for one command, which override those of the project; `undefined` removes one. */
export interface CommandOptions {
  readonly env?: Environment;
}

/** A resource in the output of `pulumi stack export`. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

/** The output of `pulumi stack export`. */
export interface StackState {
  readonly version: number;
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  };
}

/** A temporary Pulumi project with a stack `test`. Further arguments are passed to the command. */
export interface Project {
  readonly folder: string;
  /** Starts any command of `pulumi`, for tests that interrupt it. */
  start(args: readonly string[], options?: CommandOptions): Running;
  /** Runs any command of `pulumi`. */
  run(args: readonly string[], options?: CommandOptions): Promise<Ended>;
  /** `pulumi up` without its preview. */
  up(args?: readonly string[], options?: CommandOptions): Promise<Ended>;
  preview(args?: readonly string[], options?: CommandOptions): Promise<Ended>;
  /** `pulumi refresh` without its preview. */
  refresh(args?: readonly string[], options?: CommandOptions): Promise<Ended>;
  /** `pulumi destroy` without its preview. */
  destroy(args?: readonly string[], options?: CommandOptions): Promise<Ended>;
  /** `pulumi cancel`: removes the lock of a killed update. */
  cancel(): Promise<Ended>;
  stackExport(): Promise<StackState>;
  config(key: string, value: string): Promise<Ended>;
  writeProgram(text: string): void;
  /** Runs a script in the folder with Node.js, with the CLI on its PATH, as a user of the Automation API does. */
  runScript(text: string): Promise<Ended>;
  /** Removes the project folder. */
  dispose(): void;
}

let cli: Promise<ReadyCli> | undefined;

/** A hook for `before`. Skips the suite, with the reason on stderr and in titles, if there is no Pulumi CLI. */
export async function requirePulumi(this: Mocha.Context): Promise<void> {
  this.timeout(CLI_LIMIT_MS);
  try {
    await sharedCli();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`  skipped, the tests of this suite run the Pulumi CLI: ${error.message}\n`);
    this.test?.parent?.eachTest((test) => {
      test.title += " (skipped: there is no Pulumi CLI and none could be built)";
    });
    this.skip();
  }
  await installedPackage();
}

/** Creates a project with the packed package installed and an empty stack. */
export async function createProject(options: ProjectOptions): Promise<Project> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "azure-vm-backup-project-")));
  await placeInstalled(folder, options.packageFolder);
  writeProject(folder, options);
  const project = projectIn(folder, await variablesOf(folder), (await sharedCli()).path, `index.${options.language}`);
  const { exitCode, output } = await project.run(["stack", "init", STACK]);
  if (exitCode !== 0) throw new Error(`pulumi stack init ended with ${exitCode}: ${output}`);
  return project;
}

function sharedCli(): Promise<ReadyCli> {
  cli ??= readyCli(process.env, checkoutFolder());
  return cli;
}

function projectIn(folder: string, environment: Environment, path: string, main: string): Project {
  let areTypesChecked = false;
  const begin: Project["start"] = (args, options = {}) => {
    const checks = areTypesChecked ? { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } : {};
    return start({ path, args, folder, environment: { ...environment, ...checks, ...options.env } });
  };
  const run: Project["run"] = async (args, options) => {
    const ended = await begin(args, options).ended;
    areTypesChecked ||= ended.exitCode === 0 && RUNS_PROGRAM.has(args[0] ?? "");
    return ended;
  };
  const command =
    (...fixed: string[]) =>
    (args: readonly string[] = [], options?: CommandOptions) =>
      run([...fixed, "--non-interactive", "--color", "never", ...args], options);
  return {
    folder,
    start: begin,
    run,
    up: command("up", "--yes", "--skip-preview"),
    preview: command("preview"),
    refresh: command("refresh", "--yes", "--skip-preview"),
    destroy: command("destroy", "--yes", "--skip-preview"),
    cancel: () => run(["cancel", "--yes", "--non-interactive"]),
    stackExport: async () => JSON.parse((await run(["stack", "export"])).stdout) as StackState,
    config: (key, value) => run(["config", "set", "--non-interactive", key, value]),
    writeProgram: (text) => {
      areTypesChecked = false;
      writeFileSync(join(folder, main), text);
    },
    runScript: (text) => {
      const script = join(folder, "script.js");
      writeFileSync(script, text);
      const PATH = [dirname(path), environment["PATH"]].filter(Boolean).join(delimiter);
      return start({ path: process.execPath, args: [script], folder, environment: { ...environment, PATH } }).ended;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function writeProject(folder: string, { name = "rehearsal", program, language, config = {} }: ProjectOptions): void {
  const main = `index.${language}`;
  const dependencies = { "@pulumi/pulumi": "*", "azure-vm-backup": "*" };
  const runtime = { name: "nodejs", options: { typescript: language === "ts" } };
  // JSON is YAML too.
  writeJson(join(folder, "Pulumi.yaml"), { name, runtime });
  writeJson(join(folder, `Pulumi.${STACK}.yaml`), { config });
  writeJson(join(folder, "package.json"), { name: "rehearsal", private: true, main, dependencies });
  writeFileSync(join(folder, main), program);
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

async function variablesOf(folder: string): Promise<Environment> {
  const inherited = Object.entries(process.env).filter(([name]) => !OVERRIDES.test(name));
  const stateFolder = join(folder, ".pulumi-state");
  mkdirSync(stateFolder);
  return engineEnvironment({
    environment: {
      ...Object.fromEntries(inherited),
      NODE_COMPILE_CACHE: compileCache,
      PULUMI_CONFIG_PASSPHRASE: REHEARSAL_PASSPHRASE,
    },
    checkout: checkoutFolder(),
    cli: await sharedCli(),
    stateFolder,
    pulumiHome: join(folder, ".pulumi-home"),
  });
}
