/** How the store handles damaged rows, SQLite errors, writes by read-only routes, and calls while it closes. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BackupError } from "../../provider/core/errors.js";
import { withoutWrites } from "../../provider/service/store/access.js";
import type { DocumentWriter } from "../../provider/service/store/documents.js";
import { openStore, type Store } from "../../provider/service/store/store.js";
import { GROUP, handClock, messageOf, openTestAzure } from "../support/service.js";

const thing = (name: string) => ({
  id: `/subscriptions/s/things/${name}`,
  type: "test/things",
  scope: "/subscriptions/s",
  body: { name },
});
const THINGS = { type: "test/things", scope: "/subscriptions/s" };

describe("the store", () => {
  let folder: string;
  let file: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "azvb-faults-"));
    file = join(folder, "azure.sqlite");
    store = await openStore(file, handClock());
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const names = () => store.read((documents) => documents.list(THINGS).map(({ body }) => body["name"]));
  const put = (name: string) => store.write((documents) => documents.put(thing(name)));
  const damage = (column: string, text: string): void => {
    const database = new DatabaseSync(file);
    database.prepare(`UPDATE documents SET ${column} = ? WHERE key LIKE '%/bad'`).run(text);
    database.close();
  };
  const damaged = (column: string) => (error: unknown) =>
    error instanceof BackupError &&
    error.code === "StoreUnusable" &&
    error.message.startsWith(
      `The store ${file} is damaged: the ${column} of the document /subscriptions/s/things/bad is not a JSON object.`,
    );

  for (const [column, text] of [
    ["body", '{"name": "ba'],
    ["body", "[1]"],
    ["hidden", "null"],
  ] as const) {
    it(`reports the file and the row if its ${column} is ${text}`, async () => {
      await put("good");
      await put("bad");
      damage(column, text);
      await assert.rejects(
        store.read((documents) => documents.get(thing("bad").id)),
        damaged(column),
      );
      await assert.rejects(names(), damaged(column));
      await assert.rejects(
        store.read((documents) => documents.below("/subscriptions/s")),
        damaged(column),
      );
      assert.equal((await store.read((documents) => documents.get(thing("good").id)))?.body["name"], "good");
    });
  }

  it("fails a write that reads a damaged row, but not the other writes of the same transaction", async () => {
    await put("bad");
    damage("body", "{");
    const results = await Promise.allSettled([
      put("one"),
      store.write((documents) => documents.get(thing("bad").id)),
      put("two"),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.ok(damaged("body")((results[1] as PromiseRejectedResult).reason));
  });

  it("answers a request that reads a damaged row with status 500 and an error message", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const database = new DatabaseSync(join(azure.home, "azure.sqlite"));
    database.exec("UPDATE documents SET body = '{'");
    database.close();
    const { status, ...answer } = await azure.call("GET", GROUP);
    await azure.close();
    assert.equal(status, 500);
    assert.match(messageOf({ status, ...answer }), new RegExp(`is damaged: the body of the document ${GROUP} is not`));
  });

  it("fails only the write that SQLite refuses, not the other writes of the same transaction", async () => {
    const wrong = { ...thing("wrong"), rank: "last" as unknown as number };
    const results = await Promise.allSettled([
      put("one"),
      store.write((documents) => documents.put(wrong)),
      put("two"),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.match(String((results[1] as PromiseRejectedResult).reason), /The store .*azure\.sqlite failed: .*rank/);
    assert.deepEqual(await names(), ["one", "two"]);
  });

  it("fails all writes of a transaction if the disk is full", async () => {
    const full = Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
    let calls = 0;
    const results = await Promise.allSettled([
      store.write((documents) => {
        calls++;
        return documents.put(thing("one"));
      }),
      store.write(() => {
        throw full;
      }),
    ]);
    assert.deepEqual([results.map(({ status }) => status), calls], [["rejected", "rejected"], 1]);
    assert.deepEqual(await names(), []);
  });

  it("gives a read no methods that write", async () => {
    await put("one");
    const methods = await store.read((documents) => Object.keys(documents).sort());
    assert.deepEqual(methods, ["below", "count", "get", "list", "setting", "stamp"]);
  });

  it("refuses each write of a read-only route, and names its target", async () => {
    const refused = (work: (documents: DocumentWriter) => unknown, what: string) =>
      assert.rejects(
        store.read((documents) => work(withoutWrites(documents))),
        (error) =>
          error instanceof BackupError &&
          error.code === "Bug" &&
          error.message === `A route that only reads tried to ${what}.`,
      );
    await refused((documents) => documents.put(thing("one")), "write /subscriptions/s/things/one");
    await refused((documents) => documents.remember("/a", {}), "write /a");
    await refused((documents) => documents.remove("/a"), "remove /a");
    await refused((documents) => documents.removeTree("/a"), "remove /a");
    await refused((documents) => documents.setSetting("pace", "real"), "write the setting pace");
    await refused((documents) => documents.attempt(() => undefined), "write");
    assert.deepEqual(await names(), []);
  });

  it("finishes accepted writes before it closes, and refuses later ones", async () => {
    const written = Array.from({ length: 150 }, (_, index) => put(`${index}`));
    const closed = store.close();
    await assert.rejects(put("late"), /The store .*azure\.sqlite is closed/);
    await Promise.all(written);
    await closed;
    store = await openStore(file, handClock());
    assert.equal((await names()).length, 150);
  });

  it("can be closed several times", async () => {
    await Promise.all([store.close(), store.close()]);
    await store.close();
  });

  it("returns from a write the same document that a read returns", async () => {
    const body = { name: "one", left: undefined, list: [{ left: undefined, kept: null }] };
    const put = await store.write((documents) => documents.put({ ...thing("one"), type: "Test/Things", body }));
    const again = await store.write((documents) => documents.put({ ...thing("one"), hidden: { note: 1 } }));
    const read = await store.read((documents) => documents.get(put.id));
    assert.deepEqual(put, {
      id: thing("one").id,
      type: "test/things",
      scope: "/subscriptions/s",
      rank: 1,
      version: 1,
      body: { name: "one", list: [{ kept: null }] },
      hidden: {},
    });
    assert.deepEqual({ ...again }, { ...read });
    assert.equal(again.version, 2);
  });
});
