/** What Azure Resource Manager refuses, as our error: its inner code, message, details and request id all kept. */
import { BackupError, type ErrorCode } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../core/json.js";

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "Throttled",
};

/** The error that a reply of 400 and above means. `asked` is the call in words, such as `PUT /subscriptions/…`. */
export function armError(
  asked: string,
  status: number,
  body: Json | undefined,
  requestId: string | undefined,
): BackupError {
  const error = innermost(objectAt(body, "error"), body);
  const azureCode = textAt(error, "code");
  const message = textAt(error, "message") ?? `Azure answered ${status} without an explanation`;
  return new BackupError(codeOf(status), `${asked} was refused: ${message}`, {
    status,
    details: listAt(error, "details").filter(isJsonObject),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

const codeOf = (status: number): ErrorCode => CODE_OF_STATUS[status] ?? (status >= 500 ? "Unavailable" : "Refused");

/** Some services put code and message at the top, most into `error`. */
const innermost = (error: JsonObject, body: Json | undefined): JsonObject =>
  Object.keys(error).length > 0 ? error : objectAt(body);

/** The error of a long-running operation that was accepted and then failed. */
export function operationError(asked: string, operation: JsonObject, requestId?: string): BackupError {
  const error = objectAt(operation, "error");
  const azureCode = textAt(error, "code");
  const message = textAt(error, "message") ?? `its operation ended as ${textAt(operation, "status") ?? "failed"}`;
  return new BackupError("JobFailed", `${asked} was accepted and then failed: ${message}`, {
    details: listAt(error, "details").filter(isJsonObject),
    ...(azureCode === undefined ? {} : { azureCode }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}
