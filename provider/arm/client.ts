/**
 * What the engine says to Azure Resource Manager. Every write waits for its long-running operation: Azure's three
 * protocols (Azure-AsyncOperation, Location, provisioningState in the body) are those of `@azure/core-lro`.
 */
import { createHttpPoller, type OperationResponse, type OperationState } from "@azure/core-lro";
import {
  createHttpHeaders,
  createPipelineRequest,
  isRestError,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, listAt, textAt } from "../core/json.js";
import { armError, operationError } from "./failures.js";
import type { Transport } from "./transport.js";

export interface Write {
  readonly method: "PUT" | "PATCH" | "POST" | "DELETE";
  /** The ARM id, or an action below it. */
  readonly path: string;
  readonly apiVersion: string;
  readonly body?: JsonObject;
}

/** How a write ended. */
export interface Settled {
  /** The resource as it stands after the write; empty for a delete and for most actions. */
  readonly resource: JsonObject;
  /** The last body of the long-running operation; empty where there was none. */
  readonly operation: JsonObject;
}

export interface Polled {
  readonly body: JsonObject;
  /** How long the service asks to wait before the next read. */
  readonly retryAfterMs: number | undefined;
}

export interface ArmClient {
  /** The resource. Throws `NotFound` where there is none. */
  get(path: string, apiVersion: string): Promise<JsonObject>;
  /** The resource, or undefined where there is none. */
  find(path: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** A read of something that changes by itself. */
  poll(path: string, apiVersion: string): Promise<Polled>;
  /** Every entry of a list, page after page. */
  list(path: string, apiVersion: string, filter?: string): AsyncGenerator<JsonObject>;
  /** A write, waited for to its end. Throws what Azure refused, at once or later. */
  write(write: Write): Promise<Settled>;
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Json | undefined;
}

interface Ask {
  readonly method: "GET" | Write["method"];
  /** An absolute URL, or a path below the base. */
  readonly url: string;
  readonly body?: JsonObject;
}

/** The client of one ARM endpoint. */
export function createArmClient(transport: Transport): ArmClient {
  const ask = (asked: Ask) => send(transport, asked);
  const get = async (path: string, apiVersion: string) => ask({ method: "GET", url: withVersion(path, apiVersion) });
  return {
    get: async (path, apiVersion) => bodyOf(await get(path, apiVersion)),
    find: async (path, apiVersion) => {
      try {
        return bodyOf(await get(path, apiVersion));
      } catch (error) {
        if (error instanceof BackupError && error.code === "NotFound") return undefined;
        throw error;
      }
    },
    poll: async (path, apiVersion) => {
      const reply = await get(path, apiVersion);
      const seconds = Number(reply.headers["retry-after"]);
      return { body: bodyOf(reply), retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined };
    },
    list: (path, apiVersion, filter) => pages(ask, withVersion(path, apiVersion, filter)),
    write: (write) => settle(ask, write),
  };
}

const bodyOf = (reply: Reply): JsonObject => (isJsonObject(reply.body) ? reply.body : {});

function withVersion(path: string, apiVersion: string, filter?: string): string {
  const query = filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`;
  return `${encodeURI(path)}?api-version=${apiVersion}${query}`;
}

async function* pages(ask: (asked: Ask) => Promise<Reply>, first: string): AsyncGenerator<JsonObject> {
  for (let url: string | undefined = first; url !== undefined; ) {
    const reply: Reply = await ask({ method: "GET", url });
    for (const entry of listAt(reply.body, "value")) if (isJsonObject(entry)) yield entry;
    url = textAt(reply.body, "nextLink");
  }
}

async function send(transport: Transport, asked: Ask): Promise<Reply> {
  const url = asked.url.startsWith("/") ? `${transport.baseUrl}${asked.url}` : asked.url;
  const sends = asked.body === undefined ? {} : { body: JSON.stringify(asked.body) };
  const headers = createHttpHeaders({ accept: "application/json" });
  if (asked.body !== undefined) headers.set("content-type", "application/json");
  const insecure = { allowInsecureConnection: url.startsWith("http://") };
  const request = createPipelineRequest({ url, method: asked.method, headers, ...sends, ...insecure });
  const response = await reach(transport, request);
  const body = parse(response);
  if (response.status < 400) return { status: response.status, headers: response.headers.toJSON(), body };
  throw armError(inWords(asked), response.status, body, response.headers.get("x-ms-request-id"));
}

const inWords = (asked: Ask): string => {
  const path = asked.url.replace(/^https?:\/\/[^/]+/, "").split("?")[0] ?? "";
  return `${asked.method} ${decodeURI(path)}`;
};

async function reach(
  transport: Transport,
  request: ReturnType<typeof createPipelineRequest>,
): Promise<PipelineResponse> {
  try {
    return await transport.pipeline.sendRequest(transport.client, request);
  } catch (error) {
    if (isCredentialError(error)) throw unauthorized(transport, error);
    if (!isRestError(error)) throw error;
    throw new BackupError(
      "Unreachable",
      `${transport.baseUrl} could not be reached: ${error.message}. Check the endpoint (azure-vm-backup:endpoint) and the network.`,
      { cause: error },
    );
  }
}

/** The errors of `@azure/identity`, by name: it is loaded for a real cloud only. */
const isCredentialError = (error: unknown): error is Error =>
  error instanceof Error && /^(CredentialUnavailable|Authentication|AggregateAuthentication)\w*Error$/.test(error.name);

const unauthorized = (transport: Transport, error: Error): BackupError =>
  new BackupError(
    "Unauthorized",
    `No credential for ${transport.baseUrl} was found or accepted: ${error.message.split("\n")[0]} Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.`,
    { cause: error },
  );

function parse(response: PipelineResponse): Json | undefined {
  const text = response.bodyAsText ?? "";
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new BackupError(
      "Unavailable",
      `${response.request.url} answered ${response.status} with text that is not JSON: "${text.slice(0, 80)}". Is azure-vm-backup:endpoint the address of an Azure Resource Manager?`,
    );
  }
}

async function settle(ask: (asked: Ask) => Promise<Reply>, write: Write): Promise<Settled> {
  const url = withVersion(write.path, write.apiVersion);
  const asked: Ask = { method: write.method, url, ...(write.body === undefined ? {} : { body: write.body }) };
  let operation: Reply | undefined;
  const poller = createHttpPoller<JsonObject, OperationState<JsonObject>>(
    {
      sendInitialRequest: async () => toOperation(write.method, url, await ask(asked)),
      sendPollRequest: async (location) => {
        const reply = await pollOnce(ask, write, location);
        if (isOperation(reply)) operation = reply;
        return toOperation("GET", location, reply);
      },
    },
    { processResult: async (result) => (isJsonObject(result) ? result : {}), resolveOnUnsuccessful: true },
  );
  const result = await poller.pollUntilDone();
  const body = operation === undefined ? {} : bodyOf(operation);
  if (poller.operationState?.status !== "succeeded") {
    throw operationError(inWords(asked), body, operation?.headers["x-ms-request-id"]);
  }
  return { resource: write.method === "DELETE" ? {} : result, operation: body };
}

/** A status body has `status` at its top and no resource id of a provider's type in it. */
const isOperation = (reply: Reply): boolean => textAt(reply.body, "status") !== undefined;

/** While a vault goes, the operation below it goes too: 404 then means that the delete is done. */
async function pollOnce(ask: (asked: Ask) => Promise<Reply>, write: Write, location: string): Promise<Reply> {
  try {
    return await ask({ method: "GET", url: location });
  } catch (error) {
    const gone = write.method === "DELETE" && error instanceof BackupError && error.code === "NotFound";
    if (!gone) throw error;
    return { status: 200, headers: {}, body: { status: "Succeeded" } };
  }
}

function toOperation(method: string, url: string, reply: Reply): OperationResponse<JsonObject> {
  const body = reply.body;
  const rawResponse = { statusCode: reply.status, headers: reply.headers, body, request: { method, url } };
  return { flatResponse: bodyOf(reply), rawResponse };
}
