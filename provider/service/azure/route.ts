/**
 * A route of the embedded Azure: a method, a path template and a function from a call to a reply. The function runs
 * inside one transaction of the store and never awaits, so that what it decides and what it writes are one.
 */

import { BackupError, type ErrorCode, type ErrorFacts } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { objectAt } from "../../core/json.js";
import type { JobError } from "../../rules/items/errors.js";
import type { JobOperation } from "../../rules/items/jobs.js";
import type { DocumentWriter } from "../store/documents.js";

/** A request, read at the border. */
export interface Call {
  readonly method: string;
  /** The path as it was sent, decoded, without doubled slashes. */
  readonly path: string;
  /** The values of the template's `{names}`, decoded, in the case they were sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly headers: Headers;
  /** `https://host:port` that the client used: what goes into Location and Azure-AsyncOperation. */
  readonly origin: string;
  readonly apiVersion: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How fast long-running work goes: at once, one stage at every n-th read of it, or as long as it takes in Azure. */
export type Pace =
  | { readonly kind: "instant" }
  | { readonly kind: "polls"; readonly reads: number }
  | { readonly kind: "real" };

/** What a route works with: the transaction, the clock's reading at its start, and the means to make names. */
export interface Azure {
  readonly documents: DocumentWriter;
  readonly now: Date;
  readonly pace: Pace;
  readonly newGuid: () => string;
  /** Where the fault plan fails a job that a call of this path begins; undefined where it does not. Counts the job. */
  readonly plannedFailure: (path: string, job: BeginningJob) => PlannedFailure | undefined;
  /** Asks the service itself, in the transaction and at the instant of `azure`. Throws what the route refuses with. */
  readonly ask: (azure: Azure, request: InnerRequest) => Reply;
}

/** A job that begins. */
export interface BeginningJob {
  readonly operation: JobOperation;
  /** The names of its tasks, each of which is a stage of its work. */
  readonly tasks: readonly string[];
}

/** The stage at which a job is to fail. Whoever moves the job on fails it there: it is kept with the job. */
export interface PlannedFailure {
  readonly stage: number;
  readonly error: JobError;
}

/** What the service asks of itself, as a client would over the wire. */
export interface InnerRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: URLSearchParams;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `read` writes nothing; `poll` may move long-running work on, so it writes unless work is instant. */
export type Access = "read" | "write" | "poll";

export interface Route {
  readonly method: "GET" | "HEAD" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** Such as `/subscriptions/{subscription}/resourceGroups/{group}`; fixed segments match in any case. */
  readonly template: string;
  readonly access: Access;
  readonly handle: (call: Call, azure: Azure) => Reply;
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
