/** Sends one request to Azure Resource Manager: only to its host, and only before the deadline. */
import {
  createHttpHeaders,
  createPipelineRequest,
  isRestError,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { currentDeadline, warn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import type { Json, JsonObject } from "../core/json.js";
import { armError } from "./failures.js";
import { parseBody, requestText } from "./request-text.js";
import { retryAfterMs } from "./retry-policy.js";
import type { Transport } from "./transport.js";
import { WARNING_HEADER, warningsIn } from "./warning-header.js";

export interface ArmRequest {
  readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** An absolute URL, or a path below the base. */
  readonly url: string;
  readonly body?: JsonObject;
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Json | undefined;
  /** The Retry-After of the response. */
  readonly retryAfterMs: number | undefined;
}

/** Sends a request. Throws Azure's refusal, `Unreachable`, `Unavailable`, `Unauthorized` without a credential, and `TimedOut` after the deadline. */
export async function send(transport: Transport, request: ArmRequest): Promise<Reply> {
  if (currentDeadline()?.signal.aborted) throw timedOut(request, "before the request was sent");
  const response = await sendOver(transport, pipelineRequest(transport, request), request);
  for (const text of warningsIn(response.headers.get(WARNING_HEADER))) warn(text);
  const requestId = response.headers.get("x-ms-request-id") ?? response.headers.get("x-ms-correlation-request-id");
  const body = parseBody(response.bodyAsText ?? "");
  if (response.status >= 400) throw armError(requestText(request), response.status, body, requestId);
  if (response.status >= 300) throw redirected(request, response);
  if (typeof body === "string") throw notJson(response, body);
  return {
    status: response.status,
    headers: response.headers.toJSON(),
    body,
    retryAfterMs: retryAfterMs({ headers: response.headers }),
  };
}

function pipelineRequest(transport: Transport, request: ArmRequest): PipelineRequest {
  const url = request.url.startsWith("/") ? `${transport.baseUrl}${request.url}` : request.url;
  if (!isOnHost(transport.baseUrl, url)) throw offHost(transport, url);
  const headers = createHttpHeaders({ accept: "application/json" });
  if (request.body !== undefined) headers.set("content-type", "application/json");
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  const signal = currentDeadline()?.signal;
  return createPipelineRequest({
    url,
    method: request.method,
    headers,
    ...body,
    ...(signal === undefined ? {} : { abortSignal: signal }),
    timeout: transport.responseTimeoutMs,
    allowInsecureConnection: url.startsWith("http://"),
  });
}

/** Whether the URL is on the endpoint's host or a regional host below it. Any other host must not receive the token. */
function isOnHost(base: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const [endpoint, target] = [new URL(base), new URL(url)];
  if (target.protocol !== endpoint.protocol) return false;
  return target.host === endpoint.host || target.host.endsWith(`.${endpoint.host}`);
}

const offHost = (transport: Transport, url: string): BackupError =>
  new BackupError(
    "Refused",
    `A response of ${transport.baseUrl} refers to ${URL.canParse(url) ? new URL(url).origin : "an invalid URL"}. Requests are sent only to the host of the endpoint. Check azure-vm-backup:endpoint, and whether a proxy changes the responses.`,
  );

function redirected(request: ArmRequest, response: PipelineResponse): BackupError {
  const location = response.headers.get("location") ?? "an unknown address";
  const where = URL.canParse(location, response.request.url)
    ? new URL(location, response.request.url).origin
    : location;
  return new BackupError(
    "Refused",
    `${requestText(request)} was redirected (${response.status}) to ${where}. Redirects to another host are not followed. Check that azure-vm-backup:endpoint is the URL of an Azure Resource Manager.`,
  );
}

async function sendOver(
  transport: Transport,
  request: PipelineRequest,
  armRequest: ArmRequest,
): Promise<PipelineResponse> {
  try {
    return await transport.pipeline.sendRequest(transport.client, request);
  } catch (error) {
    if (request.abortSignal?.aborted) throw timedOut(armRequest, "while waiting for the response");
    if (isCredentialError(error)) throw unauthorized(transport, error);
    if (isRestError(error)) throw unreachable(transport, error.message, error);
    if (!isAbort(error)) throw error;
    throw unreachable(transport, `no response within ${transport.responseTimeoutMs / 1000} seconds`, error);
  }
}

const unreachable = (transport: Transport, reason: string, cause: unknown): BackupError =>
  new BackupError(
    "Unreachable",
    `Cannot reach ${transport.baseUrl}: ${reason}. Check the endpoint (azure-vm-backup:endpoint) and the network.`,
    { cause },
  );

const timedOut = (request: ArmRequest, when: string): BackupError =>
  new BackupError("TimedOut", `${requestText(request)} timed out ${when}.`);

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** The errors of `@azure/identity`, by name, since it is loaded only for a real cloud. */
const isCredentialError = (error: unknown): error is Error =>
  error instanceof Error && /^(CredentialUnavailable|Authentication|AggregateAuthentication)\w*Error$/.test(error.name);

const unauthorized = (transport: Transport, error: Error): BackupError =>
  new BackupError(
    "Unauthorized",
    `No credential for ${transport.baseUrl} was found or accepted: ${error.message.split("\n")[0]} Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.`,
    { cause: error },
  );

const notJson = (response: PipelineResponse, text: string): BackupError =>
  new BackupError(
    "Unavailable",
    `${response.request.url} answered ${response.status} with text that is not JSON: "${text.slice(0, 80)}". Check that azure-vm-backup:endpoint is the URL of an Azure Resource Manager.`,
  );
