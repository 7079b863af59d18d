/** What Azure Resource Manager refuses, as our error: its inner code, message, details and request id all kept. */
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
 * The error that a reply of 400 and above means. `asked` is the call in words, such as `PUT /subscriptions/…`; `body` is
 * a text where the reply was no JSON, as the pages of proxies and gateways are.
 */
export function armError(
  asked: string,
  status: number,
  body: Json | undefined,
  requestId: string | undefined,
): BackupError {
  const error = errorIn(body);
  const message = textAt(error, "message") ?? withoutMessage(status, body);
  return new BackupError(codeOf(status), `${asked} was refused: ${message}`, {
    status,
    ...factsOf(error, requestId, status),
  });
}

const codeOf = (status: number): ErrorCode => CODE_OF_STATUS[status] ?? (status >= 500 ? "Unavailable" : "Refused");

/** The error of a long-running operation that was accepted and then failed. */
export function operationError(asked: string, operation: JsonObject, requestId?: string): BackupError {
  const error = errorIn(objectAt(operation, "error"));
  const message = textAt(error, "message") ?? `its operation ended as ${textAt(operation, "status") ?? "failed"}`;
  return new BackupError("JobFailed", `${asked} was accepted and then failed: ${message}`, factsOf(error, requestId));
}

function factsOf(error: JsonObject, requestId: string | undefined, status?: number) {
  const azureCode = textAt(error, "code");
  const hint = hintFor(azureCode, status);
  return {
    details: innerErrors(error),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Some services put code and message at the top, most into `error`, and some put the whole again into the message as text. */
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

/** Details and inner errors of any depth, outermost first, each once; one that only repeats what it stands in is none. */
function innerErrors(error: JsonObject): JsonObject[] {
  const found = new Map<string, JsonObject>();
  const said = (held: JsonObject): string => JSON.stringify([held["code"], held["message"]]);
  const visit = (held: JsonObject): void => {
    const inner = [objectAt(held, "innererror"), objectAt(held, "innerError"), ...listAt(held, "details")];
    for (const one of inner.filter(isJsonObject)) {
      if (Object.keys(one).length === 0) continue;
      const isNews = one["code"] !== undefined || one["message"] !== undefined;
      if (isNews && said(one) !== said(error) && !found.has(said(one))) found.set(said(one), withoutInner(one));
      visit(one);
    }
  };
  visit(error);
  return [...found.values()];
}

const withoutInner = ({ details: _, innererror: __, innerError: ___, ...rest }: JsonObject): JsonObject => rest;

function withoutMessage(status: number, body: Json | undefined): string {
  const page = typeof body === "string" ? body.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/gi, " ") : "";
  const words = page.replaceAll(/\s+/g, " ").trim().slice(0, 80);
  return words === ""
    ? `Azure answered ${status} without an explanation`
    : `Azure answered ${status} with a page that is no JSON: "${words}"`;
}
