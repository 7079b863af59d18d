/** Converts errors of Azure Resource Manager to `BackupError`, with Azure's code, message, details and request id. */
import { BackupError, type ErrorCode } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../core/json.js";
import { hintFor } from "./hints.js";

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "Throttled",
};

/**
 * The error for a response with status 400 or above. `request` is its text, such as `PUT /subscriptions/…`; `body` is a
 * string if the response is not JSON, such as an HTML page of a proxy or gateway.
 */
export function armError(
  request: string,
  status: number,
  body: Json | undefined,
  requestId: string | undefined,
): BackupError {
  const error = errorIn(body);
  const message = textAt(error, "message") ?? withoutMessage(status, body);
  return new BackupError(codeOf(status), `${request} was refused: ${message}`, {
    status,
    ...factsOf(request, error, requestId, status),
  });
}

const codeOf = (status: number): ErrorCode => CODE_OF_STATUS[status] ?? (status >= 500 ? "Unavailable" : "Refused");

/** The error of a long-running operation that was accepted and then failed. */
export function operationError(request: string, operation: JsonObject, requestId?: string): BackupError {
  const error = errorIn(objectAt(operation, "error"));
  const message = textAt(error, "message") ?? `its operation ended as ${textAt(operation, "status") ?? "failed"}`;
  return new BackupError(
    "JobFailed",
    `${request} was accepted and then failed: ${message}`,
    factsOf(request, error, requestId),
  );
}

function factsOf(request: string, error: JsonObject, requestId: string | undefined, status?: number) {
  const azureCode = textAt(error, "code");
  const hint = hintFor(request, azureCode, status);
  return {
    details: innerErrors(error),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Code and message are in `error`, in some services at the top level, and in some as JSON text in the message. */
function errorIn(body: Json | undefined): JsonObject {
  const nested = objectAt(body, "error");
  const error = Object.keys(nested).length > 0 ? nested : objectAt(body);
  const quoted = jsonIn(textAt(error, "message"));
  if (textAt(quoted, "error", "message") === undefined && textAt(quoted, "message") === undefined) return error;
  const inner = errorIn(quoted);
  return { ...error, ...inner, code: textAt(inner, "code") ?? textAt(error, "code") };
}

function jsonIn(text: string | undefined): JsonObject {
  if (text === undefined || !text.trimStart().startsWith("{")) return {};
  try {
    return objectAt(JSON.parse(text) as Json);
  } catch {
    return {};
  }
}

/** Details and inner errors of any depth, outermost first, without repetitions of each other or of `error`. */
function innerErrors(error: JsonObject): JsonObject[] {
  const byText = new Map<string, JsonObject>();
  const textOf = ({ code, message }: JsonObject): string => JSON.stringify([code, message]);
  const visit = (outer: JsonObject): void => {
    const inner = [objectAt(outer, "innererror"), objectAt(outer, "innerError"), ...listAt(outer, "details")];
    for (const one of inner.filter(isJsonObject)) {
      // `objectAt` returns an empty object for a missing member.
      if (Object.keys(one).length === 0) continue;
      const text = textOf(one);
      const hasText = one["code"] !== undefined || one["message"] !== undefined;
      if (hasText && text !== textOf(error) && !byText.has(text)) byText.set(text, withoutInner(one));
      visit(one);
    }
  };
  visit(error);
  return [...byText.values()];
}

const withoutInner = ({ details: _, innererror: __, innerError: ___, ...rest }: JsonObject): JsonObject => rest;

function withoutMessage(status: number, body: Json | undefined): string {
  const page = typeof body === "string" ? body.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/gi, " ") : "";
  const words = page.replaceAll(/\s+/g, " ").trim().slice(0, 80);
  return words === ""
    ? `Azure answered ${status} without an explanation`
    : `Azure answered ${status} with a page that is not JSON: "${words}"`;
}
