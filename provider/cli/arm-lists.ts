/** Reads Azure's lists through the embedded service's `Fetch`, in this process: no network, no retries. */
import { armError } from "../arm/failures.js";
import type { Fetch } from "../arm/fetch.js";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../core/json.js";
import type { EmbeddedAzure } from "../runtime/embedded.js";

const ORIGIN = "http://127.0.0.1";
/** Of Microsoft.RecoveryServices. */
const API_VERSION = "2025-02-01";

/** A Recovery Services vault, as far as a listing needs it. */
export interface VaultName {
  readonly id: string;
  readonly name: string;
}

/** The vaults of a home, in every subscription, in the order they were made. */
export async function vaultsOf(azure: EmbeddedAzure): Promise<VaultName[]> {
  const vaults = await azure.store.read((documents) => documents.list({ type: "Microsoft.RecoveryServices/vaults" }));
  return vaults.map(({ id, body }) => ({ id, name: textAt(body, "name") ?? "" }));
}

/** One resource. Throws what Azure refuses. */
export const readResource = (fetch: Fetch, id: string): Promise<JsonObject> =>
  read(fetch, `${ORIGIN}${encodeURI(id)}?api-version=${API_VERSION}`);

/** Every entry of a list, page after page. Throws what Azure refuses. */
export async function readList(fetch: Fetch, path: string): Promise<JsonObject[]> {
  const entries: JsonObject[] = [];
  let url: string | undefined = `${ORIGIN}${encodeURI(path)}?api-version=${API_VERSION}`;
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
  const path = decodeURI(new URL(url).pathname);
  throw armError(`GET ${path}`, response.status, body, response.headers.get("x-ms-request-id") ?? undefined);
}
