/**
 * The token by which a pipeline says who it is, asked of the pipeline's own service: a GET with a bearer token and the
 * audience, answered by `{"value": "…"}`. Source: GitHub's OpenID Connect for Azure.
 */
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
} from "@azure/core-rest-pipeline";
import { BackupError } from "../core/errors.js";
import { type Json, textAt } from "../core/json.js";

interface IdentityTokenRequest {
  readonly url: string;
  /** What the service knows the asker by; sent nowhere else. */
  readonly token: string;
  readonly audience: string;
}

/** The token. Throws `Unauthorized` where there is none to be had, without either token in the message. */
export async function requestIdentityToken(
  { url, token, audience }: IdentityTokenRequest,
  client: HttpClient = createDefaultHttpClient(),
): Promise<string> {
  const goal = goalOf(url);
  goal.searchParams.set("audience", audience);
  const headers = createHttpHeaders({ accept: "application/json", authorization: `Bearer ${token}` });
  const response = await client.sendRequest(
    createPipelineRequest({ url: goal.href, method: "GET", headers, allowInsecureConnection: isLoopback(goal) }),
  );
  const value = response.status === 200 ? textAt(parse(response.bodyAsText ?? ""), "value") : undefined;
  if (value !== undefined && value !== "") return value;
  throw new BackupError(
    "Unauthorized",
    `${goal.origin} gave no OIDC token: it answered ${response.status}. Is oidcRequestToken still valid, and may this job ask for one (in GitHub: permissions: id-token: write)?`,
  );
}

/** A token is not sent in the clear over a network. */
function goalOf(url: string): URL {
  const goal = URL.canParse(url) ? new URL(url) : undefined;
  if (goal !== undefined && (goal.protocol === "https:" || (goal.protocol === "http:" && isLoopback(goal))))
    return goal;
  throw new BackupError(
    "Unauthorized",
    "oidcRequestUrl is no https address: the token that goes with it is not sent there.",
  );
}

const isLoopback = ({ hostname }: URL): boolean => ["127.0.0.1", "localhost", "[::1]"].includes(hostname);

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
