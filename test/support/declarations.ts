/**
 * A program whose resources stand in a file beside it, so that a test declares others without another program; and what
 * the engine of Pulumi did with each, as its log of events tells.
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

/** How a command ended, and what it did with each resource: its operation such as \`update\`, by the resource's name. */
export interface Told extends Ended {
  readonly operations: Readonly<Record<string, string>>;
}

/** A stack of declarations. */
export interface Stack {
  readonly project: Project;
  declare(declarations: readonly Declaration[]): void;
  run(verb: "up" | "preview" | "refresh" | "destroy", ...args: readonly string[]): Promise<Told>;
  dispose(): void;
}

/**
 * Without a checkpoint after each step: what is done stands in the state at the end all the same, also of a run that
 * failed. The log of events is a flag that only those see who debug commands.
 */
const QUICKLY: CommandOptions = {
  env: {
    PULUMI_EXPERIMENTAL: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_DEBUG_COMMANDS: "true",
  },
};

/** Makes the stack, with nothing declared yet. */
export async function createStack(config: Readonly<Record<string, string>>): Promise<Stack> {
  const project = await createProject({ program: PROGRAM, language: "js", config });
  const log = join(project.folder, "events.json");
  return {
    project,
    declare: (declarations) => writeFileSync(join(project.folder, "declarations.json"), JSON.stringify(declarations)),
    run: async (verb, ...args) => {
      rmSync(log, { force: true });
      const ended = await project[verb](["--event-log", log, ...args], QUICKLY);
      return { ...ended, operations: operationsIn(existsSync(log) ? readFileSync(log, "utf8") : "") };
    },
    dispose: () => project.dispose(),
  };
}

/** What was done in the end: a replacement has several steps, of which \`replace\` names the whole. */
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
