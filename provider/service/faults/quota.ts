/** How many calls a period lets through: Azure counts from the first call of an hour, and starts anew when it is over. */
import { digits } from "../../time/digits.js";
import type { Quota } from "./fault.js";

/** The period that runs. */
export interface Period {
  readonly since: Date;
  readonly calls: number;
}

interface Admission {
  readonly period: Period;
  /** How long the caller is to wait; undefined where the call may pass. */
  readonly waitSeconds?: number;
}

/** Counts a call that comes now. */
export function admit({ calls, periodSeconds }: Quota, running: Period | undefined, now: Date): Admission {
  const lengthMs = periodSeconds * 1000;
  const goesOn = running !== undefined && now.getTime() < running.since.getTime() + lengthMs;
  const period = goesOn ? { ...running, calls: running.calls + 1 } : { since: now, calls: 1 };
  if (period.calls <= calls) return { period };
  return { period, waitSeconds: Math.ceil((period.since.getTime() + lengthMs - now.getTime()) / 1000) };
}

/** Azure's words for a caller that used up its quota, as recorded for the reads of jobs. */
export function quotaMessage(quota: Quota, request: Request, waitSeconds: number): string {
  const action = actionOf(request);
  const what = action === undefined ? "" : ` for action '${action}'`;
  return `Number of requests${what} exceeded the limit of '${quota.calls}' for time interval '${span(quota.periodSeconds)}'. Please try again after '${waitSeconds}' seconds.`;
}

const VERBS: Readonly<Record<string, string>> = { GET: "read", HEAD: "read", DELETE: "delete" };

/** A call as Azure's roles name it: `Microsoft.RecoveryServices/vaults/backupJobs/read`. */
function actionOf({ method, url }: Request): string | undefined {
  const [namespace, ...path] = new URL(url).pathname.split("/providers/").at(-1)?.split("/") ?? [];
  if (namespace === undefined || namespace === "" || path.length === 0) return undefined;
  const types = path.filter((_, index) => index % 2 === 0);
  const verb = method === "POST" ? "action" : (VERBS[method] ?? "write");
  return [namespace, ...types, verb].join("/");
}

function span(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => digits(part))
    .join(":");
}
