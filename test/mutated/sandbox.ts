/** An embedded Azure in a copy of the world, which counts what a request does. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../provider/core/log.js";
import type { Route } from "../../provider/service/azure/route.js";
import { createService } from "../../provider/service/index.js";
import { routes } from "../../provider/service/routes.js";
import type { DocumentWriter } from "../../provider/service/store/documents.js";
import { openStore, type Store } from "../../provider/service/store/store.js";
import { handClock } from "../support/service.js";
import type { Mutated } from "./mutations.js";
import type { World } from "./world.js";

/** What happened to one request. */
export interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly storeOperations: number;
  /** Writes of transactions that were not rolled back. */
  readonly stored: number;
  readonly cpuMs: number;
  /** The route whose handler ran; undefined if none did, or only that of arbitrary types. */
  readonly reached: Route | undefined;
  /** The log of an error that is no refusal. */
  readonly failure: string;
}

export interface Sandbox {
  send(sent: Mutated): Promise<Outcome>;
  close(): Promise<void>;
}

interface Counts {
  operations: number;
  stored: number;
  reached: Route | undefined;
  failure: string;
}

const WRITES: ReadonlySet<string> = new Set(["put", "remember", "remove", "removeTree", "setSetting"]);

/** The documents of a transaction, which count their calls. */
function countedDocuments<T extends object>(documents: T, counts: Counts, written: () => void): T {
  const counted = Object.entries(documents).map(([name, member]: [string, unknown]) => [
    name,
    (...args: unknown[]): unknown => {
      counts.operations += 1;
      if (WRITES.has(name)) written();
      return (member as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(counted) as T;
}

function countedStore(store: Store, counts: Counts): Store {
  return {
    ...store,
    read: (work) => store.read((documents) => work(countedDocuments(documents, counts, () => undefined))),
    write: (work) =>
      store.write((documents) => {
        let writes = 0;
        const count = () => {
          writes += 1;
        };
        const value = work(countedDocuments<DocumentWriter>(documents, counts, count));
        // A transaction that throws is rolled back and does not come here.
        counts.stored += writes;
        return value;
      }),
  };
}

let watching: Counts | undefined;

/** Has each route record that its handler runs. */
function watchHandlers(): void {
  for (const route of routes) {
    const { handle } = route;
    const watched: Route["handle"] = (call, azure) => {
      if (watching !== undefined) watching.reached ??= route;
      return handle(call, azure);
    };
    Object.assign(route, { handle: watched });
  }
}
watchHandlers();

const fresh = (): Counts => ({ operations: 0, stored: 0, reached: undefined, failure: "" });

/** Opens an embedded Azure in a copy of the world. */
export async function openSandbox({ files }: World): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), "azvb-mutated-"));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  const clock = handClock();
  const store = await openStore(join(folder, "azure.sqlite"), clock, "none");
  const counts = fresh();
  const log = createLog((line) => {
    counts.failure += line;
  }, "error");
  const { fetch } = createService({ store: countedStore(store, counts), clock, pace: { kind: "instant" }, log });
  return {
    send: async (sent) => {
      const request = requestOf(sent);
      Object.assign(counts, fresh());
      watching = counts;
      const before = process.cpuUsage();
      const response = await fetch(request);
      const text = await response.text();
      const { user, system } = process.cpuUsage(before);
      watching = undefined;
      const { operations: storeOperations, ...others } = counts;
      return { status: response.status, text, cpuMs: (user + system) / 1000, storeOperations, ...others };
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function requestOf({ method, path, query, headers, body }: Mutated): Request {
  const escaped = path.split("/").map((part) => (part.includes("%") ? part : encodeURIComponent(part.toWellFormed())));
  const url = `https://management.azure.com/${escaped.join("/").replace(/^\//, "")}?${new URLSearchParams(query)}`;
  const sends = body !== undefined && method !== "GET" && method !== "HEAD";
  return new Request(url, { method, headers, body: sends ? Uint8Array.from(body) : null });
}
