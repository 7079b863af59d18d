/** What a failed create left: nothing, a resource of ours that is incomplete, or a resource of somebody else. */
import { BackupError, readableMessage } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { Declared } from "./caller.js";
import type { Handler, Kind, Seen } from "./kind.js";
import { differences, what } from "./ownership.js";
import type { WriteWatch } from "./write-watch.js";

/** A resource as it goes into the state: its ARM id, and outputs that echo the inputs. */
export interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
  /** Of a create: the token of its intent, which the state has to carry. */
  readonly token?: string;
}

/** A resource that was made in part. It belongs into the state, with the reasons, so that the next run completes it. */
export class HalfMade extends Error {
  readonly resource: Resource;
  readonly reasons: readonly string[];

  constructor(resource: Resource, cause: unknown) {
    super(readableMessage(cause), { cause });
    this.resource = resource;
    this.reasons = [readableMessage(cause)];
  }
}

/** The create that failed. */
export interface FailedCreate {
  readonly kind: Kind;
  readonly declared: Declared;
  readonly handler: Handler;
  readonly resource: Resource;
}

/** What is known of why, and of what may have reached Azure. */
export interface CreateFailure {
  readonly error: unknown;
  readonly whose: "new" | "own" | "transfer" | "adopted";
  /** Whether an earlier run sent a create of this resource and did not see its end. */
  readonly mayHaveBegun: boolean;
  readonly watch: WriteWatch;
}

/** What to throw, and whether Azure has refused the create for good, so that nothing that exists can be of it. */
export async function createAfterFailure(
  { kind, declared, handler, resource }: FailedCreate,
  { error, whose, mayHaveBegun, watch }: CreateFailure,
): Promise<{ readonly error: unknown; readonly isRefused: boolean }> {
  const isRefused = whose === "new" && !watch.isAccepted() && !watch.isUncertain() && !mayHaveBegun;
  const seen = await handler.read(resource.id, declared.inputs).catch(() => undefined);
  if (seen === undefined) return { error, isRefused };
  // Nothing was sent: the failure is our own, whoever made the resource meanwhile.
  if (isRefused && !watch.isSent()) return { error, isRefused };
  if (isRefused) return { error: lostRace(kind, resource.id, error), isRefused };
  const isOurs = whose !== "new" || watch.isAccepted();
  if (!isOurs && differences(kind, declared, seen, kind.writtenLater).length > 0) {
    return { error: lostRace(kind, resource.id, error), isRefused };
  }
  return { error: await halfMade(resource, seen, error), isRefused };
}

async function halfMade(resource: Resource, seen: Seen, error: unknown): Promise<unknown> {
  try {
    const outputs = { ...resource.outputs, ...(await seen.outputs()), incomplete: [readableMessage(error)] };
    return new HalfMade({ ...resource, outputs }, error);
  } catch {
    // Azure does not answer any more: the failure itself says more, and the intent remembers what was begun.
    return error;
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
