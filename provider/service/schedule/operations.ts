/**
 * Operations: the targets of Location and Azure-AsyncOperation. An operation either takes time of its own or follows a job and
 * ends with it. It outlives its resource, so the end of a deletion can be read.
 */
import { textAt } from "../../core/json.js";
import { errorOf } from "../../rules/items/errors.js";
import { isTerminal, type JobStatus } from "../../rules/items/jobs.js";
import { idForVersion } from "../azure/eras.js";
import type { Azure, Call, Reply } from "../azure/route.js";
import { param, type Route, refusal } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { factsOf, isFinished, isWork, settle, startWork } from "./work.js";

const TYPE = "azure-vm-backup/operations";

interface NewOperation {
  readonly subscription: string;
  /** The last segment of its URLs; default: a new GUID. */
  readonly name?: string;
  /** How long it takes at the real pace; 0 for an operation that ends at once. */
  readonly tookMs: number;
  readonly facts?: Readonly<Record<string, string>>;
  /** What its end does; default: nothing. */
  readonly kind?: "wait" | "refresh" | "sourceScan";
}

const operationId = (subscription: string, name: string): string =>
  `/subscriptions/${subscription}/providers/azure-vm-backup/operations/${name}`;

/** Starts an operation that takes time of its own and returns its name. */
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
  /** The last segment of its URLs; default: a new GUID. */
  readonly name?: string;
  /** Whether the operation ends with the job; else at its first read. */
  readonly untilEnd: boolean;
}

/** Starts an operation that follows a job and returns its name. */
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
  /** The job that it follows. */
  readonly job: Document | undefined;
  /** The facts of the operation; `errorCode` and `errorMessage` if it failed. */
  readonly facts: Readonly<Record<string, string>>;
}

/** The state of an operation after this read; undefined if none has this name. */
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

/** An operation that ends with its job fails with it, with the job's title and text. */
function failureOf(job: Document | undefined): OperationEnd["facts"] {
  const error = job === undefined ? undefined : errorOf(job.body);
  return { errorCode: error?.errorTitle ?? "Failed", errorMessage: error?.errorString ?? "" };
}

/** How long a client must wait before the next read: 0 at the instant pace. */
export const retryAfter = ({ pace }: Azure): Readonly<Record<string, string>> => ({
  "Retry-After": pace.kind === "instant" ? "0" : "1",
});

/** The api-version in the Azure-AsyncOperation of container and job operations, as recorded. */
const BELOW_VAULT_VERSION = "2019-05-13-preview";

/** The headers of a 202 for an operation on a container or a job, which is polled below `base`. */
export const operationHeaders = (
  call: Call,
  azure: Azure,
  base: string,
  name: string,
): Readonly<Record<string, string>> =>
  asyncHeaders(call, azure, {
    operation: `${base}/operationsStatus/${name}`,
    location: `${base}/operationResults/${name}`,
    apiVersion: BELOW_VAULT_VERSION,
  });

/** The headers of a 202: where to poll. Paths have no origin and no api-version. */
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
  headers: asyncHeaders(call, azure, { location: idForVersion(call, call.path) }),
});

/** A route whose read continues work. */
export const poll = (template: string, handle: Route["handle"]): Route => ({
  method: "GET",
  template,
  access: "poll",
  handle,
});
