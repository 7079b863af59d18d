/**
 * The verbs of a kind for tests that write a resource as one object: its properties, and beside them hidden ones as a
 * program's class adds them. `__secrets` names inputs that the program keeps secret.
 */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import { declaredPart, hiddenPart } from "../../provider/dynamic/hidden-inputs.js";
import type { BackupEngine } from "../../provider/engine/engine.js";
import type { Declared, Known, StateResource } from "../../provider/kinds/caller.js";
import type { Kind } from "../../provider/kinds/kind.js";
import * as lifecycle from "../../provider/kinds/lifecycle.js";
import * as verbs from "../../provider/kinds/verbs.js";
import { PartiallyCreated } from "../../provider/kinds/verbs.js";
import { ownershipInMemory, type Records, recordsInMemory } from "../../provider/ownership/index.js";
import type { Failure } from "../../provider/schema/failures.js";

export { changedInputs } from "../../provider/kinds/lifecycle.js";
export { inputsIn, PartiallyCreated } from "../../provider/kinds/verbs.js";

interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
}

const records = new WeakMap<BackupEngine, Records>();

/** What the verbs over one engine leave for the next ones: each verb is a run of its own. */
export function recordsOf(engine: BackupEngine): Records {
  const known = records.get(engine) ?? recordsInMemory();
  records.set(engine, known);
  return known;
}

const runOver = (engine: BackupEngine): verbs.Run => ({ engine, ownership: ownershipInMemory(recordsOf(engine)) });

export function declared(given: JsonObject): Declared {
  const secret = listAt(given, "__secrets").map((path) => String(path).split("/")[0]);
  const caller = {
    urn: textAt(given, "__urn") ?? "",
    known: objectAt(given, "__known") as Known,
    mayQuote: (input: string, _: Json) => !secret.includes(input),
  };
  return { inputs: declaredPart(given), caller };
}

const stateOf = ({ id, outputs }: Resource): StateResource => {
  const { inputs, caller } = declared(outputs);
  return { id, outputs: inputs, caller };
};

export function check(kind: Kind, given: JsonObject, olds?: JsonObject): lifecycle.Checked {
  const checked = lifecycle.check(kind, declared(given), olds && declared(olds));
  return { ...checked, inputs: { ...hiddenPart(given), ...checked.inputs } };
}

export const reasons = (kind: Kind, failures: readonly Failure[], given: JsonObject): string[] =>
  lifecycle.reasons(kind, failures, declared(given));

export const diff = (kind: Kind, olds: JsonObject, news: JsonObject): lifecycle.Difference =>
  lifecycle.diff(kind, stateOf({ id: "", outputs: olds }), declared(news));

/** The resource as the state has it: what the program declared beside its outputs, without the token of the create. */
const kept = (given: JsonObject, { id, outputs }: Resource): Resource => ({
  id,
  outputs: { ...hiddenPart(given), ...outputs },
});

async function keeping(given: JsonObject, write: () => Promise<Resource>): Promise<Resource> {
  try {
    return kept(given, await write());
  } catch (error) {
    throw error instanceof PartiallyCreated ? new PartiallyCreated(kept(given, error.resource), error.cause) : error;
  }
}

export const createResource = (kind: Kind, engine: BackupEngine, given: JsonObject): Promise<Resource> =>
  keeping(given, () => verbs.createResource(runOver(engine), kind, declared(given)));

export const updateResource = (kind: Kind, engine: BackupEngine, old: Resource, given: JsonObject): Promise<Resource> =>
  keeping(given, () => verbs.updateResource(runOver(engine), kind, stateOf(old), declared(given)));

export async function readResource(
  kind: Kind,
  engine: BackupEngine,
  resource: Resource,
): Promise<Resource | undefined> {
  const found = await verbs.readResource(runOver(engine), kind, stateOf(resource));
  return found && kept(resource.outputs, found);
}

export const deleteResource = (kind: Kind, engine: BackupEngine, resource: Resource): Promise<void> =>
  verbs.deleteResource(runOver(engine), kind, stateOf(resource));
