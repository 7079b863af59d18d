/**
 * Create, read, update and delete for every kind, around the kind's own verbs. They never adopt or delete a resource of
 * another owner, they complete what an interrupted run began, and they report an incomplete resource with its id.
 */
import { nameOf, typeOf } from "../arm/resource-id.js";
import { warn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, mergeJson, withoutUndefined } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import { timeoutMs, type Verb, type Wait, withTimeout } from "../engine/timeouts.js";
import { deletionOf, newToken, type Ownership } from "../ownership/index.js";
import type { Declared, StateResource } from "./caller.js";
import { holdsDeclared, sameValue } from "./comparison.js";
import {
  incompleteAfterUpdate,
  outcomeOfFailedCreate,
  PartiallyCreated,
  type Resource,
  warnOnFailure,
} from "./incomplete.js";
import { type Handler, inputSchemas, isIdOnly, type Kind, type LiveResource } from "./kind.js";
import { claimExisting, displayName, retainedInputsOf } from "./ownership.js";
import { redactedInputs, redactingHandler } from "./secrets.js";
import { requireSameAzure } from "./which-azure.js";
import { watchWrites } from "./write-watch.js";

export { PartiallyCreated, type Resource } from "./incomplete.js";

/** Shared by the verbs of one run of Pulumi. */
export interface Run {
  readonly engine: BackupEngine;
  readonly ownership: Ownership;
  /** The `onDelete` that overrides the declared one in a run that only destroys; undefined for no override. */
  readonly onDelete?: (kind: Kind, resource: StateResource) => string | undefined;
}

/** Creates, resumes an interrupted create, or adopts as `adopt` says. Throws `AlreadyExists` or `PartiallyCreated`. */
export async function createResource(run: Run, kind: Kind, declared: Declared): Promise<Resource> {
  const id = requiredId(kind, declared.inputs);
  const wait = waitOf(id, "create", declared.inputs);
  requireUnusedId(run, kind, id, declared);
  return run.ownership.lock(id, timeoutMs(wait), () => createLocked(run, kind, declared, wait));
}

async function createLocked({ engine, ownership }: Run, kind: Kind, declared: Declared, wait: Wait): Promise<Resource> {
  const [{ id }, { inputs, caller }] = [wait, declared];
  const existing = await redactingHandler(kind, kind.handler(engine), declared).read(id, inputs);
  const mayHaveBegun = ownership.record(id).intent?.urn === caller.urn;
  const claim = existing === undefined ? "new" : claimExisting(kind, ownership, id, { declared, existing });
  const token = newToken();
  const begins = claim === "new" || claim === "own";
  const watch = watchWrites(engine, () => {
    if (begins) ownership.begin(id, { urn: caller.urn, token });
  });
  const handler = redactingHandler(kind, kind.handler(watch.engine), declared);
  const marks = { endpoint: engine.endpoint, adopted: claim === "adopted" };
  const recordOwner = () => {
    // In memory first, which cannot fail: the delete of the replaced resource depends on it.
    ownership.run.recordWrite(caller.urn, id, "created");
    ownership.own(id, { urn: caller.urn, adopted: marks.adopted });
  };
  try {
    const isDone = !begins && inputs["adopt"] === "ifIdentical" && !hasAction(kind, inputs);
    if (!isDone) await withTimeout(wait, () => handler.create(id, inputs));
    const outputs = await outputsAfterWrite(handler, id, inputs, marks);
    recordOwner();
    return { id, outputs, token };
  } catch (error) {
    const failed = { kind, declared, handler, resource: { id, outputs: { ...inputs, ...marks }, token } };
    const failure = await outcomeOfFailedCreate(failed, { error, claim, mayHaveBegun, watch });
    const isOwned = failure.error instanceof PartiallyCreated;
    // A failure here must not hide the resource. Without the record, the next run records the owner from the state.
    warnOnFailure(() => {
      if (failure.isRefused && watch.isSent()) ownership.abandon(id);
      if (isOwned) recordOwner();
    });
    throw failure.error;
  }
}

/** Reads the live resource; undefined if it does not exist. Outputs change only when this package writes the resource. Throws `Refused` if the resource is in another cloud. */
export async function readResource(run: Run, kind: Kind, resource: StateResource): Promise<Resource | undefined> {
  const { id, outputs: state, caller } = resource;
  const { engine } = run;
  requireSameAzure(kind.name, id, state, engine.endpoint);
  const declared = inputsIn(kind, state);
  const live = await redactingHandler(kind, kind.handler(engine), { inputs: declared, caller }).read(id, declared);
  if (live === undefined) return undefined;
  const inputs = liveInputs(kind, declared, live);
  const stateOutputs = outputsIn(kind, state);
  const outputs = Object.keys(stateOutputs).length > 0 ? stateOutputs : await live.outputs();
  const marks = withoutUndefined({ incomplete: state["incomplete"], adopted: state["adopted"] ?? false });
  return { id, outputs: { ...inputs, ...outputs, ...marks, endpoint: engine.endpoint } };
}

/** Updates the resource to its new inputs. Throws `PartiallyCreated` if that fails, since the resource is in the state, and `Refused` if it is in another cloud. */
export async function updateResource(run: Run, kind: Kind, old: StateResource, declared: Declared): Promise<Resource> {
  requireSameAzure(kind.name, old.id, old.outputs, run.engine.endpoint);
  const wait = waitOf(old.id, "update", declared.inputs);
  return run.ownership.lock(old.id, timeoutMs(wait), () => updateLocked(run, kind, { old, declared }, wait));
}

async function updateLocked(
  { engine, ownership }: Run,
  kind: Kind,
  { old, declared }: { readonly old: StateResource; readonly declared: Declared },
  wait: Wait,
): Promise<Resource> {
  const { id, outputs: state } = old;
  const { inputs, caller } = declared;
  const before = { inputs: inputsIn(kind, state), caller: old.caller };
  const handler = redactingHandler(kind, kind.handler(engine), declared, before);
  const marks = { endpoint: engine.endpoint, adopted: state["adopted"] === true };
  try {
    if (isWriteNeeded(kind, state, inputs)) await withTimeout(wait, () => handler.update(id, inputs, before.inputs));
    const outputs = await outputsAfterWrite(handler, id, inputs, marks);
    const isRenamed = old.caller.urn !== caller.urn;
    ownership.own(id, {
      urn: caller.urn,
      adopted: marks.adopted,
      ...(isRenamed ? { earlierUrn: old.caller.urn } : {}),
    });
    ownership.run.recordWrite(caller.urn, id, "updated");
    return { id, outputs };
  } catch (error) {
    const outputs = { ...outputsIn(kind, state), ...declaredByEither(kind, before, inputs), ...marks };
    throw await incompleteAfterUpdate(handler, { id, outputs }, error);
  }
}

/** After a failed update, inputs that are no longer declared may still exist in Azure: they stay in the state until an update resets them. */
function declaredByEither(kind: Kind, before: Declared, inputs: JsonObject): JsonObject {
  const old = redactedInputs(kind, before);
  const sent = inputSchemas(kind).flatMap(([key, { local }]) => (local === true ? [] : [[key, old[key]] as const]));
  return mergeJson(withoutUndefined(Object.fromEntries(sent)), inputs);
}

/**
 * Deletes the resource, or only warns if another resource manages it now or the state retains it. Throws `Conflict` if
 * another resource declares it or is contained in it, and `Refused` if the resource is in another cloud.
 */
export async function deleteResource(run: Run, kind: Kind, resource: StateResource): Promise<void> {
  requireSameAzure(kind.name, resource.id, resource.outputs, run.engine.endpoint);
  const declared = inputsIn(kind, resource.outputs);
  const inputs = withoutUndefined({ ...declared, onDelete: run.onDelete?.(kind, resource) ?? declared["onDelete"] });
  const wait = waitOf(resource.id, "delete", inputs);
  return run.ownership.lock(resource.id, timeoutMs(wait), () => deleteLocked(run, kind, { ...resource, inputs }, wait));
}

async function deleteLocked(
  { engine, ownership }: Run,
  kind: Kind,
  { id, outputs, inputs, caller }: StateResource & Declared,
  wait: Wait,
): Promise<void> {
  const adopted = outputs["adopted"] === true;
  const record = ownership.record(id);
  const onDelete = inputs["onDelete"] === undefined ? undefined : String(inputs["onDelete"]);
  const request = { displayName: displayName(kind, id), id, urn: caller.urn, adopted, onDelete };
  const deletion = deletionOf(request, record, ownership.run);
  if (deletion.kind === "keep") {
    warn(deletion.reason);
    const { run } = ownership;
    const isOwner =
      record.owner !== undefined && run.currentUrn(record.owner.urn, id) === run.currentUrn(caller.urn, id);
    // A retained resource has no owner any more, unless this run has just created its replacement.
    if (isOwner && run.creatorOf(id) === undefined) ownership.recordDeletion(id, undefined);
    return;
  }
  const handler = redactingHandler(kind, kind.handler(engine), { inputs, caller });
  await withTimeout(wait, () => handler.delete(id, inputs));
  // The delete has succeeded, so a failing read is ignored.
  const retained = await handler.read(id, inputs).catch(() => undefined);
  const urn = ownership.run.currentUrn(caller.urn, id);
  ownership.recordDeletion(id, retained && { urn, live: retainedInputsOf(kind, retained), ...(await timeOf(engine)) });
  ownership.run.release(id);
}

const timeOf = (engine: BackupEngine): Promise<{ at?: string }> =>
  engine.now().then(
    (now) => ({ at: now.toISOString() }),
    () => ({}),
  );

/** The inputs of a resource, without its outputs. */
export const inputsIn = (kind: Kind, state: JsonObject): JsonObject =>
  withoutUndefined(Object.fromEntries(inputSchemas(kind).map(([key]) => [key, state[key]])));

const outputsIn = (kind: Kind, state: JsonObject): JsonObject =>
  withoutUndefined(Object.fromEntries(Object.keys(kind.outputs.properties).map((key) => [key, state[key]])));

const waitOf = (id: string, verb: Verb, inputs: JsonObject): Wait => ({ id, verb, timeouts: inputs["timeouts"] });

function requiredId(kind: Kind, inputs: JsonObject): string {
  const id = kind.armId(inputs);
  if (id !== undefined) return id;
  throw new BackupError(
    "Bug",
    `Cannot create a ${kind.name}: a part of its ARM id is unknown. Report this as a bug of azure-vm-backup.`,
  );
}

/** Two resources of one program cannot have the same id. Check refuses this only if it knows the ids. */
function requireUnusedId({ ownership }: Run, kind: Kind, id: string, { caller }: Declared): void {
  const holder = ownership.run.holderOf(id);
  if (holder === undefined || holder === caller.urn) return;
  throw new BackupError(
    "AlreadyExists",
    `${displayName(kind, id)} already exists: this program manages it as ${holder} (${id}). Remove one of the two resources, or rename one.`,
  );
}

/** Whether the inputs declare a one-time action, such as a first backup. */
const hasAction = (kind: Kind, inputs: JsonObject): boolean =>
  inputSchemas(kind).some(([key, { action }]) => action === true && inputs[key] === true);

/** Whether an update sends a request: not for a change of only provider settings, unless the resource is incomplete. */
function isWriteNeeded(kind: Kind, state: JsonObject, inputs: JsonObject): boolean {
  if (state["incomplete"] !== undefined) return true;
  const schemas = inputSchemas(kind);
  return schemas.some(([key, schema]) => schema.local !== true && !sameValue(schema, state[key], inputs[key]));
}

/** The live inputs. A live value that is equal to the declared one keeps the declared spelling. */
function liveInputs(kind: Kind, declared: JsonObject, live: LiveResource): JsonObject {
  const isGet = isIdOnly(kind, declared);
  const entries = inputSchemas(kind).flatMap(([key, schema]) => {
    if (declared[key] === undefined && !isGet) return [];
    const isProviderSetting = schema.local === true || schema.action === true;
    const keepsDeclared = isProviderSetting || holdsDeclared(schema, declared[key], live.inputs[key]);
    return [[key, keepsDeclared ? declared[key] : live.inputs[key]]];
  });
  return withoutUndefined(Object.fromEntries(entries) as JsonObject);
}

async function outputsAfterWrite(
  handler: Handler,
  id: string,
  inputs: JsonObject,
  marks: JsonObject,
): Promise<JsonObject> {
  const live = await handler.read(id, inputs);
  if (live !== undefined) return { ...inputs, ...(await live.outputs()), ...marks };
  const type = `${typeOf(id)} ${nameOf(id)}`;
  throw new BackupError(
    "NotFound",
    `Azure accepted the write of ${type}, but a read directly after it found nothing. It may have been deleted in the meantime. Run pulumi up again.`,
  );
}
