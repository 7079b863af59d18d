/**
 * Create, read, update and delete as every kind does them, around the kind's own four verbs: what exists already is
 * never taken by accident, what was begun is finished, what was half made is reported with its id.
 */
import { parseResourceId, resourceName, resourceType } from "../arm/resource-id.js";
import { BackupError, readableMessage } from "../core/errors.js";
import { type JsonObject, mergeJson, withoutUndefined } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import { patiently } from "../engine/patience.js";
import { holdsDeclared, sameValue } from "./comparison.js";
import { type Handler, inputSchemas, type Kind, type Seen } from "./kind.js";
import { declaredPart, internalPart } from "./lifecycle.js";
import { claim, intentOf } from "./ownership.js";
import { blackedOut, discreet } from "./secrets.js";
import { requireSameAzure } from "./whose-azure.js";

/** A resource as it goes into the state: its ARM id, and outputs that echo the inputs. */
export interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
}

/** A resource of which a part was made. It belongs into the state, with the reasons, so that the next run finishes it. */
export class HalfMade extends Error {
  readonly resource: Resource;
  readonly reasons: readonly string[];

  constructor(resource: Resource, cause: unknown) {
    super(readableMessage(cause), { cause });
    this.resource = resource;
    this.reasons = [readableMessage(cause)];
  }
}

/** Creates, goes on with a create of ours that was interrupted, or adopts as `adopt` says. Throws `AlreadyExists` or `HalfMade`. */
export async function createResource(kind: Kind, engine: BackupEngine, given: JsonObject): Promise<Resource> {
  const inputs = declaredPart(given);
  const id = requiredId(kind, inputs);
  const handler = discreet(kind, kind.handler(engine), given);
  const existing = await handler.read(id, inputs);
  const intent = intentOf(kind, id, given);
  const whose = claim(kind, engine, intent, { given, existing });
  const marks = { endpoint: engine.endpoint, adopted: whose === "adopted" };
  if (whose !== "adopted") engine.intents.begin(intent);
  try {
    const isDone = whose === "adopted" && inputs["adopt"] === "ifIdentical" && !hasAction(kind, inputs);
    const wait = { id, verb: "create", timeouts: inputs["timeouts"] } as const;
    if (!isDone) await patiently(wait, () => handler.create(id, inputs));
    return { id, outputs: await outputsAfterWrite(handler, id, given, marks) };
  } catch (error) {
    throw await halfMade(handler, { id, outputs: { ...given, ...marks } }, error);
  }
}

/** The resource as Azure has it, with the inputs that drifted; undefined where it is gone. Outputs move only with a write of ours. Throws `Refused` where another cloud holds it. */
export async function readResource(
  kind: Kind,
  engine: BackupEngine,
  resource: Resource,
): Promise<Resource | undefined> {
  const { id, outputs: state } = resource;
  requireSameAzure(kind.name, id, state, engine.endpoint);
  engine.intents.clear(id);
  const declared = inputsIn(kind, state);
  const seen = await discreet(kind, kind.handler(engine), state).read(id, declared);
  if (seen === undefined) return undefined;
  const inputs = liveInputs(kind, declared, seen);
  const kept = outputsIn(kind, state);
  const outputs = Object.keys(kept).length > 0 ? kept : await seen.outputs();
  const marks = withoutUndefined({ incomplete: state["incomplete"], adopted: state["adopted"] ?? false });
  return { id, outputs: { ...internalPart(state), ...inputs, ...outputs, ...marks, endpoint: engine.endpoint } };
}

/** Brings the resource to its new inputs. Throws `HalfMade`, since the resource is in the state whatever happens, and `Refused` where another cloud holds it. */
export async function updateResource(
  kind: Kind,
  engine: BackupEngine,
  old: Resource,
  given: JsonObject,
): Promise<Resource> {
  const { id, outputs: state } = old;
  requireSameAzure(kind.name, id, state, engine.endpoint);
  const inputs = declaredPart(given);
  const handler = discreet(kind, kind.handler(engine), given, state);
  const marks = { endpoint: engine.endpoint, adopted: state["adopted"] === true };
  engine.intents.clear(id);
  try {
    const wait = { id, verb: "update", timeouts: inputs["timeouts"] } as const;
    const previous = inputsIn(kind, state);
    if (isWriteNeeded(kind, state, inputs)) await patiently(wait, () => handler.update(id, inputs, previous));
    return { id, outputs: await outputsAfterWrite(handler, id, given, marks) };
  } catch (error) {
    const outputs = { ...outputsIn(kind, state), ...declaredByEither(kind, state, given), ...marks };
    throw await halfMade(handler, { id, outputs }, error);
  }
}

/** After an update that failed, what is declared no longer may be there still: it stays in the state until it is taken back. */
function declaredByEither(kind: Kind, state: JsonObject, given: JsonObject): JsonObject {
  const shown = blackedOut(kind, state);
  const before = inputSchemas(kind).flatMap(([key, { local }]) => (local === true ? [] : [[key, shown[key]] as const]));
  return mergeJson(withoutUndefined(Object.fromEntries(before)), given);
}

/** Deletes; a resource that was adopted stays unless `onDelete` says what to do with it. Throws `Refused` where another cloud holds it. */
export async function deleteResource(kind: Kind, engine: BackupEngine, resource: Resource): Promise<void> {
  requireSameAzure(kind.name, resource.id, resource.outputs, engine.endpoint);
  const inputs = inputsIn(kind, resource.outputs);
  engine.intents.clear(resource.id);
  if (resource.outputs["adopted"] === true && inputs["onDelete"] === undefined) return;
  const wait = { id: resource.id, verb: "delete", timeouts: inputs["timeouts"] } as const;
  const handler = discreet(kind, kind.handler(engine), resource.outputs);
  await patiently(wait, () => handler.delete(resource.id, inputs));
  if (inputs["onDelete"] !== "retain") await rememberWhatStays(kind, engine, handler, resource);
}

/** What a delete of ours leaves, such as stopped backups, is still ours to the same declaration: a replacement goes on with it. */
async function rememberWhatStays(
  kind: Kind,
  engine: BackupEngine,
  handler: Handler,
  { id, outputs }: Resource,
): Promise<void> {
  // The delete is done: that nobody can be asked what it left is no reason to call it failed.
  const left = await handler.read(id, inputsIn(kind, outputs)).catch(() => undefined);
  if (left !== undefined) engine.intents.begin(intentOf(kind, id, outputs));
}

/** The inputs of a resource, without its outputs and without the keys that travel beside them. */
export const inputsIn = (kind: Kind, state: JsonObject): JsonObject =>
  withoutUndefined(Object.fromEntries(inputSchemas(kind).map(([key]) => [key, state[key]])));

const outputsIn = (kind: Kind, state: JsonObject): JsonObject =>
  withoutUndefined(Object.fromEntries(Object.keys(kind.outputs.properties).map((key) => [key, state[key]])));

function requiredId(kind: Kind, inputs: JsonObject): string {
  const id = kind.armId(inputs);
  if (id !== undefined) return id;
  throw new BackupError("Bug", `A ${kind.name} was to be created while a part of its id was unknown.`);
}

/** Whether something is declared that is done once, such as a first backup. */
const hasAction = (kind: Kind, inputs: JsonObject): boolean =>
  inputSchemas(kind).some(([key, { action }]) => action === true && inputs[key] === true);

/** A change of how we act calls no write; anything else, or a resource that was left half made, does. */
function isWriteNeeded(kind: Kind, state: JsonObject, inputs: JsonObject): boolean {
  if (state["incomplete"] !== undefined) return true;
  const schemas = inputSchemas(kind);
  return schemas.some(([key, schema]) => schema.local !== true && !sameValue(schema, state[key], inputs[key]));
}

/** The inputs as Azure holds them; a value that only looks different keeps the look it was declared with. */
function liveInputs(kind: Kind, declared: JsonObject, seen: Seen): JsonObject {
  const isGet = Object.keys(declared).length === 0;
  const entries = inputSchemas(kind).flatMap(([key, schema]) => {
    if (declared[key] === undefined && !isGet) return [];
    const isOurs = schema.local === true || schema.action === true;
    const keeps = isOurs || holdsDeclared(schema, declared[key], seen.inputs[key]);
    return [[key, keeps ? declared[key] : seen.inputs[key]]];
  });
  return withoutUndefined(Object.fromEntries(entries) as JsonObject);
}

async function outputsAfterWrite(
  handler: Handler,
  id: string,
  given: JsonObject,
  marks: JsonObject,
): Promise<JsonObject> {
  const seen = await handler.read(id, declaredPart(given));
  if (seen !== undefined) return { ...given, ...(await seen.outputs()), ...marks };
  const what = `${resourceType(parseResourceId(id))} ${resourceName(parseResourceId(id))}`;
  throw new BackupError(
    "NotFound",
    `${what} was written and accepted, and yet is not there. Was it deleted meanwhile? Run again.`,
  );
}

/** After a failure: half made where the resource is there, else the failure itself. */
async function halfMade(handler: Handler, { id, outputs }: Resource, error: unknown): Promise<unknown> {
  try {
    const seen = await handler.read(id, declaredPart(outputs));
    if (seen === undefined) return error;
    const live = await seen.outputs();
    return new HalfMade({ id, outputs: { ...outputs, ...live, incomplete: [readableMessage(error)] } }, error);
  } catch {
    // Azure cannot be asked: the failure itself says more, and the intent remembers what was begun.
    return error;
  }
}
