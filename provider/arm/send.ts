/** One call to Azure Resource Manager and its reply: never off its host, never when nobody waits any more. */
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
import { inWords, parseBody } from "./asked.js";
import { armError } from "./failures.js";
import { retryAfterMs } from "./retry-policy.js";
import type { Transport } from "./transport.js";
import { WARNING_HEADER, warningsIn } from "./warning-header.js";

export interface Ask {
  readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** An absolute URL, or a path below the base. */
  readonly url: string;
  readonly body?: JsonObject;
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Json | undefined;
  /** How long Azure asks to wait before the next call. */
  readonly retryAfterMs: number | undefined;
}

/** Makes a call. Throws what Azure refuses, `Unreachable` and `Unavailable`, `Unauthorized` without a credential, `TimedOut` past the deadline. */
export async function send(transport: Transport, asked: Ask): Promise<Reply> {
  if (currentDeadline()?.signal.aborted) throw timedOut(asked, "before the request was sent");
  const response = await reach(transport, requestOf(transport, asked), asked);
  for (const text of warningsIn(response.headers.get(WARNING_HEADER))) warn(text);
  const requestId = response.headers.get("x-ms-request-id") ?? response.headers.get("x-ms-correlation-request-id");
  const body = parseBody(response.bodyAsText ?? "");
  if (response.status >= 400) throw armError(inWords(asked), response.status, body, requestId);
  if (response.status >= 300) throw redirected(asked, response);
  if (typeof body === "string") throw notJson(response, body);
  return {
    status: response.status,
    headers: response.headers.toJSON(),
    body,
    retryAfterMs: retryAfterMs({ headers: response.headers }),
  };
}

function requestOf(transport: Transport, asked: Ask): PipelineRequest {
  const url = asked.url.startsWith("/") ? `${transport.baseUrl}${asked.url}` : asked.url;
  if (!isOnHost(transport.baseUrl, url)) throw offHost(transport, url);
  const headers = createHttpHeaders({ accept: "application/json" });
  if (asked.body !== undefined) headers.set("content-type", "application/json");
  const sends = asked.body === undefined ? {} : { body: JSON.stringify(asked.body) };
  const signal = currentDeadline()?.signal;
  return createPipelineRequest({
    url,
    method: asked.method,
    headers,
    ...sends,
    ...(signal === undefined ? {} : { abortSignal: signal }),
    timeout: transport.longestAnswerMs,
    allowInsecureConnection: url.startsWith("http://"),
  });
}

/** The host of the endpoint, or one of its regions below it: whoever else is named would be handed the token. */
function isOnHost(base: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const [home, goal] = [new URL(base), new URL(url)];
  if (goal.protocol !== home.protocol) return false;
  return goal.host === home.host || goal.host.endsWith(`.${home.host}`);
}

const offHost = (transport: Transport, url: string): BackupError =>
  new BackupError(
    "Refused",
    `${transport.baseUrl} pointed to ${URL.canParse(url) ? new URL(url).origin : "what is no URL"}: it is not followed off its host. Is azure-vm-backup:endpoint right, or does a proxy change the answers?`,
  );

function redirected(asked: Ask, response: PipelineResponse): BackupError {
  const goal = response.headers.get("location") ?? "nowhere";
  const where = URL.canParse(goal, response.request.url) ? new URL(goal, response.request.url).origin : goal;
  return new BackupError(
    "Refused",
    `${inWords(asked)} was redirected (${response.status}) to ${where}: redirections are not followed off the host. Is azure-vm-backup:endpoint the address of an Azure Resource Manager?`,
  );
}

async function reach(transport: Transport, request: PipelineRequest, asked: Ask): Promise<PipelineResponse> {
  try {
    return await transport.pipeline.sendRequest(transport.client, request);
  } catch (error) {
    if (request.abortSignal?.aborted) throw timedOut(asked, "while waiting for the answer");
    if (isCredentialError(error)) throw unauthorized(transport, error);
    if (isRestError(error)) throw unreachable(transport, error.message, error);
    if (!isAbort(error)) throw error;
    throw unreachable(transport, `no answer for ${transport.longestAnswerMs / 1000} seconds`, error);
  }
}

const unreachable = (transport: Transport, reason: string, cause: unknown): BackupError =>
  new BackupError(
    "Unreachable",
    `${transport.baseUrl} could not be reached: ${reason}. Check the endpoint (azure-vm-backup:endpoint) and the network.`,
    { cause },
  );

const timedOut = (asked: Ask, when: string): BackupError =>
  new BackupError("TimedOut", `${inWords(asked)} timed out ${when}.`);

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** The errors of `@azure/identity`, by name: it is loaded for a real cloud only. */
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
    `${response.request.url} answered ${response.status} with text that is not JSON: "${text.slice(0, 80)}". Is azure-vm-backup:endpoint the address of an Azure Resource Manager?`,
  );
