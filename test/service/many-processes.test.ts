import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { systemClock } from "../../provider/core/clock.js";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import type { DocumentWriter } from "../../provider/service/store/documents.js";
import { openStore, type Store } from "../../provider/service/store/store.js";
import { GROUP } from "../support/service.js";

const thing = (name: string, body: { readonly [key: string]: number | string }) => ({
  id: `/subscriptions/s/things/${name}`,
  type: "test/things",
  scope: "/subscriptions/s",
  body,
});
const THINGS = { type: "test/things" };

/** Compiled, this file is dist/test/service/many-processes.test.js. */
const DOCUMENTS = join(__dirname, "../../provider/service/store/documents.js");

/** Script of a process that takes the write lock, makes half of its writes, prints a line and waits to be killed. */
const HALF_DONE = `
  const { DatabaseSync } = require("node:sqlite");
  const { documentsOf } = require(process.argv[1]);
  const database = new DatabaseSync(process.argv[2]);
  const documents = documentsOf(database);
  database.exec("BEGIN IMMEDIATE");
  for (let index = 0; index < 2000; index++) {
    documents.put({ id: "/subscriptions/s/things/half" + index, type: "test/things", scope: "/subscriptions/s", body: { text: "x".repeat(4000) } });
  }
  documents.put({ id: "/subscriptions/s/things/whole", type: "test/things", scope: "/subscriptions/s", body: { state: "half" } });
  console.log("half done");
  setInterval(() => undefined, 1000);
`;

describe("several processes that share one home", () => {
  let folder: string;
  let file: string;
  const opened: Store[] = [];
  const children = new Set<ChildProcess>();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-many-"));
    file = join(folder, "azure.sqlite");
  });

  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    children.clear();
    for (const store of opened.splice(0)) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<Store> => {
    const store = await openStore(file, systemClock);
    opened.push(store);
    return store;
  };

  it("lose no increments of a shared counter", async () => {
    const stores = [await open(), await open()];
    const increment = (documents: DocumentWriter) => {
      const count = Number(documents.get(thing("counter", {}).id)?.body["count"] ?? 0);
      documents.put(thing("counter", { count: count + 1 }));
    };
    await Promise.all(
      stores.map(async (store) => {
        for (let turn = 0; turn < 50; turn++) await store.write(increment);
      }),
    );
    const counts = await Promise.all(
      stores.map((store) => store.read((documents) => documents.get(thing("counter", {}).id)?.body["count"])),
    );
    assert.deepEqual(counts, [100, 100]);
  });

  it("find the store intact after one of them is killed during a transaction", async () => {
    const store = await open();
    await store.write((documents) => documents.put(thing("whole", { state: "whole" })));
    const child = spawn(process.execPath, ["-e", HALF_DONE, DOCUMENTS, file], { stdio: ["ignore", "pipe", "inherit"] });
    children.add(child);
    await once(child.stdout, "data");

    const waiting = store.write((documents) => documents.put(thing("next", { state: "written" })));
    child.kill("SIGKILL");
    await waiting;

    const names = await store.read((documents) => documents.list(THINGS).map(({ body }) => body["state"]));
    const checked = new DatabaseSync(file);
    const integrity = checked.prepare("PRAGMA integrity_check").get();
    checked.close();
    assert.deepEqual(names, ["whole", "written"]);
    assert.deepEqual({ ...integrity }, { integrity_check: "ok" });
  });

  it("wait while another process has the lock, without an error for the client", async () => {
    const pauses: number[] = [];
    const home = join(folder, "home");
    let releaseLock = (): void => undefined;
    const clock = {
      now: () => new Date("2024-05-13T10:25:28.000Z"),
      sleep: async (ms: number) => {
        pauses.push(ms);
        if (pauses.length === 20) releaseLock();
      },
    };
    const azure = await openEmbedded({ home, log: silentLog, clock });
    const holder = new DatabaseSync(join(home, "azure.sqlite"));
    releaseLock = () => holder.exec("COMMIT");
    holder.exec("BEGIN IMMEDIATE");
    const put = (group: string) =>
      azure.fetch(
        new Request(`https://management.azure.com${group}?api-version=2022-09-01`, {
          method: "PUT",
          body: '{"location": "westeurope"}',
        }),
      );
    const [read, ...written] = await Promise.all([
      azure.fetch(new Request(`https://management.azure.com${GROUP}?api-version=2022-09-01`)),
      put(GROUP),
      put(`${GROUP}2`),
    ]);
    holder.close();
    await azure.close();
    assert.equal(read.status, 404);
    assert.deepEqual(
      written.map(({ status }) => status),
      [201, 201],
    );
    assert.equal(pauses.length, 20);
    assert.ok(Math.max(...pauses) <= 60, "no pause is long");
  });

  it("keep the write-ahead log small, regardless of how much they write", async () => {
    const [store, other] = [await open(), await open()];
    const text = "x".repeat(40_000);
    for (let index = 0; index < 400; index++) {
      await store.write((documents) => documents.put(thing(`large${index % 20}`, { text, index })));
      await other.read((documents) => documents.count(THINGS));
    }
    const logBytes = statSync(`${file}-wal`).size;
    assert.ok(logBytes < 8 * 1024 * 1024, `16 MB were written, and the log has ${logBytes} bytes`);
  });
});
