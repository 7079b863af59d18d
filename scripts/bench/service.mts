/** The embedded Azure in process and over HTTP, compared with a bare database and a bare HTTP server. */
import { Agent, get } from "node:http";
import { join } from "node:path";
import type { Fetch } from "../../provider/arm/fetch.js";
import { type BareDatabase, openBareDatabase, serveBytes } from "./bare.mts";
import type { Bench } from "./bench.mts";
import { compiled } from "./compiled.mts";
import { item, itemId, loneGroupId, openHomeAt, placeHome, put, requestOf } from "./fleet.mts";
import { median, medians, type Pair, timed } from "./rounds.mts";
import { atEnd, scratchFolder } from "./scratch.mts";
import { TARGETS } from "./targets.mts";

const GETS = 5_000;
const PUTS = 4_000;
const ITEM_PUTS = 200;
const PUT_CALLERS = 8;
const HTTP_GETS = 2_000;
const API_VERSION = "2024-04-01";
const GROUP_API_VERSION = "2022-09-01";
const GROUP = { location: "westeurope", tags: { purpose: "bench" } };

/** Keys that were never written before, in all rounds. */
let written = 0;
const newKey = (): string => `group-${written++}`;

export const serviceBench: Bench = {
  names: ["service"],
  run: async (_asked, show) => {
    const folder = scratchFolder();
    const home = join(folder, "home");
    await placeHome(home, "items");
    const azure = await openHomeAt(home);
    const database = openBareDatabase(join(folder, "bare.sqlite"));
    const close = atEnd(() => {
      azure.close();
      database.close();
    });
    try {
      database.write(itemId(0), await (await azure.fetch(itemRequest())).text());
      const { gets, puts } = await medians("service in process, a second", async (side) =>
        side === "ours" ? rates(azure.fetch) : bareRates(database),
      );
      show({ what: "service: GETs of a protected VM", unit: "/s", ...gets, target: TARGETS.getsPerSecond });
      show({ what: "service: durable PUTs, 8 callers", unit: "/s", ...puts, target: TARGETS.putsPerSecond });
      const { validatedPutMs } = await validatedPuts(azure.fetch);
      const what = "service: PUT of a protected item, validated";
      show({ what, unit: "ms", ...validatedPutMs, target: TARGETS.validatedPutMs });
      const http = await overHttp(azure.fetch);
      show({ what: "service: GET over HTTP, median", unit: "ms", ...http, target: TARGETS.httpGetMs });
    } finally {
      close();
    }
  },
};

const itemRequest = (): Request => requestOf("GET", itemId(0), API_VERSION);

async function rates(fetch: Fetch) {
  const read = async () => {
    const answer = await fetch(itemRequest());
    if (answer.status !== 200) throw new Error(`GET of ${itemId(0)} returned ${answer.status}`);
    JSON.parse(await answer.text());
  };
  const write = () => put(fetch, loneGroupId(newKey()), GROUP_API_VERSION, GROUP);
  return { gets: await perSecond(GETS, 1, read), puts: await perSecond(PUTS, PUT_CALLERS, write) };
}

async function bareRates(database: BareDatabase) {
  const read = async () => void JSON.parse(database.read(itemId(0)));
  const write = async () => database.write(loneGroupId(newKey()), JSON.stringify(GROUP));
  return { gets: await perSecond(GETS, 1, read), puts: await perSecond(PUTS, PUT_CALLERS, write) };
}

async function perSecond(count: number, callers: number, call: () => Promise<void>): Promise<number> {
  let left = count;
  const caller = async () => {
    while (left-- > 0) await call();
  };
  const { tookMs } = await timed(() => Promise.all(Array.from({ length: callers }, caller)));
  return (count * 1000) / tookMs;
}

/** The median time of a PUT of a protected item, with and without the validation of its body. */
async function validatedPuts(fetch: Fetch) {
  const module = (await compiled("provider/service/wire/shaped.js")) as unknown as { default: Shaping };
  const { default: shaping } = module;
  const { shapedCall } = shaping;
  const unshaped: Shaping["shapedCall"] = (call) => ({ call, warnings: [] });
  try {
    return await medians("PUT of a protected item", async (side) => {
      shaping.shapedCall = side === "ours" ? shapedCall : unshaped;
      const tookMs: number[] = [];
      while (tookMs.length < ITEM_PUTS)
        tookMs.push((await timed(() => put(fetch, itemId(0), API_VERSION, item(0)))).tookMs);
      return { validatedPutMs: median(tookMs) };
    });
  } finally {
    shaping.shapedCall = shapedCall;
  }
}

/** The exports of the compiled module, which the service reads at each request. */
type Shaping = {
  -readonly [Name in keyof typeof import("../../provider/service/wire/shaped.js")]: typeof import("../../provider/service/wire/shaped.js")[Name];
};

/** The median time of a GET on a connection that is kept, both servers in this process. */
async function overHttp(fetch: Fetch): Promise<Pair> {
  const { listen } = await compiled("provider/http/http.js");
  const answer = await fetch(itemRequest());
  const bare = await serveBytes([...answer.headers].flat(), Buffer.from(await answer.arrayBuffer()));
  const served = await listen(fetch, 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const path = `${encodeURI(itemId(0))}?api-version=${API_VERSION}`;
  try {
    const { latencyMs } = await medians("GET over HTTP", async (side) => {
      const { url } = side === "ours" ? served : bare;
      return { latencyMs: await medianLatencyMs(`${url}${path}`, agent) };
    });
    return latencyMs;
  } finally {
    agent.destroy();
    await Promise.all([served.close(), bare.close()]);
  }
}

async function medianLatencyMs(url: string, agent: Agent): Promise<number> {
  const tookMs: number[] = [];
  while (tookMs.length < HTTP_GETS) tookMs.push((await timed(() => bodyOf(url, agent))).tookMs);
  return median(tookMs);
}

function bodyOf(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.on("error", reject).on("end", () => resolve(text));
    });
    request.on("error", reject);
  });
}
