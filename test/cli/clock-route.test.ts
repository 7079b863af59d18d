import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../provider/core/clock.js";
import type { JsonObject } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { type EmbeddedAzure, openEmbedded } from "../../provider/runtime/embedded.js";
import { temporaryFolder } from "./azvb.js";
import { backUp, ITEM, PROTECTED_VM, put } from "./home.js";

const MARCH: Clock = { ...systemClock, now: () => new Date("2026-03-01T23:00:00.000Z") };
const DAY_MS = 86_400_000;

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

describe("the control route /_azvb/clock", () => {
  const folder = temporaryFolder();
  let azure: EmbeddedAzure;
  const open = async (): Promise<void> => {
    azure = await openEmbedded({
      home: folder(),
      log: silentLog,
      clock: MARCH,
      pace: { kind: "real" },
      durability: "none",
    });
  };
  afterEach(() => azure.close());

  const call = async (method: string, path: string, body?: string): Promise<Answer> => {
    const reply = await azure.fetch(
      new Request(`http://127.0.0.1${encodeURI(path)}`, { method, ...(body === undefined ? {} : { body }) }),
    );
    return { status: reply.status, body: (await reply.json()) as JsonObject };
  };
  const advance = (duration: unknown): Promise<Answer> =>
    call("POST", "/_azvb/clock", JSON.stringify({ advance: duration }));
  const messageOf = ({ body }: Answer): unknown => (body["error"] as JsonObject)["message"];

  it("returns the time and its offset in milliseconds", async () => {
    await open();

    assert.deepEqual(await call("GET", "/_azvb/clock"), {
      status: 200,
      body: { now: "2026-03-01T23:00:00.000Z", offsetMs: 0 },
    });
    assert.deepEqual(await advance("1d2h"), {
      status: 200,
      body: { now: "2026-03-03T01:00:00.000Z", offsetMs: DAY_MS + 7_200_000 },
    });
    assert.deepEqual((await advance("22h")).body, { now: "2026-03-03T23:00:00.000Z", offsetMs: 2 * DAY_MS });
    assert.deepEqual((await call("GET", "/_azvb/clock")).body, {
      now: "2026-03-03T23:00:00.000Z",
      offsetMs: 2 * DAY_MS,
    });
  });

  it("runs the work that is due at the new time", async () => {
    await put(folder(), ...PROTECTED_VM);
    await backUp(folder(), { clock: MARCH, pace: { kind: "real" } });
    await open();
    const statuses = async () => {
      const documents = await azure.store.read((reader) => reader.below(ITEM.split("/backupFabrics")[0] ?? ""));
      return documents
        .filter(({ body }) => (body["properties"] as JsonObject | undefined)?.["operation"] === "Backup")
        .map(({ body }) => (body["properties"] as JsonObject)["status"]);
    };

    const before = await statuses();
    await advance("1d");

    assert.deepEqual([before, await statuses()], [["InProgress"], ["Completed"]]);
  });

  it("refuses to move backward, not at all or past the year 9999, and a string that is not a duration", async () => {
    await open();

    for (const [duration, message] of [
      ["-1d", 'Cannot advance the clock by "-1d": it only moves forward.'],
      ["0s", 'Cannot advance the clock by "0s": it only moves forward.'],
      ["3000000d", 'Cannot advance the clock by "3000000d": it would pass the end of the year 9999.'],
      ["9".repeat(400).concat("d"), "it would pass the end of the year 9999."],
      ["soon", '"soon" is not a duration: expected numbers with units s, m, h, d or w, such as 90d or 2h30m.'],
    ] as const) {
      const refused = await advance(duration);

      assert.equal(refused.status, 400, duration);
      assert.ok(String(messageOf(refused)).includes(message), String(messageOf(refused)));
    }
    assert.deepEqual((await call("GET", "/_azvb/clock")).body, { now: "2026-03-01T23:00:00.000Z", offsetMs: 0 });
  });

  it("refuses a body without a duration", async () => {
    await open();

    for (const body of ["{}", '{"advance": 90}', '{"advnce": "90d"}']) {
      const refused = await call("POST", "/_azvb/clock", body);

      assert.equal(refused.status, 400);
      assert.equal(messageOf(refused), 'Missing "advance": expected a body such as {"advance": "90d"}.');
    }
  });
});
