/** The embedded Azure on a port of this process. Pulumi uses it by its URL, and tests change resources outside Pulumi. */
import { rmSync } from "node:fs";
import { type Json, type JsonObject, mergeJson } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { listen } from "../../provider/http/http.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { handClock, newHome } from "./service.js";

/** A received PUT. */
export interface Put {
  readonly path: string;
  readonly body: JsonObject;
}

export interface ServedAzure {
  /** The value for `azure-vm-backup:endpoint`. */
  readonly url: string;
  readonly home: string;
  /** The resource at a path, or undefined. Throws unless the status is 200 or 404. */
  find(path: string): Promise<JsonObject | undefined>;
  /** Sends a write and waits for its operation. Throws with the response if it fails. */
  write(method: "PUT" | "PATCH" | "POST" | "DELETE", path: string, body?: Json): Promise<void>;
  /** Puts the resource again with a changed part, for types without PATCH. */
  putMerged(path: string, part: JsonObject): Promise<void>;
  /** Replaces the fault plan; default: no faults. */
  injectFaults(plan?: Json): Promise<void>;
  /** The body of the last write to a path, from any client. */
  lastBody(path: string): JsonObject | undefined;
  /** All received PUTs, in order. */
  puts(): readonly Put[];
  close(): Promise<void>;
}

/** Opens the embedded Azure with a temporary home, which `close` removes. */
export async function serveAzure(): Promise<ServedAzure> {
  const home = newHome();
  const azure = await openEmbedded({ home, log: silentLog, clock: handClock(), durability: "none" });
  const bodies = new Map<string, JsonObject>();
  const puts: Put[] = [];
  const listener = await listen(async (request) => {
    if (request.method !== "GET") {
      const body = await recordBody(bodies, request.clone());
      if (request.method === "PUT" && body !== undefined) puts.push({ path: pathOf(request), body });
    }
    return azure.fetch(request);
  }, 0);
  const send = async (method: string, path: string, body?: Json): Promise<Response> => {
    const url = `${listener.url}${encodeURI(path)}${path.includes("?") ? "&" : "?"}api-version=2024-04-01`;
    const headers = { "content-type": "application/json" };
    return fetch(new Request(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) }));
  };
  const find: ServedAzure["find"] = async (path) => {
    const answer = await send("GET", path);
    if (answer.status === 404) return undefined;
    return (await succeeded(answer, `GET ${path}`).json()) as JsonObject;
  };
  const write: ServedAzure["write"] = async (method, path, body) => {
    const answer = await send(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    const operation = answer.headers.get("azure-asyncoperation") ?? answer.headers.get("location");
    if (operation !== null) succeeded(await fetch(operation), operation);
  };
  return {
    url: listener.url,
    home,
    find,
    write,
    putMerged: async (path, part) => write("PUT", path, mergeJson((await find(path)) ?? {}, part)),
    injectFaults: async (plan = []) => {
      succeeded(await send("PUT", "/_azvb/faults", plan), "the fault plan");
    },
    puts: () => [...puts],
    lastBody: (path) => bodies.get(path.toLowerCase()),
    close: async () => {
      await listener.close();
      azure.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const pathOf = (request: Request): string => decodeURI(new URL(request.url).pathname);

async function recordBody(bodies: Map<string, JsonObject>, request: Request): Promise<JsonObject | undefined> {
  const text = await request.text();
  if (text === "") return undefined;
  const body = JSON.parse(text) as JsonObject;
  bodies.set(pathOf(request).toLowerCase(), body);
  return body;
}

function succeeded(answer: Response, what: string): Response {
  if (answer.ok) return answer;
  throw new Error(`${what} was answered ${answer.status}`);
}
