/**
 * Which requests are retried, and after how long. A request that was throttled did nothing and is always retried. A
 * request whose response was lost is retried unless it is a POST: that starts something, such as a backup, and twice
 * would be two. Azure says how long to wait in `Retry-After`, in two older headers, or in the text of its error.
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
import { inWords, parseBody } from "./asked.js";
import { armError } from "./failures.js";

const RETRIES = 4;
const BACKOFF = growingPauses({ firstMs: 500, longestMs: 60_000 });
/** Nobody waits longer than this who said nothing of how long to wait. */
const LONGEST_UNASKED_PAUSE_MS = 600_000;

/** The call may have been lost on its way there or back. Source: recorded replies to reads, all of which succeeded when asked again. */
const LOST_STATUSES: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

interface Failed {
  /** How often the call was made again already. */
  readonly retries: number;
  /** Undefined where there was no answer at all. */
  readonly status: number | undefined;
  /** What Azure asks for. */
  readonly retryAfterMs: number | undefined;
  /** Whether twice is the same as once. */
  readonly isIdempotent: boolean;
  /** Whether somebody said how long to wait at most: then being throttled is no end. */
  readonly hasDeadline: boolean;
}

/** How long to wait before a call is made again, without jitter; undefined for one that is not. */
export function pauseBeforeRetryMs(failed: Failed): number | undefined {
  const { retries, status, isIdempotent, hasDeadline, retryAfterMs } = failed;
  const isThrottled = status === 429;
  const isLost = status === undefined || LOST_STATUSES.has(status);
  if (!isThrottled && !(isLost && isIdempotent)) return undefined;
  if (retries >= RETRIES && !(isThrottled && hasDeadline)) return undefined;
  if (retryAfterMs === undefined) return BACKOFF(retries + 1);
  return retryAfterMs > LONGEST_UNASKED_PAUSE_MS && !hasDeadline ? undefined : retryAfterMs;
}

/** The policy of a pipeline that retries requests, until their signal ends that. A long wait is reported at the resource. */
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
  // Callers that were refused together must not come back together.
  return ms === undefined ? undefined : ms * (1 + Math.random() / 10);
}

/** A request without a response has no refusal to report. */
function reportWait(report: WaitReport, response: PipelineResponse | undefined, waitedMs: number): void {
  if (response === undefined) return;
  const { request, status, bodyAsText } = response;
  const refusal = armError(inWords(request), status, parseBody(bodyAsText ?? ""), undefined);
  report(refusal, waitedMs, status === 429 ? currentDeadline()?.limit : undefined);
}

const SECONDS_OF: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

/** How long a reply asks to wait, in milliseconds; undefined where it asks nothing. */
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
