/** What a failed create left: nothing, a resource of ours that is incomplete, or a resource of somebody else. */
import { warn } from "../core/call.js";
import { BackupError, readableMessage } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { Declared } from "./caller.js";
import type { Handler, Kind, LiveResource } from "./kind.js";
import { differences, what } from "./ownership.js";
import type { WriteWatch } from "./write-watch.js";

/** A resource as it goes into the state: its ARM id, and outputs that echo the inputs. */
export interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
  /** Of a create: the token of its intent, which the state has to carry. */
  readonly token?: string;
}

/** A resource that was created in part. The state keeps it with the reasons, so the next run completes it. */
export class PartiallyCreated extends Error {
  readonly resource: Resource;
  readonly reasons: readonly string[];

  constructor(resource: Resource, cause: unknown) {
    super(readableMessage(cause), { cause });
    this.resource = resource;
    this.reasons = [readableMessage(cause)];
  }
}

/** The create that failed. */
interface FailedCreate {
  readonly kind: Kind;
  readonly declared: Declared;
  readonly handler: Handler;
  readonly resource: Resource;
}

/** What is known of why, and of what may have reached Azure. */
interface CreateFailure {
  readonly error: unknown;
  readonly claim: "new" | "own" | "transfer" | "adopted";
  /** Whether an earlier run sent a create of this resource and did not see its end. */
  readonly mayHaveBegun: boolean;
  readonly watch: WriteWatch;
}

/**
 * What to throw, and whether Azure has refused the create for good: by a refusal before which no attempt had an unknown
 * end, while the id reads as missing, or because somebody else's resource has the id.
 */
export async function outcomeOfFailedCreate(
  { kind, declared, handler, resource }: FailedCreate,
  { error, claim, mayHaveBegun, watch }: CreateFailure,
): Promise<{ readonly error: unknown; readonly isRefused: boolean }> {
  const isNotCreated = claim === "new" && !watch.isAccepted() && !watch.isUncertain() && !mayHaveBegun;
  const live = await handler.read(resource.id, declared.inputs).catch((failure: unknown) => ({ failure }));
  if (live === undefined) return { error, isRefused: isNotCreated };
  // No request was sent, so the resource is not from this create.
  if ("failure" in live || !watch.isSent()) return { error, isRefused: false };
  const isOthers = isNotCreated && isTaken(error);
  const isOwn = claim !== "new" || watch.isAccepted();
  const isSame = () => differences(kind, declared, live, kind.writtenLater).length === 0;
  if (isOwn || (!isOthers && isSame()))
    return { error: await partiallyCreated(resource, live, error), isRefused: false };
  return { error: lostRace(kind, resource.id, error), isRefused: isOthers };
}

/** Whether Azure refused because the resource exists: then it is of somebody else, even if it is as declared. */
const isTaken = (error: unknown): boolean => error instanceof BackupError && [409, 412].includes(error.status);

/** The resource as it is now, with the failure; the failure alone where Azure does not answer any more. */
async function partiallyCreated(resource: Resource, live: LiveResource, error: unknown): Promise<unknown> {
  try {
    const outputs = { ...resource.outputs, ...(await live.outputs()), incomplete: [readableMessage(error)] };
    return new PartiallyCreated({ ...resource, outputs }, error);
  } catch {
    return error;
  }
}

/** What to throw after a failed update: the incomplete resource where it exists, else the failure itself. */
export async function incompleteAfterUpdate(handler: Handler, resource: Resource, error: unknown): Promise<unknown> {
  const live = await handler.read(resource.id, resource.outputs).catch(() => undefined);
  return live === undefined ? error : partiallyCreated(resource, live, error);
}

/** Runs a change of the home's records after a failure, which it must not hide; that it fails is a warning. */
export function warnOnFailure(change: () => void): void {
  try {
    change();
  } catch (error) {
    warn(readableMessage(error));
  }
}

/** Somebody else made the resource while this create ran. */
function lostRace(kind: Kind, id: string, error: unknown): BackupError {
  return new BackupError(
    "AlreadyExists",
    `${what(kind, id)} already exists and is not in this stack's state (${id}): it was made while this create ran, which failed with:\n${readableMessage(error)}\nIf this program should manage it, set adopt: "own"; if somebody else made it, adopt: "ifIdentical" or "always", which a destroy leaves.`,
    { cause: error },
  );
}
