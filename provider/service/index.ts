/**
 * The embedded Azure: a `Fetch` that answers as Azure Resource Manager does for resource groups, Compute and Recovery
 * Services, and stores any other resource type as it is put. One request is one transaction of the store.
 */
import { randomUUID } from "node:crypto";
import type { Fetch } from "../arm/fetch.js";
import { decodedSegments } from "../arm/resource-id.js";
import { type Clock, shiftedClock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import type { Log } from "../core/log.js";
import { errorResponse, response } from "./azure/envelope.js";
import { requireUnlockedScope } from "./azure/locks.js";
import { withListOptions } from "./azure/paging.js";
import { requirePreconditions, withEtag } from "./azure/preconditions.js";
import { warned } from "./azure/refuse.js";
import { requireRegion } from "./azure/regions.js";
import type { Azure, Call, InnerRequest, Pace, Reply, Route } from "./azure/route.js";
import { createRouter, type Match } from "./azure/router.js";
import {
  isSpecified,
  isUnserved,
  refuseUnserved,
  requireApiVersion,
  requireFabric,
  requireKnownType,
  requireParent,
  requireSubscriptionId,
} from "./azure/targets.js";
import { FIDELITY_HEADER, replyWitness } from "./azure/witness.js";
import { activePlan, FAULTS_PATH, type Fault, faultPlanRoute, withFaults } from "./faults/index.js";
import { arbitraryRoute } from "./groups/index.js";
import { routes, settleDue } from "./routes.js";
import { clockOffsetMs } from "./schedule/clock.js";
import "./work.js";
import { anyRunning } from "./schedule/work.js";
import { withoutWrites } from "./store/access.js";
import type { DocumentReader, DocumentWriter } from "./store/documents.js";
import type { Store } from "./store/store.js";
import { purgeableVaults } from "./vault-deletion/index.js";
import { readBody, shapedCall } from "./wire/index.js";

export type { Pace } from "./azure/route.js";
export { clockOffsetMs } from "./schedule/clock.js";

interface ServiceParts {
  readonly store: Store;
  /** The computer's clock; the service's own is ahead of it by what `azvb clock advance` added. */
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  /** The initial fault plan; it can be replaced at `/_azvb/faults`. */
  readonly faults?: readonly Fault[];
  /** Regions in addition to the known ones. */
  readonly regions?: readonly string[];
}

const router = createRouter(routes);

export interface Service {
  readonly fetch: Fetch;
  /**
   * Continues all due work of the store at the real pace, ends it at the instant pace, and purges deleted vaults whose
   * retention is over. Throws what the store throws.
   */
  settleDue(): Promise<void>;
}

/** The embedded Azure over a store: Azure Resource Manager, and where a fault plan is active, fault injection in front of it. */
export function createService(serviceParts: ServiceParts): Service {
  let plan = activePlan(serviceParts.faults ?? []);
  const plannedFailure: Azure["plannedFailure"] = (path, job) => plan?.plannedFailure(path, job);
  const parts = { ...serviceParts, plannedFailure };
  const azure = createAzure(parts);
  const withInjection = withFaults(azure, () => plan);
  const planRoute = faultPlanRoute({ current: () => plan, replace: (next) => (plan = next) });
  const fetch: Fetch = (request) => {
    if (request.url.includes(FAULTS_PATH) && new URL(request.url).pathname === FAULTS_PATH) return planRoute(request);
    return plan === undefined ? azure(request) : withInjection(request);
  };
  return { fetch, settleDue: () => settleIfDue(parts) };
}

interface AzureParts extends ServiceParts, Pick<Azure, "plannedFailure"> {}

function createAzure(parts: AzureParts): Fetch {
  return async (request) => {
    const requestId = randomUUID();
    try {
      const call = await readCall(request);
      requireSubscriptionId(call);
      requireApiVersion(call);
      const match = matchOf(router.find(call.method, segmentsOf(call.path)), call);
      const reply = await answer(parts, match, { ...call, params: match.params });
      return response(withWitness(reply, match.route, call), request, requestId);
    } catch (error) {
      if (!(error instanceof BackupError)) parts.log.error("a route failed", { error: String((error as Error).stack) });
      return errorResponse(error, request, requestId);
    }
  };
}

const knownRoutes: ReadonlySet<Route> = new Set(routes);

function withWitness(reply: Reply, route: Route, call: Call): Reply {
  const witness = replyWitness(route, call, knownRoutes.has(route));
  return { ...reply, headers: { ...reply.headers, [FIDELITY_HEADER]: witness } };
}

function answer(parts: AzureParts, match: Match, sent: Call): Promise<Reply> {
  const { route } = match;
  const { call, warnings } = shapedCall(sent, route);
  const work = (documents: DocumentWriter) => {
    const azure = azureOf(parts, documents);
    requireFabric(call);
    requireParent(call, documents);
    requireUnlockedScope(call, documents);
    requirePreconditions(call, route, documents);
    const placeWarnings = requireRegion(call, azure);
    const reply = withListOptions(route.handle(call, azure), call, route);
    return warned(withEtag(reply, call, route, documents), [...warnings, ...placeWarnings]);
  };
  if (route.access === "write" || (route.access === "poll" && parts.pace.kind !== "instant")) {
    return parts.store.write(work);
  }
  return read(parts, route, work);
}

/** At the instant pace a poll has no work to continue, unless a process of another pace left some. */
async function read(parts: AzureParts, { access }: Route, work: (documents: DocumentWriter) => Reply): Promise<Reply> {
  const reply = await parts.store.read((documents) => {
    if (access === "poll" && anyRunning(documents)) return undefined;
    return work(withoutWrites(documents));
  });
  return reply ?? parts.store.write(work);
}

const nowIn = (parts: ServiceParts, documents: DocumentReader): Date =>
  shiftedClock(parts.clock, () => clockOffsetMs(documents)).now();

const azureOf = (parts: AzureParts, documents: DocumentWriter): Azure => ({
  documents,
  now: nowIn(parts, documents),
  pace: parts.pace,
  newGuid: randomUUID,
  regions: parts.regions ?? [],
  plannedFailure: parts.plannedFailure,
  ask,
});

/** The origin of the service's requests to itself: the host of the public cloud. */
const INNER_ORIGIN = "https://management.azure.com";

function ask(azure: Azure, request: InnerRequest): Reply {
  const { method, apiVersion, query = new URLSearchParams(), body = {}, headers = {} } = request;
  const segments = segmentsOf(request.path);
  const path = `/${segments.join("/")}`;
  const inner = {
    method,
    path,
    params: {},
    query,
    body,
    headers: new Headers(headers),
    origin: INNER_ORIGIN,
    apiVersion,
  };
  const { route, params } = matchOf(router.find(method, segments), inner);
  const { call, warnings } = shapedCall({ ...inner, params }, route);
  requireParent(call, azure.documents);
  requireUnlockedScope(call, azure.documents);
  const placeWarnings = requireRegion(call, azure);
  const reply = withEtag(route.handle(call, azure), call, route, azure.documents);
  return warned(reply, [...warnings, ...placeWarnings]);
}

async function settleIfDue(parts: AzureParts): Promise<void> {
  // A read first: a check does not need the write lock.
  const isDue = await parts.store.read(
    (documents) => anyRunning(documents) || purgeableVaults(documents, nowIn(parts, documents)).length > 0,
  );
  if (isDue) await parts.store.write((documents) => settleDue(azureOf(parts, documents)));
}

function matchOf(found: Match | readonly string[] | undefined, call: Call): Match {
  if (found !== undefined && !Array.isArray(found)) return found as Match;
  const route: Route | undefined = arbitraryRoute(call);
  if (route !== undefined && found === undefined) return { route, params: {} };
  if (found === undefined) requireKnownType(call);
  if (found === undefined ? isUnserved(call) : isSpecified(call)) refuseUnserved(call);
  const allowed = Array.isArray(found) ? ` Supported: ${found.join(", ")}.` : "";
  throw new BackupError("NotFound", `The embedded Azure has no ${call.method} ${call.path}.${allowed}`, {
    status: found === undefined ? 404 : 405,
    azureCode: found === undefined ? "InvalidResourceType" : "MethodNotAllowed",
  });
}

async function readCall(request: Request): Promise<Call> {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: `/${decodedSegmentsOf(url).join("/")}`,
    params: {},
    query: url.searchParams,
    body: await readBody(request),
    headers: request.headers,
    origin: url.origin,
    apiVersion: apiVersionOf(url.searchParams),
  };
}

/** Azure reads the names of query parameters in any case. */
const apiVersionOf = (query: URLSearchParams): string =>
  query.get("api-version") ?? [...query].find(([name]) => name.toLowerCase() === "api-version")?.[1] ?? "";

/** The segments of a decoded path. Clients send doubled slashes, which mean one. */
const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");

function decodedSegmentsOf({ pathname }: URL): string[] {
  try {
    return decodedSegments(pathname);
  } catch (cause) {
    if (!(cause instanceof BackupError)) throw cause;
    throw new BackupError("InvalidInput", cause.message, { azureCode: "InvalidRequestUri", cause });
  }
}
