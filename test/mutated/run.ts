/** Sends mutated requests to an embedded Azure and reports each broken law. */
import type { Route } from "../../provider/service/azure/route.js";
import { routes } from "../../provider/service/routes.js";
import { corpus, type Valid } from "./corpus.js";
import { type Mutated, mutated, sentOf } from "./mutations.js";
import { randomOf } from "./random.js";
import { type Outcome, openSandbox, type Sandbox } from "./sandbox.js";
import { type World, world } from "./world.js";

export interface Report {
  requests: number;
  /** How many reached the handler of a subject. */
  reached: number;
  refused: number;
  mostCpuMs: number;
  /** The most store operations in relation to those of the unmutated request. */
  mostOperations: number;
  /** Each broken law with the number of its request. */
  readonly broken: string[];
}

/** How many requests meet the same world, each after the accepted ones before it. */
const BATCH = 40;
/** The share of requests that have a body in any case; of the routes, only a third has one. */
const BODY_SHARE = 0.6;
const MOST_CPU_MS = 1000;
const MOST_OPERATIONS = 10;
/** A run with more broken laws than this ends. */
const MOST_BROKEN = 40;

/** The store operations of the unmutated request of each route. */
async function baselineOf(valid: readonly Valid[], on: World): Promise<ReadonlyMap<Route, number>> {
  const baseline = new Map<Route, number>();
  for (const one of valid) {
    const sandbox = await openSandbox(on);
    baseline.set(one.route, (await sandbox.send(sentOf(one))).storeOperations);
    await sandbox.close();
  }
  return baseline;
}

/** A request in one line, for a report. */
function shown({ method, path, query, headers, body, mutations }: Mutated): string {
  const text = new TextDecoder().decode(body?.slice(0, 1500));
  const parts = [
    method,
    path.slice(0, 400),
    JSON.stringify(query).slice(0, 300),
    JSON.stringify(headers).slice(0, 200),
  ];
  return `${parts.join(" ")} [${mutations.join(" ")}] ${text}`;
}

/** The laws that an outcome breaks. */
export function brokenLaws(outcome: Outcome, allowedOperations: number): string[] {
  const { status, stored, cpuMs, storeOperations, failure, text } = outcome;
  const laws: readonly (readonly [isBroken: boolean, law: string])[] = [
    [status >= 500, `status ${status}: ${(failure || text).slice(0, 1200)}`],
    [status >= 400 && stored > 0, `refused with ${status}, but stored ${stored} writes: ${text.slice(0, 300)}`],
    [cpuMs > MOST_CPU_MS, `${Math.round(cpuMs)} ms of CPU`],
    [storeOperations > allowedOperations, `${storeOperations} store operations, allowed ${allowedOperations}`],
  ];
  return laws.filter(([isBroken]) => isBroken).map(([, law]) => law);
}

function addTo(report: Report, outcome: Outcome, base: number): void {
  report.requests += 1;
  if (outcome.reached !== undefined) report.reached += 1;
  if (outcome.status >= 400) report.refused += 1;
  report.mostCpuMs = Math.max(report.mostCpuMs, Math.round(outcome.cpuMs));
  report.mostOperations = Math.max(report.mostOperations, outcome.storeOperations / base);
}

/** Sends `requests` mutated requests, made from a seed. `progress` is called after each batch. */
export async function runMutated(requests: number, seed: number, progress: (sent: number) => void): Promise<Report> {
  const on = await world();
  const valid = corpus(routes, on);
  const withBody = valid.filter(({ body }) => body !== undefined);
  const baseline = await baselineOf(valid, on);
  const report: Report = { requests: 0, reached: 0, refused: 0, mostCpuMs: 0, mostOperations: 0, broken: [] };

  const sendOne = async (sandbox: Sandbox, index: number): Promise<void> => {
    const random = randomOf(seed * 1_000_003 + index);
    const one = random.pick(random.chance(BODY_SHARE) ? withBody : valid);
    const sent = mutated(one, random);
    const outcome = await sandbox.send(sent);
    const base = Math.max(1, ...[one.route, outcome.reached].map((route) => (route && baseline.get(route)) ?? 0));
    addTo(report, outcome, base);
    const laws = brokenLaws(outcome, base * MOST_OPERATIONS);
    report.broken.push(...laws.map((law) => `request ${index}: ${law}\n    ${shown(sent)}`));
  };

  while (report.requests < requests && report.broken.length < MOST_BROKEN) {
    const sandbox = await openSandbox(on);
    const end = Math.min(report.requests + BATCH, requests);
    for (let index = report.requests; index < end; index++) await sendOne(sandbox, index);
    await sandbox.close();
    progress(report.requests);
  }
  return report;
}
