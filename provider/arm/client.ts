/** The client of Azure Resource Manager: reads, paged lists, and writes that wait for their long-running operation. */
import { type Clock, systemClock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt } from "../core/json.js";
import { supportedVersions } from "./api-version.js";
import { bodyOf, type Send, type Settled, settle } from "./operation.js";
import { createReadBack, type ReadBack } from "./read-back.js";
import { encodedPath } from "./resource-id.js";
import { type ArmRequest, send } from "./send.js";
import type { Transport } from "./transport.js";

export type { Settled } from "./operation.js";

export interface Write {
  readonly method: "PUT" | "PATCH" | "POST" | "DELETE";
  /** The ARM id, or an action below it. */
  readonly path: string;
  readonly apiVersion: string;
  readonly body?: JsonObject;
}

export interface Polled {
  readonly body: JsonObject;
  /** The Retry-After of the response. */
  readonly retryAfterMs: number | undefined;
}

export interface ArmClient {
  /** The resource. Throws `NotFound` if it does not exist. */
  get(path: string, apiVersion: string): Promise<JsonObject>;
  /** The resource, or undefined if it does not exist. */
  find(path: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** A read of a resource that Azure changes in the background, with the time until the next read. */
  poll(path: string, apiVersion: string): Promise<Polled>;
  /** Every entry of a list, over all pages. */
  list(path: string, apiVersion: string, filter?: string): AsyncGenerator<JsonObject>;
  /** Sends a write and waits until its operation has ended. Throws if Azure refuses the request or the operation fails. */
  write(write: Write): Promise<Settled>;
}

/** The client of one ARM endpoint. Pauses between two reads of an operation use `clock`. */
export function createArmClient(transport: Transport, clock: Clock = systemClock): ArmClient {
  const sendRequest = (request: ArmRequest) => send(transport, request);
  const readBack = createReadBack(clock);
  const get = (path: string, apiVersion: string) =>
    readBack.read(path, () => sendRequest({ method: "GET", url: withVersion(path, apiVersion) }));
  return {
    get: async (path, apiVersion) => bodyOf(await get(path, apiVersion)),
    find: async (path, apiVersion) => {
      try {
        return bodyOf(await get(path, apiVersion));
      } catch (error) {
        // Azure also answers 404 for an unsupported api-version, whether or not the resource exists.
        if (isNotFound(error) && supportedVersions(error).length === 0) return undefined;
        throw error;
      }
    },
    poll: async (path, apiVersion) => {
      const reply = await get(path, apiVersion);
      return { body: bodyOf(reply), retryAfterMs: reply.retryAfterMs };
    },
    list: (path, apiVersion, filter) => pages(sendRequest, withVersion(path, apiVersion, filter)),
    write: ({ method, path, apiVersion, body }) => {
      const request = { method, url: withVersion(path, apiVersion), ...(body === undefined ? {} : { body }) };
      return withReadBack(readBack, { method, path }, () => settle(sendRequest, request, clock));
    },
  };
}

/** Runs a write and notifies `readBack` of the created or deleted resource. */
async function withReadBack(
  readBack: ReadBack,
  { method, path }: Pick<Write, "method" | "path">,
  write: () => Promise<Settled>,
): Promise<Settled> {
  if (method === "DELETE") readBack.removed(path);
  const settled = await write();
  if (method === "PUT") readBack.wrote(path);
  return settled;
}

function withVersion(path: string, apiVersion: string, filter?: string): string {
  const query = filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`;
  return `${encodedPath(path)}?api-version=${apiVersion}${query}`;
}

async function* pages(sendRequest: Send, first: string): AsyncGenerator<JsonObject> {
  for (let url: string | undefined = first; url !== undefined; ) {
    const { body } = await sendRequest({ method: "GET", url });
    for (const entry of listAt(body, "value")) if (isJsonObject(entry)) yield entry;
    url = textAt(body, "nextLink");
  }
}
