/**
 * Operations: what Location and Azure-AsyncOperation lead to. An operation either takes time of its own or follows a job:
 * it is over when the job is. It outlives what it was about, so that the end of a deletion can be told.
 */

import { textAt } from "../../core/json.js";
import { errorOf } from "../../rules/items/errors.js";
import { isTerminal, type JobStatus } from "../../rules/items/jobs.js";
import { eraId, isSince } from "../azure/eras.js";
import type { Azure, Call, Reply } from "../azure/route.js";
import { param, type Route, refusal } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { factsOf, isFinished, isWork, settle, startWork } from "./work.js";

const TYPE = "azure-vm-backup/operations";

interface NewOperation {
  readonly subscription: string;
  /** The last segment of its URLs; made where it is left out. */
  readonly name?: string;
  /** How long it takes at the real pace; 0 for one that is over when it begins. */
  readonly tookMs: number;
  readonly facts?: Readonly<Record<string, string>>;
  /** What its end does; nothing where it is left out. */
  readonly kind?: "wait" | "refresh";
}

const operationId = (subscription: string, name: string): string =>
  `/subscriptions/${subscription}/providers/azure-vm-backup/operations/${name}`;

/** Begins an operation that takes time of its own and returns its name. */
export function startOperation(azure: Azure, operation: NewOperation): string {
  const { subscription, tookMs, facts = {}, kind = "wait" } = operation;
  const name = operation.name ?? azure.newGuid();
  startWork(azure, {
    document: {
      id: operationId(subscription, name),
      type: TYPE,
      scope: `/subscriptions/${subscription}`,
      body: { startTime: azure.now.toISOString() },
    },
    kind,
    stagesMs: tookMs === 0 ? [] : [tookMs],
    facts,
  });
  return name;
}

interface FollowingOperation {
  readonly subscription: string;
  readonly jobId: string;
  /** The last segment of its URLs; made where it is left out. */
  readonly name?: string;
  /** Whether the operation is over only when the job is; else at its first read. */
  readonly untilEnd: boolean;
}

/** Begins an operation that tells of a job and returns its name. */
export function startFollowing(azure: Azure, operation: FollowingOperation): string {
  const { subscription, jobId, untilEnd, name = azure.newGuid() } = operation;
  azure.documents.put({
    id: operationId(subscription, name),
    type: TYPE,
    scope: `/subscriptions/${subscription}`,
    body: { startTime: azure.now.toISOString() },
    hidden: { jobId, untilEnd },
  });
  return name;
}

export interface OperationState {
  readonly name: string;
  readonly done: boolean;
  readonly startTime: string;
  /** The job that it tells of. */
  readonly job: Document | undefined;
  /** What the operation is about; `errorCode` and `errorMessage` where it failed. */
  readonly facts: Readonly<Record<string, string>>;
}

/** How an operation stands, after this read of it; undefined where there is none of that name. */
export function readOperation(azure: Azure, subscription: string, name: string): OperationState | undefined {
  const document = azure.documents.get(operationId(subscription, name));
  if (document === undefined) return undefined;
  const state = isWork(document) ? ownState(azure, document) : followedState(azure, document);
  return { name, startTime: textAt(document.body, "startTime") ?? "", ...state };
}

type OperationEnd = Pick<OperationState, "done" | "job" | "facts">;

function ownState(azure: Azure, document: Document): OperationEnd {
  const settled = settle(azure, document, "read");
  const facts = factsOf(settled) as Readonly<Record<string, string>>;
  return { done: isFinished(settled), job: undefined, facts };
}

function followedState(azure: Azure, document: Document): OperationEnd {
  const job = azure.documents.get(textAt(document.hidden, "jobId") ?? "");
  const untilEnd = document.hidden["untilEnd"] === true;
  const settled = job === undefined || !untilEnd ? job : settle(azure, job, "read");
  const status = textAt(settled?.body, "properties", "status") as JobStatus | undefined;
  const done = !untilEnd || status === undefined || isTerminal(status);
  return { done, job: settled, facts: untilEnd && status === "Failed" ? failureOf(settled) : {} };
}

/** An operation that lasts as long as its job fails with it, in the job's words. */
function failureOf(job: Document | undefined): OperationEnd["facts"] {
  const error = job === undefined ? undefined : errorOf(job.body);
  return { errorCode: error?.errorTitle ?? "Failed", errorMessage: error?.errorString ?? "" };
}

/** How long a client is asked to wait before it reads again: not at all where everything is over at once. */
export const retryAfter = ({ pace }: Azure): Readonly<Record<string, string>> => ({
  "Retry-After": pace.kind === "instant" ? "0" : "1",
});

/** Before this version a job's cancelling had a Location alone. */
const CANCEL_ASYNC_SINCE = "2018-01-01";

/** The headers of a 202 of protocol C: refreshing containers, cancelling a job. */
export const plainHeaders = (call: Call, azure: Azure, base: string, name: string): Readonly<Record<string, string>> =>
  asyncHeaders(call, azure, {
    ...(isSince(call, CANCEL_ASYNC_SINCE) || !call.path.endsWith("/cancel")
      ? { operation: `${base}/operationsStatus/${name}` }
      : {}),
    location: `${base}/operationResults/${name}`,
    apiVersion: "2019-05-13-preview",
  });

/** The headers of a 202: where to read on. Paths stand without the origin and the api-version. */
export function asyncHeaders(
  call: Call,
  azure: Azure,
  paths: { readonly operation?: string; readonly location?: string; readonly apiVersion?: string },
): Readonly<Record<string, string>> {
  const url = (path: string, apiVersion: string) =>
    `${call.origin}${encodeURI(path)}${path.includes("?") ? "&" : "?"}api-version=${apiVersion}`;
  const { operation, location, apiVersion } = paths;
  return {
    ...(operation === undefined ? {} : { "Azure-AsyncOperation": url(operation, apiVersion ?? call.apiVersion) }),
    ...(location === undefined ? {} : { Location: url(location, call.apiVersion) }),
    ...retryAfter(azure),
  };
}

/** A 202 without a body. */
export const accepted = (headers: Readonly<Record<string, string>>): Reply => ({ status: 202, headers });

/** The operation that a call names. Throws Azure's 404. */
export function requireOperation(call: Call, azure: Azure): OperationState {
  const found = readOperation(azure, param(call, "subscription"), param(call, "operation"));
  if (found !== undefined) return found;
  throw refusal(404, "OperationNotFound", `The operation '${param(call, "operation")}' was not found.`);
}

/** 202 again, with the same Location. */
export const pending = (call: Call, azure: Azure): Reply => ({
  status: 202,
  headers: asyncHeaders(call, azure, { location: eraId(call, call.path) }),
});

/** A route whose read moves work on. */
export const poll = (template: string, handle: Route["handle"]): Route => ({
  method: "GET",
  template,
  access: "poll",
  handle,
});
