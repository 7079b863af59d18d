/** A service that suffers the faults of a plan. The plan belongs to the process that answers, and so do its counts. */
import { randomUUID } from "node:crypto";
import type { Fetch } from "../../arm/fetch.js";
import { response } from "../envelope.js";
import type { FaultEffects } from "./effects.js";
import type { Fault, Moment } from "./fault.js";

/** How often a fault of the plan has counted a call, and struck one. */
export interface Standing {
  readonly fault: Fault;
  readonly matched: number;
  readonly struck: number;
}

/** A plan that is at work. */
export interface ActivePlan {
  /** The faults that strike this call, which is counted by this. In the plan's order. */
  strike(request: Request): readonly Fault[];
  standing(): readonly Standing[];
}

export function activePlan(faults: readonly Fault[]): ActivePlan {
  const counts = faults.map((fault) => ({ fault, matched: 0, struck: 0 }));
  return {
    strike: (request) => {
      if (counts.length === 0) return [];
      const path = decodedPath(request);
      const matching = counts.filter(({ fault }) => counted(fault, request.method, path));
      for (const count of matching) count.matched++;
      const now = matching.filter(({ fault, matched }) => fault.call <= matched && matched < fault.call + fault.times);
      for (const count of now) count.struck++;
      return now.map(({ fault }) => fault);
    },
    standing: () => counts.map((count) => ({ ...count })),
  };
}

function counted(fault: Fault, method: string, path: string): boolean {
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

/** The service, suffering what the plan that `plan()` returns at each call has for it. A dropped connection is a rejection. */
export function withFaults(service: Fetch, plan: () => ActivePlan, effects: FaultEffects): Fetch {
  return (request) => {
    const faults = plan().strike(request);
    return faults.length === 0 ? service(request) : suffer(service, request, faults, effects);
  };
}

async function suffer(
  service: Fetch,
  request: Request,
  faults: readonly Fault[],
  effects: FaultEffects,
): Promise<Response> {
  const early = await strikeAll("before", faults, request, effects);
  if (early !== undefined) return early;
  const answer = await service(request);
  return (await strikeAll("after", faults, request, effects)) ?? answer;
}

/** What the faults of a moment answer; undefined where none of them does. */
async function strikeAll(
  moment: Moment,
  faults: readonly Fault[],
  request: Request,
  effects: FaultEffects,
): Promise<Response | undefined> {
  for (const fault of faults) {
    if (momentOf(fault) !== moment) continue;
    const answer = await strike(fault, request, effects);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const momentOf = (fault: Fault): Moment => ("moment" in fault ? fault.moment : "before");

async function strike(fault: Fault, request: Request, effects: FaultEffects): Promise<Response | undefined> {
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
    case "timeout":
      return givenUp(request.signal);
    case "drop":
      throw dropped();
  }
}

/** Azure's words for a caller that asks too often, as recorded. */
const throttled = (request: Request, seconds: number): Response =>
  answered(request, {
    status: 429,
    code: "ResourceRequestsThrottled",
    message: `Number of requests exceeded the limit. Please try again after '${seconds}' seconds.`,
    headers: { "Retry-After": String(seconds) },
  });

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
