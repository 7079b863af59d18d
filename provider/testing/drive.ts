/**
 * Runs one resource as Pulumi runs it: check, diff, create, update, replace, read and delete, each with the state that the
 * one before it left. Pulumi's own mocks run none of these, so that they never show what a program would write.
 */
import { asCall } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, withoutUndefined } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Caller, Declared, Known, StateResource } from "../kinds/caller.js";
import { kinds } from "../kinds/index.js";
import type { Kind } from "../kinds/kind.js";
import { check, diff, reasons } from "../kinds/lifecycle.js";
import {
  createResource,
  deleteResource,
  inputsIn,
  PartiallyCreated,
  type Resource,
  readResource,
  updateResource,
  type Run as VerbsRun,
} from "../kinds/verbs.js";
import { ownershipInMemory, type Records, recordsInMemory } from "../ownership/index.js";

/** What an `up` does with the resource; `same` is nothing. */
export type Step = "create" | "update" | "replace" | "same";

/** What a preview shows. */
export interface Plan {
  readonly step: Step;
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  /** The properties whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** What is worth a word though it is allowed. */
  readonly warnings: readonly string[];
}

/** A resource in the state of a stack. */
export interface StateEntry {
  /** Its ARM id. */
  readonly id: string;
  /** The inputs of the last up, with their defaults. */
  readonly inputs: JsonObject;
  /** The inputs and the outputs; `incomplete` holds the reasons of a resource that is incomplete. */
  readonly outputs: JsonObject;
}

/** One resource of a stack, from its first up to its destroy. */
export interface Driven {
  /** The resource as the stack's state has it; undefined before its first up, and after it is gone. */
  readonly state: StateEntry | undefined;
  /** All warnings so far, of previews and ups, in order. */
  readonly warnings: readonly string[];
  /**
   * What an up would do with these inputs, which are plain values; nobody is asked. A value that a preview does not know
   * yet is `pulumi.runtime.unknownValue`. `known` is what the program knows of other resources beside their ids, by the
   * name of the input: `{ vm: { location: "westeurope" } }`. Throws `InvalidInput` with all that is wrong with the inputs.
   */
  preview(inputs: JsonObject, known?: Known): Plan;
  /** Brings the resource to these inputs. Throws `InvalidInput`, and what the engine throws; what is incomplete stays in the state. */
  up(inputs: JsonObject, known?: Known): Promise<Plan>;
  /** Reads the resource into the state; a resource that is gone leaves it. Returns whether the inputs have drifted. */
  refresh(): Promise<boolean>;
  /** Deletes the resource as `onDelete` in its state says. */
  destroy(): Promise<void>;
}

/**
 * Drives a resource of a kind, by the name of its class, over an engine.
 *
 * @param kindName Such as `Vault` or `ProtectedVm`. Throws `InvalidInput` for one that is none.
 * @param engine Mostly `stubEngine(rememberingEngine())`, whose `writes` then say what was written.
 * @param name The resource's name in the program, which some kinds take for their name in Azure where none is given.
 *
 * @example
 * ```ts
 * const { engine, writes } = stubEngine(rememberingEngine());
 * const vault = drive("Vault", engine, "backups");
 *
 * await vault.up({ resourceGroup, location: "westeurope", redundancy: "ZoneRedundant" });
 * assert.equal(writes[0]?.call, "vaults.put");
 *
 * const { step, replaces } = vault.preview({ resourceGroup, location: "northeurope" });
 * assert.deepEqual([step, replaces], ["replace", ["location"]]);
 * ```
 */
export function drive(kindName: string, engine: BackupEngine, name = "resource"): Driven {
  const kind = kindNamed(kindName);
  const urn = `urn:pulumi:test::test::pulumi-nodejs:dynamic/azure-vm-backup:${kindName}::${name}`;
  const run: Run = { kind, engine, records: recordsInMemory(), name, urn, state: undefined, warnings: [] };
  return {
    get state() {
      return run.state;
    },
    warnings: run.warnings,
    preview: (inputs, known) => collectingWarnings(run, () => planned(run, declaredBy(run, inputs, known)).plan),
    up: (inputs, known) => collectingWarnings(run, () => bring(run, declaredBy(run, inputs, known))),
    refresh: () => collectingWarnings(run, () => refresh(run)),
    destroy: () => collectingWarnings(run, () => destroy(run, newRun(run))),
  };
}

interface Run {
  readonly kind: Kind;
  readonly engine: BackupEngine;
  readonly records: Records;
  readonly name: string;
  readonly urn: string;
  readonly warnings: string[];
  state: StateEntry | undefined;
  /** What was known of other resources at the last up. */
  known?: Known;
}

/** The kind of a name. Throws `InvalidInput` for a name that is none. */
export function kindNamed(name: string): Kind {
  if (Object.hasOwn(kinds, name)) return kinds[name] as Kind;
  throw new BackupError("InvalidInput", `azure-vm-backup has no ${name}. It has ${Object.keys(kinds).join(", ")}.`);
}

/** Inputs with their defaults, and warnings. Throws `InvalidInput` with all that is wrong, as a preview prints it. */
export function checkInputs(kind: Kind, name: string, declared: Declared, olds?: Declared) {
  const checked = check(kind, declared, olds);
  const failures = reasons(kind, checked.failures, declared);
  if (failures.length === 0) return checked;
  throw new BackupError("InvalidInput", `${kind.name} '${name}' has a problem: ${failures.join("; ")}`);
}

/** Runs a part of Pulumi's work, and collects the warnings that it gives. */
const collectingWarnings = <T>({ warnings }: Run, work: () => T): T =>
  asCall({ warn: (text) => void warnings.push(text) }, work);

/** What the class of the kind would declare. A test keeps nothing secret. */
function declaredBy(run: Run, inputs: JsonObject, known: Known = {}): Declared {
  const isNamed = ((run.kind.inputs["required"] ?? []) as readonly string[]).includes("name");
  const named = isNamed ? { name: run.name, ...inputs } : inputs;
  return { inputs: withoutUndefined(named), caller: callerOf(run, known) };
}

const callerOf = ({ urn }: Run, known: Known = {}): Caller => ({ urn, known, mayQuote: () => true });

const stateOf = (run: Run, { id, outputs }: StateEntry): StateResource => ({ id, outputs, caller: callerOf(run) });

/** Each up, refresh and destroy is a run of Pulumi's engine. */
const newRun = ({ engine, records }: Run): VerbsRun => ({ engine, ownership: ownershipInMemory(records) });

interface Planned {
  readonly plan: Plan;
  readonly deleteBeforeReplace: boolean;
}

function planned(run: Run, declared: Declared): Planned {
  const { kind, name, state, warnings: heard } = run;
  const olds = state && { inputs: state.inputs, caller: callerOf(run, run.known) };
  const { inputs: news, warnings } = checkInputs(kind, name, declared, olds);
  heard.push(...warnings);
  if (state === undefined) {
    return { plan: { step: "create", inputs: news, replaces: [], warnings }, deleteBeforeReplace: false };
  }
  const found = diff(kind, stateOf(run, state), { ...declared, inputs: news });
  const inPlace = found.changes ? "update" : "same";
  const step = found.replaces.length > 0 ? "replace" : inPlace;
  return {
    plan: { step, inputs: news, replaces: found.replaces, warnings },
    deleteBeforeReplace: found.deleteBeforeReplace,
  };
}

async function bring(run: Run, declared: Declared): Promise<Plan> {
  const { kind } = run;
  const verbs = newRun(run);
  const { plan, deleteBeforeReplace } = planned(run, declared);
  const { step, inputs } = plan;
  const news = { ...declared, inputs };
  const old = run.state;
  if (step === "replace" && deleteBeforeReplace) await destroy(run, verbs);
  if (old !== undefined && step === "update") {
    await keep(run, news, () => updateResource(verbs, kind, stateOf(run, old), news));
  } else if (old === undefined || step === "replace") {
    await keep(run, news, () => createResource(verbs, kind, news));
  } else run.state = { ...old, inputs };
  if (step === "replace" && !deleteBeforeReplace && old !== undefined) {
    await deleteResource(verbs, kind, stateOf(run, old));
  }
  return plan;
}

/** Keeps what a write left, complete or not. */
async function keep(run: Run, { inputs, caller }: Declared, write: () => Promise<Resource>): Promise<void> {
  try {
    const { id, outputs } = await write();
    run.state = { id, inputs, outputs: withoutUndefined(outputs) };
    run.known = caller.known;
  } catch (error) {
    if (error instanceof PartiallyCreated)
      run.state = { inputs, id: error.resource.id, outputs: error.resource.outputs };
    throw error;
  }
}

async function refresh(run: Run): Promise<boolean> {
  const { kind, state } = run;
  if (state === undefined) return false;
  const found = await readResource(newRun(run), kind, stateOf(run, state));
  if (found === undefined) {
    run.state = undefined;
    return true;
  }
  const outputs = withoutUndefined(found.outputs);
  run.state = { id: found.id, inputs: inputsIn(kind, outputs), outputs };
  return diff(kind, stateOf(run, run.state), { inputs: state.inputs, caller: callerOf(run) }).changes;
}

async function destroy(run: Run, verbs: VerbsRun): Promise<void> {
  if (run.state === undefined) return;
  await deleteResource(verbs, run.kind, stateOf(run, run.state));
  run.state = undefined;
}
