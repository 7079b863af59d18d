/**
 * The embedded Azure of a table, on a port of this process: at pace `polls:2`, with slow reads, with fault plans that are
 * changed between runs. A crash of a plan ends the provider that is named as the victim, not this process.
 *
 * The embedded Azure inside a provider is always at the instant pace, so the provider speaks to this one by its URL.
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

/** What a provider asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Which of the two addresses it was asked at. */
  readonly at: "url" | "otherUrl";
}

/** Two creates of one id that are to overlap. */
export interface Meeting {
  /** Notes that a create was sent. */
  arrive(): void;
  /** Whether the first read was answered after both creates were sent. */
  isMet(): boolean;
}

export interface Azure {
  readonly url: string;
  /** The same Azure at another address, which tells apart who asks. */
  readonly otherUrl: string;
  /** The home of the table's providers, and another one in which nothing was ever begun. */
  readonly home: string;
  readonly freshHome: string;
  /** All that providers asked, in order. */
  readonly asked: readonly Asked[];
  /** Applies a plan from now on, after the slow reads; its crashes end `victim`. */
  injectFaults(plan: Json, victim?: { kill(): void }): void;
  /** Does this before a provider's next write to the path is answered. */
  beforeWrite(path: string, act: () => Promise<void>): void;
  /** Holds the reads of a path until two creates of it were sent, so that one of them finds the other under way. */
  meetAt(path: string): Meeting;
  /** What somebody else does: at once, without faults. Throws what Azure refused. */
  write(method: "PUT" | "PATCH" | "DELETE", path: string, body?: Json): Promise<void>;
  find(path: string): Promise<JsonObject | undefined>;
  close(): Promise<void>;
}

/** By how much reads are slowed: a real Azure is never instant. What is asked of operations comes at once, since it is asked often. */
const slowReads = (delayMs: number): JsonObject => ({
  slow: { delayMs },
  method: "GET",
  path: "^(?!.*operation)",
  times: 1_000_000,
});

const newHome = (): string => mkdtempSync(join(tmpdir(), "azvb-ownership-"));

/** Opens it, in homes of its own. */
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
  const asked: Asked[] = [];
  const hooks = new Map<string, () => Promise<void>>();
  const meetings = new Map<string, Held>();
  const slow = parseFaults(JSON.stringify(slowReads(delayMs)));
  let victim: { kill(): void } | undefined;
  let plan = activePlan(slow);
  const effects: FaultEffects = { ...processEffects, end: () => end(victim) };
  const struck = withFaults(azure.fetch, () => plan, effects);
  const answer = async (request: Request, at: Asked["at"]): Promise<Response> => {
    const path = decodeURI(new URL(request.url).pathname);
    asked.push({ method: request.method, path, at });
    if (request.method === "GET") await meetings.get(path.toLowerCase())?.hold();
    else await takeHook(hooks, path.toLowerCase());
    return withoutPause(await struck(request));
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
    asked,
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
  throw new Error("the provider that asked was ended");
}

async function takeHook(hooks: Map<string, () => Promise<void>>, path: string): Promise<void> {
  const act = hooks.get(path);
  hooks.delete(path);
  await act?.();
}

/** How long a read is held for the other create. */
const MEETING_LIMIT_MS = 30_000;
/** Longer than a create takes from its call to the lock of its id, or to its first read where no lock holds it. */
const ARRIVAL_MS = 500;

interface Held extends Meeting {
  /** Resolves for all reads at the same time. */
  hold(): Promise<void>;
}

function newMeeting(): Held {
  let arrived = 0;
  let isMet = false;
  let held: Promise<void> | undefined;
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
    hold: () => {
      held ??= both();
      return held;
    },
  };
}

/** At a pace of polls Azure asks for a second between two reads, which a table has no use for. */
function withoutPause(answer: Response): Response {
  if (answer.headers.get("retry-after") === "1") answer.headers.set("retry-after", "0");
  return answer;
}
