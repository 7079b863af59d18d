/**
 * A write and its long-running operation, followed to its end. Azure's three protocols (Azure-AsyncOperation, Location,
 * provisioningState in the body) are those of `@azure/core-lro`; the waiting is ours. Once Azure has accepted a write,
 * losing sight of it for a while is no failure of it.
 */

import { createHttpPoller, type OperationResponse, type OperationState } from "@azure/core-lro";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError, type ErrorCode, isNotFound } from "../core/errors.js";
import { isJsonObject, type JsonObject, textAt } from "../core/json.js";
import { retryUntil } from "../core/retry.js";
import { inWords } from "./asked.js";
import { operationError } from "./failures.js";
import type { Ask, Reply } from "./send.js";

/** Where Azure does not say how long to wait between two reads. */
const POLL_MS = 2000;
/** Reads in a row that may fail where nobody said how long to wait; each was made five times. */
const LOST_READS = 5;

/** How a write ended. */
export interface Settled {
  /** The resource as it stands after the write; empty for a delete and for most actions. */
  readonly resource: JsonObject;
  /** The last body of the long-running operation; empty where there was none. */
  readonly operation: JsonObject;
}

export type Send = (asked: Ask) => Promise<Reply>;

/** Makes a write and waits for its end. Throws what Azure refused, and `JobFailed` for what it accepted and then failed. */
export async function settle(send: Send, write: Ask, clock: Clock): Promise<Settled> {
  const seen: { operation?: Reply; pauseMs: number } = { pauseMs: POLL_MS };
  const poller = createHttpPoller<JsonObject, OperationState<JsonObject>>(
    {
      sendInitialRequest: async () => toOperation(write.method, write.url, await send(write)),
      sendPollRequest: async (location) => {
        const reply = await readOperation(send, write, location);
        if (isOperation(reply)) seen.operation = reply;
        seen.pauseMs = reply.retryAfterMs ?? POLL_MS;
        return toOperation("GET", location, reply);
      },
    },
    { processResult: async (result) => (isJsonObject(result) ? result : {}), resolveOnUnsuccessful: true },
  );
  await poller.submitted();
  if (!poller.isDone) await follow(write, poller, clock, () => seen.pauseMs);
  const operation = seen.operation === undefined ? {} : bodyOf(seen.operation);
  if (poller.operationState?.status !== "succeeded") {
    throw operationError(inWords(write), operation, seen.operation?.headers["x-ms-request-id"]);
  }
  return { resource: write.method === "DELETE" ? {} : (poller.result ?? {}), operation };
}

export const bodyOf = (reply: Reply): JsonObject => (isJsonObject(reply.body) ? reply.body : {});

interface Poller {
  readonly isDone: boolean;
  poll(): Promise<unknown>;
}

async function follow(write: Ask, poller: Poller, clock: Clock, pauseMs: () => number): Promise<void> {
  const deadline = currentDeadline();
  deadline?.follow(inWords(write));
  let lost = 0;
  const read = async () => {
    await poller.poll();
    lost = 0;
  };
  const retryOn = (error: unknown) => mayPass(error) && (++lost <= LOST_READS || deadline !== undefined);
  try {
    await retryUntil(read, { clock, until: () => poller.isDone, retryOn, pauseMs, signal: deadline?.signal });
  } catch (error) {
    throw outOfSight(write, error);
  }
  deadline?.follow(undefined);
}

/** What says nothing of the operation itself. */
const mayPass = (error: unknown): error is BackupError => error instanceof BackupError && PASSING.has(error.code);

const PASSING: ReadonlySet<ErrorCode> = new Set(["Unavailable", "Unreachable", "Throttled"]);

function outOfSight(write: Ask, error: unknown): unknown {
  if (!mayPass(error)) return error;
  const message = `${inWords(write)} was accepted, and then Azure could not be asked how it goes: ${error.message} It goes on in Azure; run again to wait for it.`;
  return new BackupError(error.code, message, { ...factsOf(error), cause: error });
}

const factsOf = ({ status, details, azureCode, requestId, hint }: BackupError) => ({
  status,
  details,
  ...(azureCode === undefined ? {} : { azureCode }),
  ...(requestId === undefined ? {} : { requestId }),
  ...(hint === undefined ? {} : { hint }),
});

/** A status body has `status` at its top and no resource id of a provider's type in it. */
const isOperation = (reply: Reply): boolean => textAt(reply.body, "status") !== undefined;

async function readOperation(send: Send, write: Ask, location: string): Promise<Reply> {
  try {
    return readable(await send({ method: "GET", url: location }), location);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // While a vault goes, the operation below it goes too: then the delete is done.
    if (write.method === "DELETE")
      return { status: 200, headers: {}, body: { status: "Succeeded" }, retryAfterMs: undefined };
    // What was just made may be shown a little later.
    if (location === write.url) throw new BackupError("Unavailable", error.message, factsOf(error));
    throw error;
  }
}

/** A status that is no text tells nothing, and would be taken for a bug. */
function readable(reply: Reply, location: string): Reply {
  const { body } = reply;
  const status = isJsonObject(body) ? body["status"] : undefined;
  if (status === undefined || typeof status === "string") return reply;
  const asked = inWords({ method: "GET", url: location });
  throw new BackupError("Unavailable", `${asked} answered with a status that is no text: ${JSON.stringify(status)}.`);
}

function toOperation(method: string, url: string, reply: Reply): OperationResponse<JsonObject> {
  const rawResponse = {
    statusCode: reply.status,
    headers: reply.headers,
    body: reply.body,
    request: { method, url },
  };
  return { flatResponse: bodyOf(reply), rawResponse };
}
