/**
 * Which requests are retried, and after how long. A throttled request had no effect and is always retried. A request
 * without a usable response is retried unless it is a POST, which is not idempotent: it starts an action such as a backup.
 * Azure sends the time to wait in `Retry-After`, in two older headers, or in the text of its error.
 */
import {
  isRestError,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { currentDeadline } from "../core/call.js";
import { systemClock } from "../core/clock.js";
import { createWaitReport, type WaitReport } from "../core/long-waits.js";
import { type Attempt, growingPauses, retryUntil } from "../core/retry.js";
import { parseInstantMs } from "../time/instants.js";
import { armError } from "./failures.js";
import { parseBody, requestText } from "./request-text.js";

const RETRIES = 4;
const BACKOFF = growingPauses({ firstMs: 500, longestMs: 60_000 });
/** The longest Retry-After that is waited for without a deadline. */
const LONGEST_PAUSE_WITHOUT_DEADLINE_MS = 600_000;

/** The request or its response may have been lost. Source: recorded responses to reads, all of which succeeded when retried. */
const LOST_STATUSES: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

interface Failed {
  /** The number of retries so far. */
  readonly retries: number;
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  /** From the response. */
  readonly retryAfterMs: number | undefined;
  readonly isIdempotent: boolean;
  /** Whether the call has a deadline. Then throttled requests are retried until it. */
  readonly hasDeadline: boolean;
}

/** The pause before a retry, without jitter; undefined if the request is not retried. */
export function pauseBeforeRetryMs(failed: Failed): number | undefined {
  const { retries, status, isIdempotent, hasDeadline, retryAfterMs } = failed;
  const isThrottled = status === 429;
  const isLost = status === undefined || LOST_STATUSES.has(status);
  if (!isThrottled && !(isLost && isIdempotent)) return undefined;
  if (retries >= RETRIES && !(isThrottled && hasDeadline)) return undefined;
  if (retryAfterMs === undefined) return BACKOFF(retries + 1);
  return retryAfterMs > LONGEST_PAUSE_WITHOUT_DEADLINE_MS && !hasDeadline ? undefined : retryAfterMs;
}

/** The pipeline policy that retries requests until their signal is aborted. A long wait is reported at the resource. */
export const retryPolicy = (): PipelinePolicy => ({
  name: "retryPolicy",
  sendRequest: (request, next) => {
    const report = createWaitReport();
    return retryUntil(() => next(request), {
      clock: systemClock,
      until: ({ status }) => status < 400,
      retryOn: isRestError,
      pauseMs: (attempts, last) => pauseMs(request, attempts, responseOf(last)),
      signal: request.abortSignal,
      onPause: (last, elapsedMs) => reportWait(report, responseOf(last), elapsedMs),
    });
  },
});

/** A request may fail after its response has begun. */
function responseOf(last: Attempt<PipelineResponse>): PipelineResponse | undefined {
  if ("value" in last) return last.value;
  return isRestError(last.error) ? last.error.response : undefined;
}

function pauseMs(
  { method }: PipelineRequest,
  attempts: number,
  response: PipelineResponse | undefined,
): number | undefined {
  const ms = pauseBeforeRetryMs({
    retries: attempts - 1,
    status: response?.status,
    retryAfterMs: response === undefined ? undefined : retryAfterMs(response),
    isIdempotent: method !== "POST",
    hasDeadline: currentDeadline() !== undefined,
  });
  // Jitter: callers that were throttled together must not retry together.
  return ms === undefined ? undefined : ms * (1 + Math.random() / 10);
}

/** A request without a response has no refusal to report. */
function reportWait(report: WaitReport, response: PipelineResponse | undefined, waitedMs: number): void {
  if (response === undefined) return;
  const { request, status, bodyAsText } = response;
  const refusal = armError(requestText(request), status, parseBody(bodyAsText ?? ""), undefined);
  report(refusal, waitedMs, status === 429 ? currentDeadline()?.limit : undefined);
}

const SECONDS_OF: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

/** The time to wait according to a response, in milliseconds; undefined if it names none. */
export function retryAfterMs(reply: Pick<PipelineResponse, "headers" | "bodyAsText">): number | undefined {
  for (const header of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const ms = numberIn(reply.headers.get(header));
    if (ms !== undefined) return ms;
  }
  const header = reply.headers.get("retry-after");
  const seconds = numberIn(header);
  if (seconds !== undefined) return seconds * 1000;
  return header === undefined ? waitInText(reply.bodyAsText ?? "") : untilMs(header);
}

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;

function untilMs(date: string): number | undefined {
  const ms = parseInstantMs(date) - systemClock.now().getTime();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** As in "Too many requests. Please retry in 17 seconds." */
function waitInText(text: string): number | undefined {
  const found = /(?:retry|try again) (?:in|after) (\d+) ?(s|m|h)(?:ec|in|our|\b)/i.exec(text);
  if (found === null) return undefined;
  return Number(found[1]) * (SECONDS_OF.get((found[2] ?? "s").toLowerCase()) ?? 1) * 1000;
}
