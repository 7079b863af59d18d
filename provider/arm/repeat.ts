/**
 * Which calls are made again, and after how long. A call that was throttled did nothing and is made again whatever it
 * is. A call whose answer was lost is made again unless it is a POST: that starts something, such as a backup, and twice
 * would be two. Azure says how long to wait in `Retry-After`, in two older headers, or in the text of its error.
 */
import {
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type RetryInformation,
  type RetryStrategy,
  retryPolicy,
} from "@azure/core-rest-pipeline";
import { currentDeadline } from "../core/call.js";
import { createWaitReport, type WaitReport } from "../core/long-waits.js";
import { systemClock } from "../time/clock.js";
import { parseInstantMs } from "../time/instants.js";
import { inWords, parseBody } from "./asked.js";
import { armError } from "./failures.js";

const RETRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;
/** Nobody waits longer than this who said nothing of how long to wait. */
const LONGEST_UNASKED_PAUSE_MS = 600_000;

/** The call may have been lost on its way there or back. Source: recorded replies to reads, all of which succeeded when asked again. */
const LOST_STATUSES: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

export interface Failed {
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
  if (retryAfterMs === undefined) return Math.min(LONGEST_BACKOFF_MS, FIRST_PAUSE_MS * 2 ** retries);
  return retryAfterMs > LONGEST_UNASKED_PAUSE_MS && !hasDeadline ? undefined : retryAfterMs;
}

/** The policy of a pipeline that makes calls again. */
export function repeatSafely(): PipelinePolicy {
  const policies = { idempotent: policyFor(true), once: policyFor(false) };
  return {
    name: "repeatSafely",
    sendRequest: (request, next) =>
      (request.method === "POST" ? policies.once : policies.idempotent).sendRequest(request, next),
  };
}

const policyFor = (isIdempotent: boolean): PipelinePolicy =>
  retryPolicy([strategy(isIdempotent)], { maxRetries: Number.MAX_SAFE_INTEGER });

const strategy = (isIdempotent: boolean): RetryStrategy => ({
  name: "repeatSafely",
  retry: ({ retryCount, response }: RetryInformation) => {
    const pauseMs = pauseBeforeRetryMs({
      retries: retryCount,
      status: response?.status,
      retryAfterMs: response === undefined ? undefined : retryAfterMs(response),
      isIdempotent,
      hasDeadline: currentDeadline() !== undefined,
    });
    if (pauseMs === undefined) return { skipStrategy: true };
    if (response !== undefined) reportPause(response, pauseMs);
    // Callers that were refused together must not come back together.
    return { retryAfterInMs: pauseMs * (1 + Math.random() / 10) };
  },
});

interface Waiting {
  waitedMs: number;
  readonly report: WaitReport;
}

const waits = new WeakMap<PipelineRequest, Waiting>();

/** Adds a pause to those of the same request, which are reported when they last long. */
function reportPause({ request, status, bodyAsText }: PipelineResponse, pauseMs: number): void {
  const waiting = waits.get(request) ?? { waitedMs: 0, report: createWaitReport() };
  waits.set(request, waiting);
  waiting.waitedMs += pauseMs;
  const refusal = armError(inWords(request), status, parseBody(bodyAsText ?? ""), undefined);
  waiting.report(refusal, waiting.waitedMs, status === 429 ? currentDeadline()?.limit : undefined);
}

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

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
  return Number(found[1]) * (SECONDS_OF[(found[2] ?? "s").toLowerCase()] ?? 1) * 1000;
}
