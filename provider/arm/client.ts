/** What the engine says to Azure Resource Manager: reads, lists page by page, and writes that wait for their end. */

import { type Clock, systemClock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt } from "../core/json.js";
import { supportedVersions } from "./api-version.js";
import { bodyOf, type Send, type Settled, settle } from "./operation.js";
import { createReadBack, type ReadBack } from "./read-back.js";
import { encodedPath } from "./resource-id.js";
import { type Ask, send } from "./send.js";
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

/** The client of one ARM endpoint. What it waits between two reads of an operation passes on `clock`. */
export function createArmClient(transport: Transport, clock: Clock = systemClock): ArmClient {
  const ask = (asked: Ask) => send(transport, asked);
  const readBack = createReadBack(clock);
  const get = (path: string, apiVersion: string) =>
    readBack.read(path, () => ask({ method: "GET", url: withVersion(path, apiVersion) }));
  return {
    get: async (path, apiVersion) => bodyOf(await get(path, apiVersion)),
    find: async (path, apiVersion) => {
      try {
        return bodyOf(await get(path, apiVersion));
      } catch (error) {
        // A refused api-version may come as 404 too, and says nothing of the resource.
        if (isNotFound(error) && supportedVersions(error).length === 0) return undefined;
        throw error;
      }
    },
    poll: async (path, apiVersion) => {
      const reply = await get(path, apiVersion);
      return { body: bodyOf(reply), retryAfterMs: reply.retryAfterMs };
    },
    list: (path, apiVersion, filter) => pages(ask, withVersion(path, apiVersion, filter)),
    write: ({ method, path, apiVersion, body }) => {
      const asked = { method, url: withVersion(path, apiVersion), ...(body === undefined ? {} : { body }) };
      return remembered(readBack, { method, path }, () => settle(ask, asked, clock));
    },
  };
}

/** A write after which a resource is there, or gone, is told to who reads it back. */
async function remembered(
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

async function* pages(ask: Send, first: string): AsyncGenerator<JsonObject> {
  for (let url: string | undefined = first; url !== undefined; ) {
    const { body } = await ask({ method: "GET", url });
    for (const entry of listAt(body, "value")) if (isJsonObject(entry)) yield entry;
    url = textAt(body, "nextLink");
  }
}
