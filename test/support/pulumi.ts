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
import { areTypesChecked, keepTypesChecked } from "./checked-types.js";
import { placeStack, STATE_FOLDER, type StackName } from "./new-stacks.js";
import { compileCache, installedPackage, placeInstalled } from "./packed-package.js";

const STACK = "test";
const CLI_LIMIT_MS = 15 * 60 * 1_000;
/** Commands that check the types of a TypeScript program. */
const RUNS_PROGRAM = new Set(["up", "preview"]);
const OVERRIDES = /^(?:PULUMI_|AZURE_|ARM_|npm_)/;

/** The options of a project. JavaScript starts faster than TypeScript. */
export interface ProjectOptions {
  /** The project's name, which is part of every URN; default `rehearsal`. */
  readonly name?: string;
  /** The name of the stack; default `test`. */
  readonly stack?: string;
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
  const installed = await placeInstalled(folder, options.packageFolder);
  const stack = writeProject(folder, options);
  const environment = await variablesOf(folder, stack);
  const project = projectIn({
    folder,
    installed,
    environment,
    path: (await sharedCli()).path,
    language: options.language,
  });
  await placeStack(folder, stack, async () => {
    const { exitCode, output } = await project.run(["stack", "init", stack.stack]);
    if (exitCode !== 0) throw new Error(`pulumi stack init ended with ${exitCode}: ${output}`);
  });
  return project;
}

function sharedCli(): Promise<ReadyCli> {
  cli ??= readyCli(process.env, checkoutFolder());
  return cli;
}

/** What a project's commands run with. */
interface ProjectRuns {
  readonly folder: string;
  /** The folder of the installed package, whose name changes with its content. */
  readonly installed: string;
  readonly environment: Environment;
  readonly path: string;
  readonly language: ProjectOptions["language"];
}

function projectIn({ folder, installed, environment, path, language }: ProjectRuns): Project {
  const begin: Project["start"] = (args, options = {}) => {
    const checks = areTypesChecked(folder, installed) ? { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } : {};
    return start({ path, args, folder, environment: { ...environment, ...checks, ...options.env } });
  };
  const run: Project["run"] = async (args, options) => {
    const ended = await begin(args, options).ended;
    const isChecked = language === "ts" && ended.exitCode === 0 && RUNS_PROGRAM.has(args[0] ?? "");
    if (isChecked) keepTypesChecked(folder, installed);
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
    writeProgram: (text) => writeFileSync(join(folder, `index.${language}`), text),
    runScript: (text) => {
      const script = join(folder, "script.js");
      writeFileSync(script, text);
      const PATH = [dirname(path), environment["PATH"]].filter(Boolean).join(delimiter);
      return start({ path: process.execPath, args: [script], folder, environment: { ...environment, PATH } }).ended;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Writes the files of the project; returns the names of its stack and of itself. */
function writeProject(folder: string, options: ProjectOptions): StackName {
  const { name = "rehearsal", stack = STACK, program, language, config = {} } = options;
  const main = `index.${language}`;
  const dependencies = { "@pulumi/pulumi": "*", "azure-vm-backup": "*" };
  const runtime = { name: "nodejs", options: { typescript: language === "ts" } };
  // JSON is YAML too.
  writeJson(join(folder, "Pulumi.yaml"), { name, runtime });
  writeJson(join(folder, `Pulumi.${stack}.yaml`), { config });
  writeJson(join(folder, "package.json"), { name: "rehearsal", private: true, main, dependencies });
  writeFileSync(join(folder, main), program);
  return { project: name, stack };
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

async function variablesOf(folder: string, { stack }: StackName): Promise<Environment> {
  const inherited = Object.entries(process.env).filter(([name]) => !OVERRIDES.test(name));
  const stateFolder = join(folder, STATE_FOLDER);
  mkdirSync(stateFolder);
  return engineEnvironment({
    environment: {
      ...Object.fromEntries(inherited),
      NODE_COMPILE_CACHE: compileCache,
      PULUMI_CONFIG_PASSPHRASE: REHEARSAL_PASSPHRASE,
      PULUMI_STACK: stack,
    },
    checkout: checkoutFolder(),
    cli: await sharedCli(),
    stateFolder,
    pulumiHome: join(folder, ".pulumi-home"),
  });
}
