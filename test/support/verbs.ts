/**
 * The verbs of a kind for tests that pass a resource as one object: its inputs, and the hidden inputs that the class of a
 * program adds. `__secrets` lists inputs that the program keeps secret.
 */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import { declaredPart, hiddenPart } from "../../provider/dynamic/hidden-inputs.js";
import type { BackupEngine } from "../../provider/engine/engine.js";
import { armResource } from "../../provider/kinds/arm-resource/index.js";
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

/** The ownership records of an engine, shared by its verbs. Each verb is a run of its own. */
export function recordsOf(engine: BackupEngine): Records {
  const known = records.get(engine) ?? recordsInMemory();
  records.set(engine, known);
  return known;
}

const runOver = (engine: BackupEngine): verbs.Run => ({ engine, ownership: ownershipInMemory(recordsOf(engine)) });

export function declared(properties: JsonObject): Declared {
  const secret = listAt(properties, "__secrets").map((path) => String(path).split("/")[0]);
  const caller = {
    urn: textAt(properties, "__urn") ?? "",
    known: objectAt(properties, "__known") as Known,
    mayQuote: (input: string, _: Json) => !secret.includes(input),
  };
  return { inputs: declaredPart(properties), caller };
}

const stateOf = ({ id, outputs }: Resource): StateResource => {
  const { inputs, caller } = declared(outputs);
  return { id, outputs: inputs, caller };
};

export function check(
  kind: Kind,
  properties: JsonObject,
  olds?: JsonObject,
  regions: readonly string[] = [],
): lifecycle.Checked {
  const checked = lifecycle.check(kind, declared(properties), olds && declared(olds), regions);
  return { ...checked, inputs: { ...hiddenPart(properties), ...checked.inputs } };
}

export const reasons = (kind: Kind, failures: readonly Failure[], properties: JsonObject): string[] =>
  lifecycle.reasons(kind, failures, declared(properties));

export const diff = (kind: Kind, olds: JsonObject, news: JsonObject): lifecycle.Difference =>
  lifecycle.diff(kind, stateOf({ id: "", outputs: olds }), declared(news));

/** The resource as in the state: the hidden inputs and the outputs, without the token of the create. */
const stored = (properties: JsonObject, { id, outputs }: Resource): Resource => ({
  id,
  outputs: { ...hiddenPart(properties), ...outputs },
});

async function storing(properties: JsonObject, write: () => Promise<Resource>): Promise<Resource> {
  try {
    return stored(properties, await write());
  } catch (error) {
    throw error instanceof PartiallyCreated
      ? new PartiallyCreated(stored(properties, error.resource), error.cause)
      : error;
  }
}

export const createResource = (kind: Kind, engine: BackupEngine, properties: JsonObject): Promise<Resource> =>
  storing(properties, () => verbs.createResource(runOver(engine), kind, declared(properties)));

export const updateResource = (
  kind: Kind,
  engine: BackupEngine,
  old: Resource,
  properties: JsonObject,
): Promise<Resource> =>
  storing(properties, () => verbs.updateResource(runOver(engine), kind, stateOf(old), declared(properties)));

export async function readResource(
  kind: Kind,
  engine: BackupEngine,
  resource: Resource,
): Promise<Resource | undefined> {
  const found = await verbs.readResource(runOver(engine), kind, stateOf(resource));
  return found && stored(resource.outputs, found);
}

export const deleteResource = (kind: Kind, engine: BackupEngine, resource: Resource): Promise<void> =>
  verbs.deleteResource(runOver(engine), kind, stateOf(resource));

/** Reads an `ArmResource` by its id, as a program does that declares only these inputs. */
export const armResourceOf = (
  engine: BackupEngine,
  id: string,
  inputs: JsonObject = {},
): Promise<Resource | undefined> => readResource(armResource, engine, { id, outputs: inputs });
