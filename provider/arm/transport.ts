/** The HTTP pipeline under the ARM client, from Azure's own core library: what may be repeated, request ids, tokens. */
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

/** The credential that a real cloud needs; `@azure/identity` makes one. */
export type TokenCredential = NonNullable<Parameters<typeof bearerTokenAuthenticationPolicy>[0]["credential"]>;

export interface Transport {
  readonly pipeline: Pipeline;
  readonly client: HttpClient;
  /** `https://management.azure.com`, without a slash at the end. */
  readonly baseUrl: string;
  /** How long one answer over a network is waited for; 0 for as long as it takes. */
  readonly longestAnswerMs: number;
}

interface TransportOptions {
  readonly baseUrl: string;
  /** Answers in place of the network. */
  readonly fetch?: Fetch;
  /** Signs every call. */
  readonly credential?: TokenCredential;
  /** What the credential is asked for; without it, the base's own. */
  readonly scope?: string;
  /** Two minutes where it is left out: Azure makes an operation of what takes it longer than one. */
  readonly longestAnswerMs?: number;
}

const LONGEST_ANSWER_MS = 120_000;

/** A transport to a cloud, to an emulator's URL, or to a `Fetch` in this process; nobody above knows which. */
export function createTransport(options: TransportOptions): Transport {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(setClientRequestIdPolicy());
  pipeline.addPolicy(retryPolicy(), { phase: "Retry" });
  pipeline.addPolicy(reportWrites(), { afterPhase: "Retry" });
  // A redirection is followed on the same host only, before the call is signed anew.
  pipeline.addPolicy(redirectPolicy({ maxRetries: 3 }), { afterPhase: "Retry" });
  if (options.credential !== undefined) {
    const scopes = options.scope ?? `${new URL(options.baseUrl).origin}/.default`;
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: options.credential, scopes }), { phase: "Sign" });
  }
  const client = options.fetch === undefined ? createDefaultHttpClient() : clientOver(options.fetch);
  const longestAnswerMs = options.longestAnswerMs ?? LONGEST_ANSWER_MS;
  return { pipeline, client, baseUrl: options.baseUrl.replace(/\/+$/, ""), longestAnswerMs };
}

/** Reports that a write is sent and how each attempt ended, those that are repeated too. A POST starts something and makes no resource. */
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
    const asked = new Request(request.url, { method: request.method, headers, body });
    const response = await answered(fetch, withSignal(asked, request.abortSignal));
    const bodyAsText = response.body === null ? "" : await response.text();
    return {
      request,
      status: response.status,
      headers: createHttpHeaders(Object.fromEntries(response.headers)),
      bodyAsText,
    };
  },
});

/** A connection that breaks is told as a `TypeError` by a `Fetch`, and as a `RestError` to the pipeline, which knows how to repeat. */
async function answered(fetch: Fetch, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RestError(error.message, { code: "ECONNRESET" });
  }
}

/**
 * The request with the signal of its call. A signal that is given to the constructor of `Request` gets a listener for each
 * request, which lives as long as the call: a fleet's creates double the young generation of the heap by that.
 */
function withSignal(request: Request, given: PipelineRequest["abortSignal"]): Request {
  if (given === undefined) return request;
  return Object.defineProperty(request, "signal", { get: () => given });
}
