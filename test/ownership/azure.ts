/**
 * The embedded Azure of a table, on a port of this process: at pace `polls:2`, with slow reads, and with fault plans that
 * change between runs. A crash in a plan kills the provider that is named as the victim, not this process.
 *
 * The embedded Azure inside a provider always has the pace `instant`, so the provider uses this one by its URL.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { systemClock } from "../../provider/core/clock.js";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { listen } from "../../provider/http/http.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import {
  activePlan,
  type FaultEffects,
  parseFaults,
  processEffects,
  withFaults,
} from "../../provider/service/faults/index.js";
import { createService } from "../../provider/service/index.js";

/** A request of a provider. */
export interface AzureRequest {
  readonly method: string;
  readonly path: string;
  /** The address that received it. */
  readonly at: "url" | "otherUrl";
}

/** Two creates of one id that must overlap. */
export interface Meeting {
  /** Records that a create was sent. */
  arrive(): void;
  /** Whether the first read was answered after both creates were sent. */
  isMet(): boolean;
}

export interface Azure {
  readonly url: string;
  /** Another address of the same Azure, to distinguish two providers. */
  readonly otherUrl: string;
  /** The home of the table's providers, and a new one without records. */
  readonly home: string;
  readonly freshHome: string;
  /** All requests of providers, in order. */
  readonly requests: readonly AzureRequest[];
  /** Applies a fault plan from now on, in addition to the slow reads. Its crashes kill `victim`. */
  injectFaults(plan: Json, victim?: { kill(): void }): void;
  /** Runs `act` before the response to a provider's next write to the path. */
  beforeWrite(path: string, act: () => Promise<void>): void;
  /** Delays the reads of a path until two creates of it were sent, so they overlap. */
  meetAt(path: string): Meeting;
  /** Sends a write of another owner: at pace `instant`, without faults. Throws if Azure refuses it. */
  write(method: "PUT" | "PATCH" | "DELETE", path: string, body?: Json): Promise<void>;
  find(path: string): Promise<JsonObject | undefined>;
  close(): Promise<void>;
}

/** Delays reads, because real Azure is not instant. Polls of operations are not delayed, because there are many. */
const slowReads = (delayMs: number): JsonObject => ({
  slow: { delayMs },
  method: "GET",
  path: "^(?!.*operation)",
  times: 1_000_000,
});

const newHome = (): string => mkdtempSync(join(tmpdir(), "azvb-ownership-"));

/** Opens the embedded Azure with homes of its own. */
export async function openAzure(delayMs = 5): Promise<Azure> {
  const [home, freshHome, store] = [newHome(), newHome(), newHome()];
  const azure = await openEmbedded({
    home: store,
    log: silentLog,
    pace: { kind: "polls", reads: 2 },
    durability: "none",
  });
  const atOnce = createService({
    store: azure.store,
    clock: systemClock,
    pace: { kind: "instant" },
    log: silentLog,
  }).fetch;
  const requests: AzureRequest[] = [];
  const hooks = new Map<string, () => Promise<void>>();
  const meetings = new Map<string, WaitingMeeting>();
  const slow = parseFaults(JSON.stringify(slowReads(delayMs)));
  let victim: { kill(): void } | undefined;
  let plan = activePlan(slow);
  const effects: FaultEffects = { ...processEffects, end: () => end(victim) };
  const fetchWithFaults = withFaults(azure.fetch, () => plan, effects);
  const answer = async (request: Request, at: AzureRequest["at"]): Promise<Response> => {
    const path = decodeURI(new URL(request.url).pathname);
    requests.push({ method: request.method, path, at });
    if (request.method === "GET") await meetings.get(path.toLowerCase())?.wait();
    else await takeHook(hooks, path.toLowerCase());
    return withoutPause(await fetchWithFaults(request));
  };
  const listener = await listen((request) => answer(request, "url"), 0);
  const other = await listen((request) => answer(request, "otherUrl"), 0);
  const ask = (method: string, path: string, body?: Json): Promise<Response> => {
    const url = `https://management.azure.com${encodeURI(path)}?api-version=2024-04-01`;
    const headers = { "content-type": "application/json" };
    return atOnce(new Request(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) }));
  };
  return {
    url: listener.url,
    otherUrl: other.url,
    home,
    freshHome,
    requests,
    injectFaults: (faults, next) => {
      victim = next;
      plan = activePlan([...slow, ...parseFaults(JSON.stringify(faults))]);
    },
    beforeWrite: (path, act) => void hooks.set(path.toLowerCase(), act),
    meetAt: (path) => {
      const meeting = newMeeting();
      meetings.set(path.toLowerCase(), meeting);
      return meeting;
    },
    write: async (method, path, body) => {
      const answer = await ask(method, path, body);
      if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    },
    find: async (path) => {
      const answer = await ask("GET", path);
      return answer.ok ? ((await answer.json()) as JsonObject) : undefined;
    },
    close: async () => {
      await Promise.all([listener.close(), other.close()]);
      azure.close();
      for (const folder of [home, freshHome, store]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function end(victim: { kill(): void } | undefined): never {
  victim?.kill();
  throw new Error("the provider that sent the request was killed");
}

async function takeHook(hooks: Map<string, () => Promise<void>>, path: string): Promise<void> {
  const act = hooks.get(path);
  hooks.delete(path);
  await act?.();
}

/** The time limit of a read that waits for the other create. */
const MEETING_LIMIT_MS = 30_000;
/** Longer than a create takes from its call to the lock of its id or, without a lock, to its first read. */
const ARRIVAL_MS = 500;

interface WaitingMeeting extends Meeting {
  /** Resolves for all waiting reads at the same time. */
  wait(): Promise<void>;
}

function newMeeting(): WaitingMeeting {
  let arrived = 0;
  let isMet = false;
  let waiting: Promise<void> | undefined;
  let meet: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const both = async (): Promise<void> => {
    await Promise.race([met, setTimeout(MEETING_LIMIT_MS, undefined, { ref: false })]);
    isMet = arrived === 2;
    await setTimeout(ARRIVAL_MS);
  };
  return {
    arrive: () => {
      arrived++;
      if (arrived === 2) meet();
    },
    isMet: () => isMet,
    wait: () => {
      waiting ??= both();
      return waiting;
    },
  };
}

/** At the pace `polls`, the embedded Azure sends Retry-After: 1. Without the pause, the tests are faster. */
function withoutPause(answer: Response): Response {
  if (answer.headers.get("retry-after") === "1") answer.headers.set("retry-after", "0");
  return answer;
}
