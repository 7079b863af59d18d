/** The HTTP pipeline under the ARM client, from Azure's core library: retries, request ids, tokens. */
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
  type PipelineRequest,
  RestError,
  redirectPolicy,
  setClientRequestIdPolicy,
} from "@azure/core-rest-pipeline";
import { reportAttempt, reportSending } from "../core/call.js";
import type { Fetch } from "./fetch.js";
import { retryPolicy } from "./retry-policy.js";

/** The credential for a real cloud, from `@azure/identity`. */
export type TokenCredential = NonNullable<Parameters<typeof bearerTokenAuthenticationPolicy>[0]["credential"]>;

export interface Transport {
  readonly pipeline: Pipeline;
  readonly client: HttpClient;
  /** `https://management.azure.com`, without a slash at the end. */
  readonly baseUrl: string;
  /** The timeout of one request over a network; 0 for none. */
  readonly responseTimeoutMs: number;
}

interface TransportOptions {
  readonly baseUrl: string;
  /** Handles requests in this process instead of the network. */
  readonly fetch?: Fetch;
  /** Signs every request. */
  readonly credential?: TokenCredential;
  /** The token scope. Default: `{baseUrl}/.default`. */
  readonly scope?: string;
  /** Default two minutes: Azure answers within one minute and runs longer work as an operation. */
  readonly responseTimeoutMs?: number;
}

const RESPONSE_TIMEOUT_MS = 120_000;

/** A transport to a cloud, to an emulator's URL, or to a `Fetch` in this process. */
export function createTransport(options: TransportOptions): Transport {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(setClientRequestIdPolicy());
  pipeline.addPolicy(retryPolicy(), { phase: "Retry" });
  pipeline.addPolicy(reportWrites(), { afterPhase: "Retry" });
  // Redirects are followed on the same host only; each request is signed again.
  pipeline.addPolicy(redirectPolicy({ maxRetries: 3 }), { afterPhase: "Retry" });
  if (options.credential !== undefined) {
    const scopes = options.scope ?? `${new URL(options.baseUrl).origin}/.default`;
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: options.credential, scopes }), { phase: "Sign" });
  }
  const client = options.fetch === undefined ? createDefaultHttpClient() : clientOver(options.fetch);
  const responseTimeoutMs = options.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS;
  return { pipeline, client, baseUrl: options.baseUrl.replace(/\/+$/, ""), responseTimeoutMs };
}

/** Reports each attempt of a write, before it is sent and when it has ended. A POST starts an action and creates no resource. */
const reportWrites = (): PipelinePolicy => ({
  name: "reportWrites",
  sendRequest: async (request, next) => {
    if (request.method === "GET" || request.method === "POST") return next(request);
    reportSending();
    try {
      const response = await next(request);
      reportAttempt(response.status);
      return response;
    } catch (error) {
      reportAttempt(undefined);
      throw error;
    }
  },
});

const clientOver = (fetch: Fetch): HttpClient => ({
  sendRequest: async (request) => {
    const body = typeof request.body === "string" ? request.body : null;
    const headers = request.headers.toJSON({ preserveCase: false });
    const fetchRequest = new Request(request.url, { method: request.method, headers, body });
    const response = await fetchOrRestError(fetch, withSignal(fetchRequest, request.abortSignal));
    const bodyAsText = response.body === null ? "" : await response.text();
    return {
      request,
      status: response.status,
      headers: createHttpHeaders(Object.fromEntries(response.headers)),
      bodyAsText,
    };
  },
});

/** A `Fetch` throws a `TypeError` for a broken connection; the pipeline's retry policy expects a `RestError`. */
async function fetchOrRestError(fetch: Fetch, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RestError(error.message, { code: "ECONNRESET" });
  }
}

/**
 * The request with the signal of its call. The constructor of `Request` would add a listener to the signal for each
 * request, which lives as long as the call and doubles the young generation of the heap for a fleet's creates.
 */
function withSignal(request: Request, signal: PipelineRequest["abortSignal"]): Request {
  if (signal === undefined) return request;
  return Object.defineProperty(request, "signal", { get: () => signal });
}
