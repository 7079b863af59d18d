/**
 * Which faults of a plan apply to a call or a job: each entry counts what matches it and applies to those that its `call` and
 * `times` select. The plan belongs to the process that answers, and so do its counts. A quota counts by periods: Azure counts
 * from the first call of an hour, and starts again when the hour is over.
 */
import type { BeginningJob, PlannedFailure } from "../azure/route.js";
import type { Fault, Quota } from "./fault.js";

/** How many calls or jobs an entry of the plan matched, and how many it struck. */
export interface FaultCount {
  readonly fault: Fault;
  readonly matched: number;
  readonly struck: number;
}

/** A plan with its counts. */
export interface ActivePlan {
  /** The faults that apply to this call, in the plan's order. Counts the call. */
  faultsOf(request: Request): readonly Fault[];
  /** The stage at which a job that a call of this path starts fails; undefined if it does not. Counts the job. */
  plannedFailure(path: string, job: BeginningJob): PlannedFailure | undefined;
  /**
   * Counts a call of a quota; returns for how many seconds the caller must wait, or undefined if the call is within the quota.
   */
  waitSeconds(quota: Quota, now: Date): number | undefined;
  counts(): readonly FaultCount[];
}

interface Count {
  readonly fault: Fault;
  matched: number;
  struck: number;
  /** The current period of a quota. */
  period?: Period;
}

/** A plan at work; undefined for one without faults. */
export function activePlan(faults: readonly Fault[]): ActivePlan | undefined {
  if (faults.length === 0) return undefined;
  const counts: readonly Count[] = faults.map((fault) => ({ fault, matched: 0, struck: 0 }));
  return {
    faultsOf: (request) => {
      const path = decodedPath(request);
      return countMatches(counts.filter(({ fault }) => matchesCall(fault, request.method, path)));
    },
    plannedFailure: (path, job) => plannedJobFailure(counts, path, job),
    waitSeconds: (quota, now) => {
      const count = counts.find(({ fault }) => fault === quota);
      if (count === undefined) return undefined;
      const { period, waitSeconds } = countCall(quota, count.period, now);
      count.period = period;
      if (waitSeconds !== undefined) count.struck++;
      return waitSeconds;
    },
    counts: () => counts.map(({ fault, matched, struck }) => ({ fault, matched, struck })),
  };
}

/** Counts the matching entries; returns those that apply. Whether a quota does depends on the clock. */
function countMatches(matching: readonly Count[]): Fault[] {
  for (const count of matching) count.matched++;
  const now = matching.filter(({ fault, matched }) => fault.verb === "quota" || isDue(fault, matched));
  for (const count of now) if (count.fault.verb !== "quota") count.struck++;
  return now.map(({ fault }) => fault);
}

const isDue = ({ call, times }: Fault, matched: number): boolean => call <= matched && matched < call + times;

/** The first fault of the plan that fails this job. Counts the job. */
function plannedJobFailure(counts: readonly Count[], path: string, job: BeginningJob): PlannedFailure | undefined {
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

function matchesCall(fault: Fault, method: string, path: string): boolean {
  if (fault.verb === "failJob") return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  // A crash applies only to writes, unless its method says otherwise.
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

/** The current period. */
interface Period {
  readonly since: Date;
  readonly calls: number;
}

interface QuotaCheck {
  readonly period: Period;
  /** How long the caller must wait; undefined if the call is within the quota. */
  readonly waitSeconds?: number;
}

/** Counts a call at this instant. */
function countCall({ calls, periodSeconds }: Quota, running: Period | undefined, now: Date): QuotaCheck {
  const lengthMs = periodSeconds * 1000;
  const goesOn = running !== undefined && now.getTime() < running.since.getTime() + lengthMs;
  const period = goesOn ? { ...running, calls: running.calls + 1 } : { since: now, calls: 1 };
  if (period.calls <= calls) return { period };
  return { period, waitSeconds: Math.ceil((period.since.getTime() + lengthMs - now.getTime()) / 1000) };
}
