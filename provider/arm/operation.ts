/**
 * Sends a write and waits for its long-running operation. `@azure/core-lro` implements Azure's three protocols
 * (Azure-AsyncOperation, Location, provisioningState in the body); this module implements the pauses and deadlines. After
 * Azure has accepted a write, a failed status read does not fail the write.
 */
import { createHttpPoller, type OperationResponse, type OperationState } from "@azure/core-lro";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError, type ErrorCode, isNotFound } from "../core/errors.js";
import { isJsonObject, type JsonObject, textAt } from "../core/json.js";
import { retryUntil } from "../core/retry.js";
import { operationError } from "./failures.js";
import { requestText } from "./request-text.js";
import type { ArmRequest, Reply } from "./send.js";

/** The pause between two reads if the response has no Retry-After. */
const POLL_MS = 2000;
/** Consecutive reads that may fail if there is no deadline. Each read includes the retries of `retry-policy.ts`. */
const FAILED_READS = 5;

/** How a write ended. */
export interface Settled {
  /** The resource after the write; empty for a delete and for most actions. */
  readonly resource: JsonObject;
  /** The last body of the long-running operation; empty if there was none. */
  readonly operation: JsonObject;
}

export type Send = (request: ArmRequest) => Promise<Reply>;

/** Sends a write and waits until it has ended. Throws Azure's refusal, and `JobFailed` if the accepted operation fails. */
export async function settle(send: Send, write: ArmRequest, clock: Clock): Promise<Settled> {
  const last: { operation?: Reply; pauseMs: number } = { pauseMs: POLL_MS };
  const poller = createHttpPoller<JsonObject, OperationState<JsonObject>>(
    {
      sendInitialRequest: async () => toOperation(write.method, write.url, await send(write)),
      sendPollRequest: async (location) => {
        const reply = await readOperation(send, write, location);
        if (isOperation(reply)) last.operation = reply;
        last.pauseMs = reply.retryAfterMs ?? POLL_MS;
        return toOperation("GET", location, reply);
      },
    },
    { processResult: async (result) => (isJsonObject(result) ? result : {}), resolveOnUnsuccessful: true },
  );
  await poller.submitted();
  if (!poller.isDone) await follow(write, poller, clock, () => last.pauseMs);
  const operation = last.operation === undefined ? {} : bodyOf(last.operation);
  if (poller.operationState?.status !== "succeeded") {
    throw operationError(requestText(write), operation, last.operation?.headers["x-ms-request-id"]);
  }
  return { resource: write.method === "DELETE" ? {} : (poller.result ?? {}), operation };
}

export const bodyOf = (reply: Reply): JsonObject => (isJsonObject(reply.body) ? reply.body : {});

interface Poller {
  readonly isDone: boolean;
  poll(): Promise<unknown>;
}

async function follow(write: ArmRequest, poller: Poller, clock: Clock, pauseMs: () => number): Promise<void> {
  const deadline = currentDeadline();
  deadline?.follow(requestText(write));
  let failedReads = 0;
  const read = async () => {
    await poller.poll();
    failedReads = 0;
  };
  const retryOn = (error: unknown) => isTransient(error) && (++failedReads <= FAILED_READS || deadline !== undefined);
  try {
    await retryUntil(read, { clock, until: () => poller.isDone, retryOn, pauseMs, signal: deadline?.signal });
  } catch (error) {
    throw stateUnknown(write, error);
  }
  deadline?.follow(undefined);
}

/** Whether a read failed independently of the state of the operation. */
const isTransient = (error: unknown): error is BackupError =>
  error instanceof BackupError && TRANSIENT_CODES.has(error.code);

const TRANSIENT_CODES: ReadonlySet<ErrorCode> = new Set(["Unavailable", "Unreachable", "Throttled"]);

function stateUnknown(write: ArmRequest, error: unknown): unknown {
  if (!isTransient(error)) return error;
  const message = `${requestText(write)} was accepted, but its state could not be read: ${error.message} The operation continues in Azure; run again to wait for it.`;
  return new BackupError(error.code, message, { ...factsOf(error), cause: error });
}

const factsOf = ({ status, details, azureCode, requestId, hint }: BackupError) => ({
  status,
  details,
  ...(azureCode === undefined ? {} : { azureCode }),
  ...(requestId === undefined ? {} : { requestId }),
  ...(hint === undefined ? {} : { hint }),
});

/** Whether the body is the status of an operation: it has `status` at the top level, unlike a resource. */
const isOperation = (reply: Reply): boolean => textAt(reply.body, "status") !== undefined;

async function readOperation(send: Send, write: ArmRequest, location: string): Promise<Reply> {
  try {
    return withValidStatus(await send({ method: "GET", url: location }), location);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // The operation of a deleted vault is below the vault's id, so it disappears with the vault.
    if (write.method === "DELETE")
      return { status: 200, headers: {}, body: { status: "Succeeded" }, retryAfterMs: undefined };
    // Azure may return a new resource with a delay.
    if (location === write.url) throw new BackupError("Unavailable", error.message, factsOf(error));
    throw error;
  }
}

/** `@azure/core-lro` would throw a TypeError for a status that is not a string; such a read is retried instead. */
function withValidStatus(reply: Reply, location: string): Reply {
  const { body } = reply;
  const status = isJsonObject(body) ? body["status"] : undefined;
  if (status === undefined || typeof status === "string") return reply;
  const request = requestText({ method: "GET", url: location });
  const message = `${request} answered with a status that is not a string: ${JSON.stringify(status)}.`;
  throw new BackupError("Unavailable", message);
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
