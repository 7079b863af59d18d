/**
 * A program that reads its resources from a file, so a test can change them without another program. The engine's event log
 * contains its operation on each resource.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type JsonObject, textAt } from "../../provider/core/json.js";
import type { Ended } from "../../scripts/processes.mjs";
import { type CommandOptions, createProject, type Project } from "./pulumi.js";

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

/** The result of a command, and its operation on each resource, such as `update`, by the resource's name. */
export interface CommandResult extends Ended {
  readonly operations: Readonly<Record<string, string>>;
}

/** A stack of declarations. */
export interface Stack {
  readonly project: Project;
  declare(declarations: readonly Declaration[]): void;
  run(verb: "up" | "preview" | "refresh" | "destroy", ...args: readonly string[]): Promise<CommandResult>;
  dispose(): void;
}

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

/** Creates the stack, without declarations. */
export async function createStack(config: Readonly<Record<string, string>>): Promise<Stack> {
  const project = await createProject({ program: PROGRAM, language: "js", config });
  const log = join(project.folder, "events.json");
  return {
    project,
    declare: (declarations) => writeFileSync(join(project.folder, "declarations.json"), JSON.stringify(declarations)),
    run: async (verb, ...args) => {
      rmSync(log, { force: true });
      const ended = await project[verb](["--event-log", log, ...args], WITHOUT_CHECKPOINTS);
      return { ...ended, operations: operationsIn(existsSync(log) ? readFileSync(log, "utf8") : "") };
    },
    dispose: () => project.dispose(),
  };
}

/** The operation on each resource. A replacement has several steps, and its operation is `replace`. */
function operationsIn(log: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of log.split("\n").filter((text) => text !== "")) {
    const event = JSON.parse(line) as JsonObject;
    const done = event["resOutputsEvent"] ?? event["resOpFailedEvent"];
    if (done === undefined) continue;
    const name = textAt(done, "metadata", "urn")?.split("::").at(-1) ?? "";
    const operation = textAt(done, "metadata", "op") ?? "";
    found[name] = event["resOpFailedEvent"] === undefined ? stepOf(found[name], operation) : "failed";
  }
  return found;
}

const stepOf = (before: string | undefined, operation: string): string =>
  before === "replace" || /replace/.test(operation) ? "replace" : operation;
