/** Reads resources and lists through the embedded service's `Fetch`, in this process: no network, no retries. */
import { armError } from "../arm/failures.js";
import type { Fetch } from "../arm/fetch.js";
import { encodedPath } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../core/json.js";

const ORIGIN = "http://127.0.0.1";
const API_VERSION = "2025-02-01";

const urlOf = (path: string, query: Readonly<Record<string, string>> = {}): string =>
  `${ORIGIN}${encodedPath(path)}?${new URLSearchParams({ "api-version": API_VERSION, ...query })}`;

/** One resource. Throws what Azure refuses. */
export const readResource = (fetch: Fetch, id: string): Promise<JsonObject> => read(fetch, urlOf(id));

/** Every entry of a list, page after page. Throws what Azure refuses. */
export async function readList(
  fetch: Fetch,
  path: string,
  query?: Readonly<Record<string, string>>,
): Promise<JsonObject[]> {
  const entries: JsonObject[] = [];
  let url: string | undefined = urlOf(path, query);
  while (url !== undefined) {
    const page = await read(fetch, url);
    entries.push(...listAt(page, "value").filter(isJsonObject));
    url = textAt(page, "nextLink");
  }
  return entries;
}

async function read(fetch: Fetch, url: string): Promise<JsonObject> {
  const response = await fetch(new Request(url));
  const body = (await response.json()) as Json;
  if (response.ok) return objectAt(body);
  throw failure(`GET ${decodeURIComponent(new URL(url).pathname)}`, response, body);
}

/** The error of a reply. A failure of the service itself has its cause in the log, which only --debug prints. */
function failure(call: string, { status, headers }: Response, body: Json): BackupError {
  if (status < 500) return armError(call, status, body, headers.get("x-ms-request-id") ?? undefined);
  const message = textAt(body, "error", "message") ?? `status ${status}`;
  return new BackupError("Unavailable", `${call} failed: ${message}`, {
    status,
    hint: "Run the command again with --debug to print the cause.",
  });
}

/** Calls a control route of the service, such as `/_azvb/clock`, and returns its reply. Throws what the service refuses, in its own words. */
export async function callControl(
  fetch: Fetch,
  method: "GET" | "POST",
  path: string,
  body?: JsonObject,
): Promise<JsonObject> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(new Request(`${ORIGIN}${path}`, init));
  const reply = (await response.json()) as Json;
  if (response.ok) return objectAt(reply);
  const message = textAt(reply, "error", "message");
  if (response.status === 400 && message !== undefined) throw new BackupError("InvalidInput", message);
  throw failure(`${method} ${path}`, response, reply);
}
