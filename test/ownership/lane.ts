/** A lane of the table: a stack with one target, and observations of both after each act. */
import type { JsonObject } from "../../provider/core/json.js";
import type { Azure, AzureRequest } from "./azure.js";
import { Stack } from "./engine.js";
import type { Declaration, Run, StateResource } from "./stack-state.js";
import { type Live, liveOf, type PlannedWrite, TARGETS, type Target, type TargetName } from "./targets.js";

export type Adopt = "never" | "ifIdentical" | "always" | "own";

/** The `adopt` and `onDelete` of a row. */
export interface Choice {
  readonly adopt: Adopt;
  readonly onDelete?: string | undefined;
}

/** The result of a run, and an observation of Azure and the state after it. */
export interface Look extends Run {
  readonly live: Live;
  readonly state: string;
  /** The methods of the writes to the target, in order. */
  readonly writes: string;
  /** The invariants that are violated after the act. */
  readonly broken: readonly string[];
}

/** How a declaration of the target differs from the row's. */
export interface Variant extends Partial<Choice> {
  readonly change?: "edited" | "replaced" | undefined;
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean | undefined;
}

/** The write at which a run is killed. */
export interface Kill {
  readonly write: PlannedWrite;
  readonly moment: "before" | "after";
  /** The number of the write to that path, from 1. */
  readonly call?: number;
}

/** What a lane shares with another one, and its kill. */
export interface LaneOptions {
  readonly kill?: Kill | undefined;
  /** The target of another lane. */
  readonly target?: Target;
  /** The name of another lane's stack. */
  readonly stackName?: string;
}

let lanes = 0;

export class Lane {
  readonly choice: Choice;
  readonly kill: Kill | undefined;
  readonly target: Target;
  readonly stack: Stack;
  readonly looks: Record<string, Look> = {};
  /** Whether another owner created the resource in Azure. */
  isTheirs = false;
  #program: readonly Declaration[] = [];
  #messages = "";

  constructor(kind: TargetName, choice: Choice, { kill, target, stackName }: LaneOptions = {}) {
    const name = `lane${++lanes}`;
    this.choice = choice;
    this.kill = kill;
    this.target = target ?? TARGETS[kind](name);
    this.stack = new Stack(stackName ?? name);
  }

  /** The target as a program declares it, with the row's `adopt` and `onDelete` unless the variant has its own. */
  declare(name: string, variant: Variant = {}): Declaration {
    const { change, aliases, deleteBeforeReplace, ...choice } = { ...this.choice, ...variant };
    const { kind, inputs } = this.target;
    const options = { ...(aliases && { aliases }), ...(deleteBeforeReplace !== undefined && { deleteBeforeReplace }) };
    const changed = change === undefined ? {} : (this.target[change] ?? {});
    const { adopt, onDelete } = choice;
    const acts = onDelete === undefined ? { adopt } : { adopt, onDelete };
    return { name, kind, inputs: { ...inputs, ...changed, ...acts } as JsonObject, ...options };
  }

  declares(program: readonly Declaration[]): void {
    this.#program = program;
  }

  /** Stores an observation after an act. */
  async look(act: string, run: Run, azure: Azure, before: number): Promise<void> {
    const live = await liveOf(azure, this.target);
    const writes = azure.requests
      .slice(before)
      .filter((request) => request.method !== "GET" && isAt(request, this.target.id));
    this.#messages += [...run.warnings, ...run.errors].join("\n");
    const state = this.stack.state.map(describeResource).sort().join(", ") || "nothing";
    const methods = writes.map(({ method }) => method).join(" ") || "none";
    this.looks[act] = { ...run, live, state, writes: methods, broken: this.#broken(run, live) };
  }

  /** The invariants that are violated after an act. */
  #broken(run: Run, live: Live): string[] {
    const isGreen = run.errors.length === 0;
    const isInState = this.stack.state.some(({ isToDelete }) => !isToDelete);
    const isReported = isInState || this.isTheirs || /was not deleted|already exists/.test(this.#messages);
    const isLost = isGreen && run.verb === "up" && this.#program.length > 0 && live !== "alive";
    const isForgotten = isGreen && run.verb !== "preview" && live === "alive" && !isReported;
    return [
      ...(isLost ? [`a successful up declares it and it is ${live}`] : []),
      ...(isForgotten ? ["it exists, is in no state, and no message named it"] : []),
      ...(this.isTheirs ? this.#takenFromOthers(live) : []),
    ];
  }

  /** A resource of another owner must not be adopted or deleted unless the program declares that. */
  #takenFromOthers(live: Live): string[] {
    const { adopt, onDelete } = this.choice;
    const mayDelete = onDelete !== undefined || adopt === "own";
    const managed = this.stack.state.filter(({ isToDelete, isExternal }) => !isToDelete && !isExternal);
    const isTaken = adopt === "never" && managed.length > 0;
    const isRecordedAsCreated = adopt !== "own" && managed.some(({ outputs }) => outputs["adopted"] !== true);
    return [
      ...(isTaken ? ["a resource of another owner was adopted without adopt"] : []),
      ...(isRecordedAsCreated ? ["a resource of another owner is in the state as created"] : []),
      ...(live !== "alive" && !mayDelete ? [`the resource of another owner is ${live}`] : []),
    ];
  }
}

/** Whether a request was for a resource or for a path below it. */
export const isAt = ({ path }: AzureRequest, id: string): boolean => path.toLowerCase().startsWith(id.toLowerCase());

/** The name of a resource in the state, with its special marks. */
function describeResource(resource: StateResource): string {
  const marks = [
    ...(resource.outputs["adopted"] === true ? ["adopted"] : []),
    ...(resource.isToDelete ? ["to delete"] : []),
    ...(resource.isPendingReplacement ? ["to replace"] : []),
    ...(resource.initErrors.length > 0 ? ["in part"] : []),
  ];
  const name = resource.urn.split("::").at(-1) ?? "";
  return marks.length === 0 ? name : `${name} (${marks.join(", ")})`;
}
