/** Errors as messages for people. */
import { BackupError, readableMessage } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import { printable } from "./text.js";

/** The message of an error. What a store or a server wrote into it can neither control the terminal nor add lines. */
export const messageOf = (error: unknown): string =>
  error instanceof BackupError ? readableMessage(escapedError(error)) : printable(readableMessage(error));

function escapedError(error: BackupError): BackupError {
  const { code, message, status, azureCode, requestId, hint, details } = error;
  return new BackupError(code, printable(message), {
    status,
    details: details.map(escapedDetail),
    ...(azureCode === undefined ? {} : { azureCode: printable(azureCode) }),
    ...(requestId === undefined ? {} : { requestId: printable(requestId) }),
    ...(hint === undefined ? {} : { hint }),
  });
}

const escapedDetail = (detail: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [key, typeof value === "string" ? printable(value) : value]),
  );
