/**
 * Requests the OIDC token of a CI pipeline from the pipeline's token service: a GET with a bearer token and the audience,
 * whose response is `{"value": "…"}`. Source: GitHub's OpenID Connect for Azure.
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
  /** The bearer token for this service; sent to no other host. */
  readonly token: string;
  readonly audience: string;
}

/** The token. Throws `Unauthorized` if the service does not return one; neither token is in the message. */
export async function requestIdentityToken(
  { url, token, audience }: IdentityTokenRequest,
  client: HttpClient = createDefaultHttpClient(),
): Promise<string> {
  const target = targetOf(url);
  target.searchParams.set("audience", audience);
  const headers = createHttpHeaders({ accept: "application/json", authorization: `Bearer ${token}` });
  const response = await client.sendRequest(
    createPipelineRequest({ url: target.href, method: "GET", headers, allowInsecureConnection: isLoopback(target) }),
  );
  const value = response.status === 200 ? textAt(parse(response.bodyAsText ?? ""), "value") : undefined;
  if (value !== undefined && value !== "") return value;
  throw new BackupError(
    "Unauthorized",
    `${target.origin} returned no OIDC token; it answered ${response.status}. Check that oidcRequestToken is still valid and that this job may request a token (in GitHub: permissions: id-token: write).`,
  );
}

/** The bearer token is sent over https only, except to loopback. */
function targetOf(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target !== undefined && (target.protocol === "https:" || (target.protocol === "http:" && isLoopback(target))))
    return target;
  throw new BackupError(
    "Unauthorized",
    "oidcRequestUrl is not an https URL, so oidcRequestToken was not sent. Set it to the https URL of the token service.",
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
