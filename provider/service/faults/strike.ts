/** Applies the faults of a plan to a service. The plan belongs to the process that answers, and so do its counts. */

import { randomUUID } from "node:crypto";
import type { Fetch } from "../../arm/fetch.js";
import { response } from "../azure/envelope.js";
import type { BeginningJob, PlannedFailure } from "../azure/route.js";
import { clockOf } from "../schedule/clock.js";
import { type FaultEffects, processEffects } from "./effects.js";
import type { Fault, Moment, Quota } from "./fault.js";
import { admit, type Period, quotaMessage } from "./quota.js";

/** How often a fault of the plan has counted a call, and struck one. */
export interface Standing {
  readonly fault: Fault;
  readonly matched: number;
  readonly struck: number;
}

/** A plan that is at work. */
export interface ActivePlan {
  /** The faults that may strike this call, which is counted by this. In the plan's order. */
  strike(request: Request): readonly Fault[];
  /** Where a job that a call of this path begins is to fail; undefined where it is not. Counts the job. */
  plannedFailure(path: string, job: BeginningJob): PlannedFailure | undefined;
  /** Counts a call of a quota that comes now; returns for how many seconds it has to wait, or undefined where it may pass. */
  waitSeconds(quota: Quota, now: Date): number | undefined;
  standing(): readonly Standing[];
}

interface Count {
  readonly fault: Fault;
  matched: number;
  struck: number;
  /** The period of a quota that runs. */
  period?: Period;
}

/** A plan at work; undefined for one without faults. */
export function activePlan(faults: readonly Fault[]): ActivePlan | undefined {
  if (faults.length === 0) return undefined;
  const counts: readonly Count[] = faults.map((fault) => ({ fault, matched: 0, struck: 0 }));
  return {
    strike: (request) => {
      const path = decodedPath(request);
      return countedNow(counts.filter(({ fault }) => counted(fault, request.method, path)));
    },
    plannedFailure: (path, job) => strikeJob(counts, path, job),
    waitSeconds: (quota, now) => {
      const count = counts.find(({ fault }) => fault === quota);
      if (count === undefined) return undefined;
      const { period, waitSeconds } = admit(quota, count.period, now);
      count.period = period;
      if (waitSeconds !== undefined) count.struck++;
      return waitSeconds;
    },
    standing: () => counts.map(({ fault, matched, struck }) => ({ fault, matched, struck })),
  };
}

/** Counts what matches; returns what strikes. Whether a quota does, the clock decides. */
function countedNow(matching: readonly Count[]): Fault[] {
  for (const count of matching) count.matched++;
  const now = matching.filter(({ fault, matched }) => fault.verb === "quota" || isDue(fault, matched));
  for (const count of now) if (count.fault.verb !== "quota") count.struck++;
  return now.map(({ fault }) => fault);
}

const isDue = ({ call, times }: Fault, matched: number): boolean => call <= matched && matched < call + times;

/** The first fault of the plan that fails this job, which is counted by this. */
function strikeJob(counts: readonly Count[], path: string, job: BeginningJob): PlannedFailure | undefined {
  let planned: PlannedFailure | undefined;
  for (const count of counts) {
    const { fault } = count;
    if (fault.verb !== "failJob" || fault.operation !== job.operation || fault.path?.test(path) === false) continue;
    const stage = fault.task === undefined ? 0 : job.tasks.indexOf(fault.task);
    if (stage === -1) continue;
    count.matched++;
    if (planned !== undefined || !isDue(fault, count.matched)) continue;
    count.struck++;
    planned = { stage, error: fault.error };
  }
  return planned;
}

function counted(fault: Fault, method: string, path: string): boolean {
  if (fault.verb === "failJob") return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  // A crash strikes writes alone, unless its method says otherwise.
  if (fault.verb === "crash" && fault.method === undefined && (method === "GET" || method === "HEAD")) return false;
  return fault.path === undefined || fault.path.test(path);
}

function decodedPath(request: Request): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** The service with the faults of the plan that `plan()` returns at each call. A dropped connection is a rejection. */
export function withFaults(
  service: Fetch,
  plan: () => ActivePlan | undefined,
  effects: FaultEffects = processEffects,
): Fetch {
  return (request) => {
    const active = plan();
    const faults = active?.strike(request) ?? [];
    if (active === undefined || faults.length === 0) return service(request);
    const overQuota = async (quota: Quota) => active.waitSeconds(quota, await clockOf(service, request));
    return callWithFaults(service, faults, { request, effects, overQuota });
  };
}

/** A call that is struck. */
interface Struck {
  readonly request: Request;
  readonly effects: FaultEffects;
  /** For how many seconds the call has to wait for a quota; undefined where it may pass. */
  readonly overQuota: (quota: Quota) => Promise<number | undefined>;
}

async function callWithFaults(service: Fetch, faults: readonly Fault[], struck: Struck): Promise<Response> {
  const early = await strikeAll("before", faults, struck);
  if (early !== undefined) return early;
  const answer = await service(struck.request);
  return (await strikeAll("after", faults, struck)) ?? answer;
}

/** What the faults of a moment answer; undefined where none of them does. */
async function strikeAll(moment: Moment, faults: readonly Fault[], struck: Struck): Promise<Response | undefined> {
  for (const fault of faults) {
    if (momentOf(fault) !== moment) continue;
    const answer = await strike(fault, struck);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const momentOf = (fault: Fault): Moment => ("moment" in fault ? fault.moment : "before");

async function strike(fault: Fault, struck: Struck): Promise<Response | undefined> {
  const { request, effects } = struck;
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
      return refusedOverQuota(fault, request, await struck.overQuota(fault));
    case "failJob":
      return undefined;
    case "timeout":
      return givenUp(request.signal);
    case "drop":
      throw dropped();
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

/** Never answers, and holds on to nothing but the request: rejects when the client gives up. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** What the platform's own fetch throws where a connection ends before its answer. */
function dropped(): TypeError {
  const cause = Object.assign(new Error("The fault plan dropped the connection."), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
