/**
 * A route of the embedded Azure: a method, a path template and a function from a call to a reply. The function runs inside one
 * transaction of the store and never awaits, so its reads and writes are atomic.
 */
import { BackupError, type ErrorCode, type ErrorFacts } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { objectAt } from "../../core/json.js";
import type { JobError } from "../../rules/items/errors.js";
import type { JobOperation } from "../../rules/items/jobs.js";
import type { DocumentWriter } from "../store/documents.js";

/** A parsed request. */
export interface Call {
  readonly method: string;
  /** The path as it was sent, decoded, without doubled slashes. */
  readonly path: string;
  /** The values of the template's `{names}`, decoded, in the case in which they were sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly headers: Headers;
  /** `https://host:port` as the client used it: the base of Location and Azure-AsyncOperation. */
  readonly origin: string;
  readonly apiVersion: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How fast long-running work runs: at once, one stage at every n-th read of it, or as long as in Azure. */
export type Pace =
  | { readonly kind: "instant" }
  | { readonly kind: "polls"; readonly reads: number }
  | { readonly kind: "real" };

/** The context of a route: the transaction, the clock at its start, and a source of GUIDs. */
export interface Azure {
  readonly documents: DocumentWriter;
  readonly now: Date;
  readonly pace: Pace;
  readonly newGuid: () => string;
  /** Regions in addition to the known ones. */
  readonly regions: readonly string[];
  /**
   * The stage at which the fault plan fails a job that a call of this path starts; undefined if it does not. Counts the job.
   */
  readonly plannedFailure: (path: string, job: BeginningJob) => PlannedFailure | undefined;
  /**
   * Sends a request to the service itself, in the transaction and at the instant of `azure`. Throws what the route refuses
   * with.
   */
  readonly ask: (azure: Azure, request: InnerRequest) => Reply;
}

/** A job that starts. */
export interface BeginningJob {
  readonly operation: JobOperation;
  /** The names of its tasks, each of which is a stage of its work. */
  readonly tasks: readonly string[];
}

/** The stage at which a job fails. It is stored with the job, so any process that continues the job fails it there. */
export interface PlannedFailure {
  readonly stage: number;
  readonly error: JobError;
}

/** A request of the service to itself, equal to one over HTTP. */
export interface InnerRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: URLSearchParams;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `read` never writes. `poll` may continue long-running work and therefore writes, except at the instant pace. */
export type Access = "read" | "write" | "poll";

export interface Route {
  readonly method: "GET" | "HEAD" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** Such as `/subscriptions/{subscription}/resourceGroups/{group}`; fixed segments match in any case. */
  readonly template: string;
  readonly access: Access;
  readonly handle: (call: Call, azure: Azure) => Reply;
  /** The options of a list that its handler reads itself: `$filter`, or `$skipToken` with `$top`. */
  readonly listOptions?: readonly ("$filter" | "$skipToken")[];
}

const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "Throttled",
};

/** The error by which the service refuses a call with Azure's own status, code and message. */
export function refusal(status: number, azureCode: string, message: string, facts: ErrorFacts = {}): BackupError {
  return new BackupError(REFUSALS[status] ?? "Refused", message, { ...facts, status, azureCode });
}

/** The value of a `{name}` of the template. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new BackupError("Bug", `The route of ${call.path} has no {${name}}.`);
  return value;
}

/** A body's properties, for routes whose body is all properties. */
export const propertiesOf = (call: Call): JsonObject => objectAt(call.body, "properties");
