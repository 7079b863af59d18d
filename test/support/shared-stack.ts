/**
 * A stack that several stories share, one for each kind. A story declares its own resources and runs commands as if the stack
 * were its own. A command runs once for all stories, as soon as each of them waits for it, since starting the CLI and the
 * processes of a program takes longer than handling the resources.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type JsonObject, textAt } from "../../provider/core/json.js";
import type { Ended } from "../../scripts/processes.mjs";
import { type CommandOptions, createProject, type Project, type StateResource } from "./pulumi.js";
import type { ServedAzure } from "./served-azure.js";

/** A resource of the program: its class, its name in the program, and its arguments. */
export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly args: JsonObject;
}

const PROGRAM = `const { readFileSync } = require("node:fs");
const azure = require("azure-vm-backup");
for (const { kind, name, args } of JSON.parse(readFileSync(__dirname + "/declarations.json", "utf8"))) {
  new azure[kind](name, args);
}
`;

/** The result of a command for the resources of one kind. */
export interface CommandResult extends Ended {
  /** The operation on each resource of the kind, such as `update`, by the resource's name. */
  readonly operations: Readonly<Record<string, string>>;
}

/** The part of the stack that belongs to one kind. */
export interface Stack {
  /** Declares the resources of the kind for the next commands. */
  declare(declarations: readonly Declaration[]): void;
  /** Sets the fault plan of the kind for the next commands. */
  injectFaults(plan: readonly JsonObject[]): void;
  /** Runs a command together with all other kinds. The exit code is 0 if no operation on a resource of this kind failed. */
  run(verb: Verb, ...args: readonly string[]): Promise<CommandResult>;
  /** The resources of the kind in the state. */
  state(): Promise<readonly StateResource[]>;
}

type Verb = "up" | "preview" | "refresh" | "destroy";

/**
 * Without a checkpoint after each step, a run is faster. The state is still complete at the end of a run, also of a failed
 * one. The flag --event-log requires PULUMI_DEBUG_COMMANDS.
 */
const WITHOUT_CHECKPOINTS: CommandOptions = {
  env: {
    PULUMI_EXPERIMENTAL: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_DEBUG_COMMANDS: "true",
  },
};

/** A command that the story of one kind waits for. */
interface Request {
  readonly verb: Verb;
  readonly args: readonly string[];
  resolve(result: CommandResult): void;
  reject(error: unknown): void;
}

/** A stack for the stories of these kinds. */
export class SharedStack {
  readonly #project: Project;
  readonly #azure: ServedAzure;
  readonly #kinds: Set<string>;
  readonly #declared = new Map<string, readonly Declaration[]>();
  readonly #faults = new Map<string, readonly JsonObject[]>();
  readonly #requests = new Map<string, Request>();

  private constructor(project: Project, azure: ServedAzure, kinds: readonly string[]) {
    this.#project = project;
    this.#azure = azure;
    this.#kinds = new Set(kinds);
  }

  /** Creates the stack, without declarations. */
  static async create(azure: ServedAzure, kinds: readonly string[]): Promise<SharedStack> {
    const config = { "azure-vm-backup:endpoint": azure.url, "azure-vm-backup:home": azure.home };
    return new SharedStack(await createProject({ program: PROGRAM, language: "js", config }), azure, kinds);
  }

  /** Runs the story of a kind in its part of the stack. The other kinds do not wait for it after its end. */
  async runStory<T>(kind: string, story: (part: Stack) => Promise<T>): Promise<T> {
    try {
      return await story(this.#partOf(kind));
    } finally {
      this.#kinds.delete(kind);
      this.#runIfAllWait();
    }
  }

  dispose(): void {
    this.#project.dispose();
  }

  #partOf(kind: string): Stack {
    return {
      declare: (declarations) => void this.#declared.set(kind, declarations),
      injectFaults: (plan) => void this.#faults.set(kind, plan),
      run: (verb, ...args) =>
        new Promise((resolve, reject) => {
          this.#requests.set(kind, { verb, args, resolve, reject });
          this.#runIfAllWait();
        }),
      state: async () => {
        const { resources = [] } = (await this.#project.stackExport()).deployment;
        return resources.filter(({ urn }) => kindOf(urn) === kind);
      },
    };
  }

  #runIfAllWait(): void {
    if (this.#requests.size === 0 || this.#requests.size < this.#kinds.size) return;
    const requests = new Map(this.#requests);
    this.#requests.clear();
    this.#runOnce([...requests.values()]).then(
      (outcome) => {
        for (const [kind, { resolve }] of requests) resolve(resultOf(kind, outcome));
      },
      (error: unknown) => {
        for (const { reject } of requests.values()) reject(error);
      },
    );
  }

  async #runOnce(requests: readonly Request[]): Promise<Outcome> {
    const [verb, ...others] = [...new Set(requests.map((request) => request.verb))];
    if (verb === undefined || others.length > 0) throw new Error(`The stories run ${verb} and ${others} at one time.`);
    const declarations = [...this.#declared.values()].flat();
    writeFileSync(join(this.#project.folder, "declarations.json"), JSON.stringify(declarations));
    await this.#azure.injectFaults([...this.#faults.values()].flat());
    const log = join(this.#project.folder, "events.json");
    rmSync(log, { force: true });
    const args = new Set(requests.flatMap((request) => request.args));
    const ended = await this.#project[verb](["--event-log", log, ...args], WITHOUT_CHECKPOINTS);
    return { ended, operations: operationsIn(existsSync(log) ? readFileSync(log, "utf8") : "") };
  }
}

/** The end of a command, and its operation on each resource, by kind and name. */
interface Outcome {
  readonly ended: Ended;
  readonly operations: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The part of an outcome that concerns a kind. If no operation failed, the command itself did, for all kinds. */
function resultOf(kind: string, { ended, operations }: Outcome): CommandResult {
  const own = operations.get(kind) ?? new Map<string, string>();
  const hasFailed = (ofKind: ReadonlyMap<string, string>): boolean => [...ofKind.values()].includes("failed");
  const isOthers = !hasFailed(own) && [...operations.values()].some(hasFailed);
  return { ...ended, exitCode: isOthers ? 0 : ended.exitCode, operations: Object.fromEntries(own) };
}

/** The class of a resource of this package; undefined for other resources. */
const kindOf = (urn: string): string | undefined => /\/azure-vm-backup:(\w+)::/.exec(urn)?.[1];

/** The operation on each resource. A replacement has several steps, and its operation is `replace`. */
function operationsIn(log: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const line of log.split("\n").filter((text) => text !== "")) {
    const event = JSON.parse(line) as JsonObject;
    const done = event["resOutputsEvent"] ?? event["resOpFailedEvent"];
    const urn = textAt(done, "metadata", "urn") ?? "";
    const kind = kindOf(urn);
    if (kind === undefined) continue;
    const operations = found.get(kind) ?? new Map<string, string>();
    found.set(kind, operations);
    const name = urn.split("::").at(-1) ?? "";
    const operation = textAt(done, "metadata", "op") ?? "";
    operations.set(name, event["resOpFailedEvent"] === undefined ? stepOf(operations.get(name), operation) : "failed");
  }
  return found;
}

const stepOf = (before: string | undefined, operation: string): string =>
  before === "replace" || /replace/.test(operation) ? "replace" : operation;
