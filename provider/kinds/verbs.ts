/**
 * Create, read, update and delete as every kind does them, around the kind's own four verbs: what exists already is
 * never taken by accident, what was begun is finished, what was half made is reported with its id.
 */
import { createHash } from "node:crypto";
import { parseResourceId, resourceName, resourceType } from "../arm/resource-id.js";
import { BackupError, readableMessage } from "../core/errors.js";
import { canonicalText, type Json, type JsonObject, textAt, withoutUndefined } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import type { TSchema } from "../schema/vocabulary.js";
import { holdsDeclared } from "./comparison.js";
import type { Handler, Kind, Seen } from "./kind.js";
import { declaredPart } from "./lifecycle.js";

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
  const handler = kind.handler(engine);
  const existing = await handler.read(id, inputs);
  const intent = { id, inputsHash: hashOf(kind, inputs), owner: textAt(given, "__urn") ?? "" };
  const adopted = existing !== undefined && !isOurs(engine, intent) && mayAdopt(kind, id, inputs, existing);
  if (!adopted) engine.intents.begin(intent);
  const identical = adopted && inputs["adopt"] === "ifIdentical";
  try {
    if (!identical) await handler.create(id, inputs);
    return { id, outputs: outputsOf(engine, given, await present(handler, id, inputs), adopted) };
  } catch (error) {
    throw await halfMade(handler, { id, outputs: given }, { engine, adopted, error });
  }
}

/** The resource as Azure has it, with the inputs that drifted; undefined where it is gone. */
export async function readResource(
  kind: Kind,
  engine: BackupEngine,
  resource: Resource,
): Promise<{ resource: Resource; inputs: JsonObject } | undefined> {
  const { id, outputs: state } = resource;
  engine.intents.clear(id);
  const declared = inputsIn(kind, state);
  const seen = await kind.handler(engine).read(id, declared);
  if (seen === undefined) return undefined;
  const inputs = liveInputs(kind, declared, seen);
  const marks = withoutUndefined({ incomplete: state["incomplete"], adopted: state["adopted"] ?? false });
  return {
    resource: { id, outputs: { ...internal(state), ...inputs, ...seen.outputs, ...marks, endpoint: engine.endpoint } },
    inputs: { ...internal(state), ...inputs },
  };
}

/** Brings the resource to its new inputs. Throws `HalfMade`, since the resource is in the state whatever happens. */
export async function updateResource(
  kind: Kind,
  engine: BackupEngine,
  old: Resource,
  given: JsonObject,
): Promise<Resource> {
  const inputs = declaredPart(given);
  const handler = kind.handler(engine);
  const adopted = old.outputs["adopted"] === true;
  engine.intents.clear(old.id);
  try {
    if (isWriteNeeded(kind, old.outputs, inputs)) await handler.update(old.id, inputs, inputsIn(kind, old.outputs));
    return { id: old.id, outputs: outputsOf(engine, given, await present(handler, old.id, inputs), adopted) };
  } catch (error) {
    throw await halfMade(handler, { id: old.id, outputs: { ...old.outputs, ...given } }, { engine, adopted, error });
  }
}

/** Deletes; a resource that was adopted stays unless `onDelete` says what to do with it. */
export async function deleteResource(kind: Kind, engine: BackupEngine, resource: Resource): Promise<void> {
  const inputs = inputsIn(kind, resource.outputs);
  engine.intents.clear(resource.id);
  if (resource.outputs["adopted"] === true && inputs["onDelete"] === undefined) return;
  await kind.handler(engine).delete(resource.id, inputs);
}

function requiredId(kind: Kind, inputs: JsonObject): string {
  const id = kind.armId(inputs);
  if (id === undefined)
    throw new BackupError("Bug", `A ${kind.name} was to be created while a part of its id was unknown.`);
  return id;
}

/** A change of how we act calls no write; anything else, or a resource that was left half made, does. */
function isWriteNeeded(kind: Kind, olds: JsonObject, inputs: JsonObject): boolean {
  if (olds["incomplete"] !== undefined) return true;
  return schemas(kind).some(([key, schema]) => schema["local"] !== true && !holdsSame(schema, olds[key], inputs[key]));
}

const holdsSame = (schema: TSchema, left: Json | undefined, right: Json | undefined): boolean =>
  holdsDeclared(schema, left, right) && holdsDeclared(schema, right, left);

const schemas = (kind: Kind): [string, TSchema][] => Object.entries(kind.inputs.properties as Record<string, TSchema>);

/** The hash of what is declared of the resource itself, not of how we act. */
function hashOf(kind: Kind, inputs: JsonObject): string {
  const declared = Object.fromEntries(
    schemas(kind).flatMap(([key, schema]) => (schema["local"] === true ? [] : [[key, inputs[key]]])),
  );
  return createHash("sha256").update(canonicalText(declared)).digest("hex");
}

/** Whether the resource was begun by this very declaration, in a run that ended before Pulumi could know. */
function isOurs(engine: BackupEngine, mine: { id: string; inputsHash: string; owner: string }): boolean {
  const known = engine.intents.find(mine.id);
  return known !== undefined && known.inputsHash === mine.inputsHash && known.owner === mine.owner;
}

function mayAdopt(kind: Kind, id: string, inputs: JsonObject, existing: Seen): true {
  if (inputs["adopt"] === "always") return true;
  const differences = differing(kind, inputs, existing);
  if (inputs["adopt"] === "ifIdentical" && differences.length === 0) return true;
  throw new BackupError("AlreadyExists", alreadyExists(kind, id, inputs, differences));
}

function alreadyExists(kind: Kind, id: string, inputs: JsonObject, differences: readonly string[]): string {
  const { path, group } = parseResourceId(id);
  const what = `${kind.name} ${path.at(-1)?.name ?? group} exists already and is not in this stack's state (${id}).`;
  if (inputs["adopt"] === "ifIdentical") {
    return `${what} adopt is "ifIdentical", but it differs from what is declared:\n${differences.map((line) => `  ${line}`).join("\n")}\nDeclare what is there, or set adopt: "always" to change it.`;
  }
  return `${what} If this program should own it, set adopt: "ifIdentical" or "always"; if it was renamed in the program, give the resource an alias with its old name; if another stack owns it, read it there.`;
}

function differing(kind: Kind, inputs: JsonObject, existing: Seen): string[] {
  return schemas(kind).flatMap(([key, schema]) => {
    if (schema["local"] === true || inputs[key] === undefined) return [];
    if (holdsDeclared(schema, inputs[key], existing.inputs[key])) return [];
    if (schema["secret"] === true || schema["type"] === undefined) return [`${key}: not as declared`];
    return [`${key}: declared ${JSON.stringify(inputs[key])}, found ${JSON.stringify(existing.inputs[key])}`];
  });
}

/** The inputs as Azure holds them; a value that only looks different keeps the look it was declared with. */
function liveInputs(kind: Kind, declared: JsonObject, seen: Seen): JsonObject {
  const isGet = Object.keys(declared).length === 0;
  const entries = schemas(kind).flatMap(([key, schema]) => {
    if (declared[key] === undefined && !isGet) return [];
    const keeps = schema["local"] === true || holdsDeclared(schema, declared[key], seen.inputs[key]);
    return [[key, keeps ? declared[key] : seen.inputs[key]]];
  });
  return withoutUndefined(Object.fromEntries(entries) as JsonObject);
}

const inputsIn = (kind: Kind, state: JsonObject): JsonObject =>
  withoutUndefined(Object.fromEntries(schemas(kind).map(([key]) => [key, state[key]])));

const internal = (state: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(state).filter(([key]) => key.startsWith("__")));

const outputsOf = (engine: BackupEngine, given: JsonObject, seen: Seen, adopted: boolean): JsonObject => ({
  ...given,
  ...seen.outputs,
  endpoint: engine.endpoint,
  adopted,
});

async function present(handler: Handler, id: string, inputs: JsonObject): Promise<Seen> {
  const seen = await handler.read(id, inputs);
  if (seen !== undefined) return seen;
  const { type, name } = { type: resourceType(parseResourceId(id)), name: resourceName(parseResourceId(id)) };
  throw new BackupError(
    "NotFound",
    `${type} ${name} was written and accepted, and yet is not there. Was it deleted meanwhile? Run again.`,
  );
}

/** After a failure: half made where the resource is there, else the failure itself. */
async function halfMade(
  handler: Handler,
  resource: Resource,
  at: { engine: BackupEngine; adopted: boolean; error: unknown },
): Promise<unknown> {
  const seen = await handler.read(resource.id, declaredPart(resource.outputs)).catch(() => undefined);
  if (seen === undefined) return at.error;
  const outputs = {
    ...outputsOf(at.engine, resource.outputs, seen, at.adopted),
    incomplete: [readableMessage(at.error)],
  };
  return new HalfMade({ id: resource.id, outputs }, at.error);
}
