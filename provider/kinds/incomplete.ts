/** The outcome of a failed create: no resource, an incomplete resource of this stack, or a resource of another owner. */
import { warn } from "../core/call.js";
import { BackupError, readableMessage } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { Declared } from "./caller.js";
import type { Handler, Kind, LiveResource } from "./kind.js";
import { differences, displayName } from "./ownership.js";
import type { WriteWatch } from "./write-watch.js";

/** A resource for the state: its ARM id, and outputs that include the inputs. */
export interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
  /** After a create: the token of its intent, which the state must contain. */
  readonly token?: string;
}

/** A partially created resource. The state contains it with the reasons, so the next run completes it. */
export class PartiallyCreated extends Error {
  readonly resource: Resource;
  readonly reasons: readonly string[];

  constructor(resource: Resource, cause: unknown) {
    super(readableMessage(cause), { cause });
    this.resource = resource;
    this.reasons = [readableMessage(cause)];
  }
}

interface FailedCreate {
  readonly kind: Kind;
  readonly declared: Declared;
  readonly handler: Handler;
  readonly resource: Resource;
}

/** The error, the claim on the existing resource, and the outcome of the writes. */
interface CreateFailure {
  readonly error: unknown;
  readonly claim: "new" | "own" | "transfer" | "adopted";
  /** Whether an earlier run may have sent a create of this resource whose outcome is unknown. */
  readonly mayHaveBegun: boolean;
  readonly watch: WriteWatch;
}

/**
 * Returns the error to throw, and whether the refusal is final: Azure refused every attempt and the resource does not
 * exist, or another owner's resource has the id.
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

/** Whether Azure refused because the resource exists: it then has another owner, even if it equals the declared one. */
const isTaken = (error: unknown): boolean => error instanceof BackupError && [409, 412].includes(error.status);

/** The partially created resource with its current outputs; the failure itself if Azure does not respond. */
async function partiallyCreated(resource: Resource, live: LiveResource, error: unknown): Promise<unknown> {
  try {
    const outputs = { ...resource.outputs, ...(await live.outputs()), incomplete: [readableMessage(error)] };
    return new PartiallyCreated({ ...resource, outputs }, error);
  } catch {
    return error;
  }
}

/** Returns the error to throw after a failed update: the incomplete resource if it exists, otherwise the failure itself. */
export async function incompleteAfterUpdate(handler: Handler, resource: Resource, error: unknown): Promise<unknown> {
  const live = await handler.read(resource.id, resource.outputs).catch(() => undefined);
  return live === undefined ? error : partiallyCreated(resource, live, error);
}

/** Changes the records of the home folder after a failure. An error in it becomes a warning, so it does not hide the failure. */
export function warnOnFailure(change: () => void): void {
  try {
    change();
  } catch (error) {
    warn(readableMessage(error));
  }
}

/** Another caller created the resource during this create. */
function lostRace(kind: Kind, id: string, error: unknown): BackupError {
  return new BackupError(
    "AlreadyExists",
    `${displayName(kind, id)} already exists and is not in this stack's state (${id}): it was created by another caller during this create, which failed with:\n${readableMessage(error)}\nIf this program is to manage it, set adopt: "own". If somebody else owns it, set adopt: "ifIdentical" or "always": a destroy then retains it.`,
    { cause: error },
  );
}
