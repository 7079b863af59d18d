/** A lane of the table: a stack of its own with one target, and what was seen of both after each act. */
import type { JsonObject } from "../../provider/core/json.js";
import type { Asked, Azure } from "./azure.js";
import { Stack } from "./engine.js";
import type { Declaration, Run, StateResource } from "./stack-state.js";
import { type Live, liveOf, type PlannedWrite, TARGETS, type Target, type TargetName } from "./targets.js";

export type Adopt = "never" | "ifIdentical" | "always" | "own";

/** What a row is about. */
export interface Choice {
  readonly adopt: Adopt;
  readonly onDelete?: string | undefined;
}

/** How a run ended and what was there then. */
export interface Look extends Run {
  readonly live: Live;
  readonly state: string;
  /** The methods of the writes to the target, in order. */
  readonly writes: string;
  /** What must hold after every act and does not. */
  readonly broken: readonly string[];
}

/** How a declaration of the target differs from its plain one. */
export interface Variant extends Partial<Choice> {
  readonly change?: "edited" | "replaced" | undefined;
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean | undefined;
}

/** Where a run is killed. */
export interface Kill {
  readonly write: PlannedWrite;
  readonly moment: "before" | "after";
  /** Which write to that path it is, from 1. */
  readonly call?: number;
}

/** What a lane does not have for itself. */
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
  /** Whether what is in Azure was made by somebody else. */
  isTheirs = false;
  #program: readonly Declaration[] = [];
  #said = "";

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

  /** Keeps what is there after an act. */
  async look(act: string, run: Run, azure: Azure, before: number): Promise<void> {
    const live = await liveOf(azure, this.target);
    const writes = azure.asked.slice(before).filter((asked) => asked.method !== "GET" && isAt(asked, this.target.id));
    this.#said += [...run.warnings, ...run.errors].join("\n");
    const state = this.stack.state.map(inWords).sort().join(", ") || "nothing";
    const methods = writes.map(({ method }) => method).join(" ") || "none";
    this.looks[act] = { ...run, live, state, writes: methods, broken: this.#broken(run, live) };
  }

  /** What must hold after every act and does not. */
  #broken(run: Run, live: Live): string[] {
    const isGreen = run.errors.length === 0;
    const isHeld = this.stack.state.some(({ isToDelete }) => !isToDelete);
    const isReported = isHeld || this.isTheirs || /was not deleted|already exists/.test(this.#said);
    const isLost = isGreen && run.verb === "up" && this.#program.length > 0 && live !== "alive";
    const isForgotten = isGreen && run.verb !== "preview" && live === "alive" && !isReported;
    return [
      ...(isLost ? [`a green up declares it and it is ${live}`] : []),
      ...(isForgotten ? ["it is alive, in no state, and nothing was said of it"] : []),
      ...(this.isTheirs ? this.#takenFromOthers(live) : []),
    ];
  }

  /** What somebody else made is theirs, unless the program says otherwise. */
  #takenFromOthers(live: Live): string[] {
    const { adopt, onDelete } = this.choice;
    const mayDelete = onDelete !== undefined || adopt === "own";
    const held = this.stack.state.filter(({ isToDelete, isExternal }) => !isToDelete && !isExternal);
    const isTaken = adopt === "never" && held.length > 0;
    const isHeldAsOurs = adopt !== "own" && held.some(({ outputs }) => outputs["adopted"] !== true);
    return [
      ...(isTaken ? ["what somebody else made was taken without adopt"] : []),
      ...(isHeldAsOurs ? ["what somebody else made is held as created"] : []),
      ...(live !== "alive" && !mayDelete ? [`what somebody else made is ${live}`] : []),
    ];
  }
}

/** Whether something was asked of a resource, or of what lies below it. */
export const isAt = ({ path }: Asked, id: string): boolean => path.toLowerCase().startsWith(id.toLowerCase());

/** A resource of the state, with what is special about it. */
function inWords(resource: StateResource): string {
  const marks = [
    ...(resource.outputs["adopted"] === true ? ["adopted"] : []),
    ...(resource.isToDelete ? ["to delete"] : []),
    ...(resource.isPendingReplacement ? ["to replace"] : []),
    ...(resource.initErrors.length > 0 ? ["in part"] : []),
  ];
  const name = resource.urn.split("::").at(-1) ?? "";
  return marks.length === 0 ? name : `${name} (${marks.join(", ")})`;
}
