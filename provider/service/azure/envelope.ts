/** Replies as HTTP: Azure's headers on every one, Azure's error envelope on a refusal. */
import { BackupError, ERROR_CODES } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import type { Reply } from "./route.js";
import { codeWitness, FIDELITY_HEADER } from "./witness.js";

const NO_CONTENT = new Set([204, 205, 304]);

/** The response for a reply; without a witness it is a choice of this project. `requestId` is the id that Azure's support asks for. */
export function response(reply: Reply, request: Request, requestId: string): Response {
  const headers = commonHeaders(request, requestId);
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value);
  const body = reply.list ?? reply.body;
  if (body === undefined || NO_CONTENT.has(reply.status)) return new Response(null, { status: reply.status, headers });
  headers.set("content-type", "application/json; charset=utf-8");
  return new Response(JSON.stringify(body), { status: reply.status, headers });
}

/** The response for an error: the status and code that Azure would send, without a stack or a path of this computer. */
export function errorResponse(error: unknown, request: Request, requestId: string): Response {
  const known = error instanceof BackupError;
  const status = known ? error.status : ERROR_CODES.Bug.status;
  const code = known ? (error.azureCode ?? error.code) : "InternalServerError";
  const message = known ? error.message : "Encountered internal server error.";
  const details = known && error.details.length > 0 ? { details: error.details } : {};
  const target = known && error.target !== undefined ? { target: error.target } : {};
  const body = { error: { code, message, ...target, ...details, ...innerOf(error) } };
  return response({ status, body, headers: { [FIDELITY_HEADER]: codeWitness(code) } }, request, requestId);
}

/** Refusals of Azure Backup itself have these keys, which are empty in all recordings. */
function innerOf(error: unknown): JsonObject {
  const code = error instanceof BackupError ? error.azureCode : undefined;
  const backupMade = code !== undefined && /^(BMS|UserError|Cloud|ServiceResource)/.test(code);
  return backupMade ? { target: null, details: null, innerError: null } : {};
}

function commonHeaders(request: Request, requestId: string): Headers {
  const clientRequestId = request.headers.get("x-ms-client-request-id");
  const headers = new Headers({
    "x-ms-request-id": requestId,
    "x-ms-correlation-request-id": request.headers.get("x-ms-correlation-request-id") ?? requestId,
    "cache-control": "no-cache",
    [FIDELITY_HEADER]: "ours",
  });
  if (clientRequestId !== null) headers.set("x-ms-client-request-id", clientRequestId);
  return headers;
}
