/**
 * Runs one resource as Pulumi runs it: check, diff, create, update, replace, read and delete, each with the state after the
 * previous one. Pulumi's own mocks run none of these, so they do not show the writes of a program.
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

/** The step of an `up`; `same` changes nothing. */
export type Step = "create" | "update" | "replace" | "same";

/** The result of a preview. */
export interface Plan {
  readonly step: Step;
  /** The inputs with their defaults. */
  readonly inputs: JsonObject;
  /** The changed properties that require a replacement. */
  readonly replaces: readonly string[];
  /** The warnings of the check. */
  readonly warnings: readonly string[];
}

/** A resource in the state of a stack. */
export interface StateEntry {
  /** Its ARM id. */
  readonly id: string;
  /** The inputs of the last up, with their defaults. */
  readonly inputs: JsonObject;
  /** The inputs and the outputs; `incomplete` contains the reasons if the resource is incomplete. */
  readonly outputs: JsonObject;
}

/** One resource of a stack, from its first up to its destroy. */
export interface Driven {
  /** The resource in the stack's state; undefined before its first up and after its deletion. */
  readonly state: StateEntry | undefined;
  /** All warnings so far, of previews and ups, in order. */
  readonly warnings: readonly string[];
  /**
   * The plan of an up with these inputs, which are plain values. Calls no method of the engine. A value that is unknown in
   * a preview is `pulumi.runtime.unknownValue`. `known` contains properties of other resources in addition to their ids, by
   * the name of the input: `{ vm: { location: "westeurope" } }`. Throws `InvalidInput` with all problems of the inputs.
   */
  preview(inputs: JsonObject, known?: Known): Plan;
  /** Creates, updates or replaces the resource. Throws `InvalidInput` and the engine's errors; an incomplete resource remains in the state. */
  up(inputs: JsonObject, known?: Known): Promise<Plan>;
  /** Reads the resource into the state; removes a missing resource from it. Returns whether the inputs have drifted. */
  refresh(): Promise<boolean>;
  /** Deletes the resource according to `onDelete` in its state. */
  destroy(): Promise<void>;
}

/**
 * Drives a resource of a kind with an engine.
 *
 * @param kindName The name of its class, such as `Vault` or `ProtectedVm`. Throws `InvalidInput` for an unknown one.
 * @param engine Mostly `stubEngine(rememberingEngine())`, whose `writes` then contain the writes.
 * @param name The resource's name in the program, which is the default of the input `name` of some kinds.
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
  /** `known` of the last up. */
  known?: Known;
}

/** The kind with this name. Throws `InvalidInput` for an unknown one. */
export function kindNamed(name: string): Kind {
  if (Object.hasOwn(kinds, name)) return kinds[name] as Kind;
  throw new BackupError("InvalidInput", `Unknown kind "${name}". Known kinds: ${Object.keys(kinds).join(", ")}.`);
}

/** Inputs with their defaults, and warnings. Throws `InvalidInput` with all problems, as a preview prints them. */
export function checkInputs(kind: Kind, name: string, declared: Declared, olds?: Declared) {
  const checked = check(kind, declared, olds);
  const failures = reasons(kind, checked.failures, declared);
  if (failures.length === 0) return checked;
  throw new BackupError("InvalidInput", `${kind.name} '${name}' has a problem: ${failures.join("; ")}`);
}

/** Runs `work` and collects its warnings. */
const collectingWarnings = <T>({ warnings }: Run, work: () => T): T =>
  asCall({ warn: (text) => void warnings.push(text) }, work);

/** The inputs as the class of the kind passes them, without secrets. */
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
  const { kind, name, state, warnings: allWarnings } = run;
  const olds = state && { inputs: state.inputs, caller: callerOf(run, run.known) };
  const { inputs: news, warnings } = checkInputs(kind, name, declared, olds);
  allWarnings.push(...warnings);
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

/** Stores the result of a write in the state, also of a partially created resource. */
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
