/**
 * Every failure is a `BackupError` with a code of this table. A message describes the request, the problem and the fix.
 * Entry points translate an error once: the embedded service into ARM's envelope, the dynamic provider into Pulumi's
 * form, the command line into an exit code.
 */
import type { JsonObject } from "./json.js";

interface ErrorTraits {
  /** The HTTP status of the embedded service's response. */
  readonly status: number;
  /** Whether the same call may succeed later without a change by the user. */
  readonly retryable: boolean;
}

export const ERROR_CODES = {
  InvalidInput: { status: 400, retryable: false },
  Unauthorized: { status: 401, retryable: false },
  Forbidden: { status: 403, retryable: false },
  NotFound: { status: 404, retryable: false },
  Conflict: { status: 409, retryable: false },
  AlreadyExists: { status: 409, retryable: false },
  PreconditionFailed: { status: 412, retryable: false },
  Refused: { status: 400, retryable: false },
  Throttled: { status: 429, retryable: true },
  Unavailable: { status: 503, retryable: true },
  Unreachable: { status: 503, retryable: false },
  JobFailed: { status: 409, retryable: false },
  TimedOut: { status: 504, retryable: false },
  HomeUnusable: { status: 500, retryable: false },
  StoreUnusable: { status: 500, retryable: false },
  UnsupportedNode: { status: 500, retryable: false },
  Bug: { status: 500, retryable: false },
} as const satisfies Record<string, ErrorTraits>;

/** A code of `BackupError`: a key of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorFacts {
  /** The HTTP status, if it differs from the default of the code. */
  readonly status?: number;
  /** Azure's own error code, e.g. `BMSUserErrorPolicyObjectInUse`. */
  readonly azureCode?: string;
  /** The parameter to which Azure's error refers. */
  readonly target?: string;
  /** Azure's inner details, as sent. */
  readonly details?: readonly JsonObject[];
  /** Azure's `x-ms-request-id`, which Azure support asks for. */
  readonly requestId?: string;
  /** The fix, if the message does not contain it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The only error class. `azureCode`, `details` and `requestId` come from Azure's response. */
export class BackupError extends Error {
  override readonly name = "BackupError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly azureCode: string | undefined;
  readonly target: string | undefined;
  readonly details: readonly JsonObject[];
  readonly requestId: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.status = facts.status ?? ERROR_CODES[code].status;
    this.azureCode = facts.azureCode;
    this.target = facts.target;
    this.details = facts.details ?? [];
    this.requestId = facts.requestId;
    this.hint = facts.hint;
  }
}

/** Whether an error means that the requested resource does not exist. */
export const isNotFound = (error: unknown): error is BackupError =>
  error instanceof BackupError && error.code === "NotFound";

/** The text for a user: the message, then Azure's inner details, the hint, Azure's code and the request id. Never a stack trace. */
export function readableMessage(error: unknown): string {
  if (!(error instanceof BackupError)) return error instanceof Error ? error.message : String(error);
  const lines = [error.message];
  for (const detail of error.details) {
    const text = [detail["code"], detail["message"]].filter((part) => typeof part === "string").join(": ");
    if (text !== "") lines.push(`  ${text}`);
  }
  const facts = [
    error.azureCode === undefined ? undefined : `Azure's code: ${error.azureCode}`,
    error.requestId === undefined ? undefined : `request id: ${error.requestId}`,
  ].filter((fact) => fact !== undefined);
  if (error.hint !== undefined) lines.push(error.hint);
  if (facts.length > 0) lines.push(`(${facts.join(", ")})`);
  return lines.join("\n");
}
