/** Applies the faults of a plan to a service: to a call, to its answer or to the process. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Fetch } from "../../arm/fetch.js";
import { digits } from "../../time/digits.js";
import { response } from "../azure/envelope.js";
import { clockOf } from "../schedule/clock.js";
import type { ActivePlan } from "./counts.js";
import type { Crash, Fault, Moment, Quota } from "./fault.js";

/** The effects of faults on the process; a test provides its own. */
export interface FaultEffects {
  /** Ends the process; does not return. */
  readonly end: (fault: Crash) => never;
  /** Resolves after that many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Ends this process as SIGKILL does, and first the one that the fault names. Nothing is flushed. */
function end({ andProcessOf }: Crash): never {
  if (andProcessOf !== undefined) process.kill(Number(readFileSync(andProcessOf, "utf8")), "SIGKILL");
  process.kill(process.pid, "SIGKILL");
  return process.exit(137);
}

export const processEffects: FaultEffects = { end, sleep: (ms, signal) => setTimeout(ms, undefined, { signal }) };

/** The service with the faults of the plan that `plan()` returns at each call. A dropped connection is a rejected promise. */
export function withFaults(
  service: Fetch,
  plan: () => ActivePlan | undefined,
  effects: FaultEffects = processEffects,
): Fetch {
  return (request) => {
    const active = plan();
    const faults = active?.faultsOf(request) ?? [];
    if (active === undefined || faults.length === 0) return service(request);
    const overQuota = async (quota: Quota) => active.waitSeconds(quota, await clockOf(service, request));
    return callWithFaults(service, faults, { request, effects, overQuota });
  };
}

/** A call that faults apply to. */
interface FaultedCall {
  readonly request: Request;
  readonly effects: FaultEffects;
  /** For how many seconds the call must wait for a quota; undefined if it is within the quota. */
  readonly overQuota: (quota: Quota) => Promise<number | undefined>;
}

async function callWithFaults(service: Fetch, faults: readonly Fault[], call: FaultedCall): Promise<Response> {
  const early = await injectAll("before", faults, call);
  if (early !== undefined) return early;
  const answer = await service(call.request);
  return (await injectAll("after", faults, call)) ?? answer;
}

/** The answer of the faults of a moment; undefined if none of them answers. */
async function injectAll(moment: Moment, faults: readonly Fault[], call: FaultedCall): Promise<Response | undefined> {
  for (const fault of faults) {
    if (momentOf(fault) !== moment) continue;
    const answer = await inject(fault, call);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const momentOf = (fault: Fault): Moment => ("moment" in fault ? fault.moment : "before");

async function inject(fault: Fault, call: FaultedCall): Promise<Response | undefined> {
  const { request, effects } = call;
  switch (fault.verb) {
    case "crash":
      return effects.end(fault);
    case "slow":
      await effects.sleep(fault.delayMs, request.signal);
      return undefined;
    case "fail":
      return answered(request, { ...fault, headers: {} });
    case "throttle":
      return throttled(request, fault.retryAfterSeconds);
    case "quota":
      return refusedOverQuota(fault, request, await call.overQuota(fault));
    case "failJob":
      return undefined;
    case "timeout":
      return untilAborted(request.signal);
    case "drop":
      throw connectionDropped();
  }
}

const throttled = (
  request: Request,
  seconds: number,
  message = `Number of requests exceeded the limit. Please try again after '${seconds}' seconds.`,
): Response =>
  answered(request, {
    status: 429,
    code: "ResourceRequestsThrottled",
    message,
    headers: { "Retry-After": String(seconds) },
  });

const refusedOverQuota = (quota: Quota, request: Request, seconds: number | undefined): Response | undefined =>
  seconds === undefined ? undefined : throttled(request, seconds, quotaMessage(quota, request, seconds));

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

const answered = (request: Request, { status, code, message, headers }: Refusal): Response =>
  response({ status, headers, body: { error: { code, message } } }, request, randomUUID());

/** Never answers; rejects when the client aborts. Keeps only the signal alive. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** What the platform's own fetch throws when a connection ends before its answer. */
function connectionDropped(): TypeError {
  const cause = Object.assign(new Error("The fault plan dropped the connection."), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

/** Azure's message for an exceeded quota, as recorded for reads of jobs. */
function quotaMessage(quota: Quota, request: Request, waitSeconds: number): string {
  const action = actionOf(request);
  const what = action === undefined ? "" : ` for action '${action}'`;
  return `Number of requests${what} exceeded the limit of '${quota.calls}' for time interval '${span(quota.periodSeconds)}'. Please try again after '${waitSeconds}' seconds.`;
}

const VERBS = new Map([
  ["GET", "read"],
  ["HEAD", "read"],
  ["POST", "action"],
  ["DELETE", "delete"],
]);

/** The action of a call, as in Azure's roles: `Microsoft.RecoveryServices/vaults/backupJobs/read`. */
function actionOf({ method, url }: Request): string | undefined {
  const [namespace, ...path] = new URL(url).pathname.split("/providers/").at(-1)?.split("/") ?? [];
  if (namespace === undefined || namespace === "" || path.length === 0) return undefined;
  const types = path.filter((_, index) => index % 2 === 0);
  const verb = VERBS.get(method) ?? "write";
  return [namespace, ...types, verb].join("/");
}

function span(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => digits(part))
    .join(":");
}
