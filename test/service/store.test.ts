import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import sinon from "sinon";
import { systemClock } from "../../provider/core/clock.js";
import { BackupError } from "../../provider/core/errors.js";
import { documentsOf } from "../../provider/service/store/documents.js";
import { openStore, type Store } from "../../provider/service/store/store.js";
import { handClock } from "../support/service.js";

const document = (name: string) => ({
  id: `/subscriptions/s/things/${name}`,
  type: "test/things",
  scope: "/subscriptions/s",
  body: { name },
});
const THINGS = { type: "test/things", scope: "/subscriptions/s" };

describe("the store", () => {
  let folder: string;
  const opened: Store[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-store-"));
  });

  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (clock = systemClock): Promise<Store> => {
    const store = await openStore(join(folder, "azure.sqlite"), clock);
    opened.push(store);
    return store;
  };

  const unusable = (pattern: RegExp) => (error: unknown) =>
    error instanceof BackupError && error.code === "StoreUnusable" && pattern.test(error.message);

  it("loses no writes when two stores write to one file concurrently", async () => {
    const [left, right] = [await open(), await open()];
    const names = Array.from({ length: 100 }, (_, index) => `${index}`);
    await Promise.all(
      names.flatMap((name) => [
        left.write((documents) => documents.put(document(`left${name}`))),
        right.write((documents) => documents.put(document(`right${name}`))),
      ]),
    );
    assert.equal(await left.read((documents) => documents.count(THINGS)), 200);
    assert.equal(await right.read((documents) => documents.count(THINGS)), 200);
  });

  it("rolls back only the write that throws, not the other writes of the same transaction", async () => {
    const store = await open();
    const results = await Promise.allSettled([
      store.write((documents) => documents.put(document("one"))),
      store.write((documents) => {
        documents.put(document("two"));
        throw new BackupError("Conflict", "no");
      }),
      store.write((documents) => documents.put(document("three"))),
    ]);
    const names = await store.read((documents) => documents.list(THINGS).map(({ body }) => body["name"]));
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(names, ["one", "three"]);
  });

  it("lists the documents below an id and after a rank", async () => {
    const store = await open();
    await store.write((documents) => {
      for (const name of ["a", "b", "c"]) documents.put(document(name));
      documents.put({
        id: "/subscriptions/t/things/d",
        type: "test/things",
        scope: "/subscriptions/t",
        body: { name: "d" },
      });
    });
    const below = await store.read((documents) => documents.list({ type: "test/things", under: "/subscriptions/s" }));
    const rank = below[1]?.rank ?? 0;
    const after = await store.read((documents) => documents.list({ ...THINGS, after: rank }));
    const before = await store.read((documents) => documents.list({ ...THINGS, newestFirst: true, after: rank }));
    assert.deepEqual(
      below.map(({ body }) => body["name"]),
      ["a", "b", "c"],
    );
    assert.deepEqual(
      after.map(({ body }) => body["name"]),
      ["c"],
    );
    assert.deepEqual(
      before.map(({ body }) => body["name"]),
      ["a"],
    );
  });

  it("reads one consistent state, even if another process writes between two reads", async () => {
    const store = await open();
    await store.write((documents) => documents.put(document("one")));
    const other = new DatabaseSync(join(folder, "azure.sqlite"));
    const versions = await store.read((documents) => {
      const before = documents.get(document("one").id)?.version;
      documentsOf(other).put(document("one"));
      return [before, documents.stamp(document("one").id)?.version];
    });
    other.close();
    assert.deepEqual(versions, [1, 1]);
    assert.equal(await store.read((documents) => documents.stamp(document("one").id)?.version), 2);
  });

  it("waits for another process that has the lock, and reports a lock of more than 30 seconds", async () => {
    const clock = handClock();
    const impatient = { ...clock, sleep: async (ms: number) => clock.advance(ms * 1000) };
    const store = await open(impatient);
    const holder = new DatabaseSync(join(folder, "azure.sqlite"));
    holder.exec("BEGIN IMMEDIATE");
    await assert.rejects(
      store.write((documents) => documents.put(document("late"))),
      unusable(/has been locked by another process for more than 30 seconds/),
    );
    holder.exec("COMMIT");
    holder.close();
    await store.write((documents) => documents.put(document("now")));
    assert.equal(await store.read((documents) => documents.count(THINGS)), 1);
  });

  it("continues when the lock is released in time", async () => {
    const holder = new DatabaseSync(join(folder, "azure.sqlite"));
    let released = false;
    const clock = handClock();
    const store = await open({
      ...clock,
      sleep: async () => {
        if (!released) holder.exec("COMMIT");
        released = true;
      },
    });
    holder.exec("BEGIN IMMEDIATE");
    await store.write((documents) => documents.put(document("one")));
    holder.close();
    assert.equal(released, true);
  });

  it("reports a damaged file", async () => {
    const store = await open();
    await store.write((documents) => {
      for (let index = 0; index < 500; index++) documents.put(document(`thing ${index}`));
    });
    opened.splice(0);
    await store.close();
    const file = openSync(join(folder, "azure.sqlite"), "r+");
    writeSync(file, Buffer.alloc(60_000, 0x5a), 0, 60_000, 4096);
    closeSync(file);
    const damaged = await open();
    await assert.rejects(
      damaged.read((documents) => documents.list(THINGS)),
      unusable(/is damaged\. Nothing was changed; restore the file from a copy/),
    );
  });

  it("reports a file that is not a database", async () => {
    writeFileSync(join(folder, "azure.sqlite"), "this is a letter to a friend, and not a database at all. ".repeat(40));
    await assert.rejects(open(), unusable(/is damaged or is not a database/));
  });

  it("refuses the database of another program", async () => {
    const foreign = new DatabaseSync(join(folder, "azure.sqlite"));
    foreign.exec("CREATE TABLE songs (title TEXT)");
    foreign.close();
    await assert.rejects(open(), unusable(/is a database of another program/));
  });

  it("keeps nothing of a write that fails because the database is full", async () => {
    const exec = sinon.spy(DatabaseSync.prototype, "exec");
    const store = await open();
    const database = exec.lastCall.thisValue as DatabaseSync;
    exec.restore();
    await store.write((documents) => documents.put(document("small")));
    // SQLite keeps this limit per connection, not in the file.
    database.exec("PRAGMA max_page_count = 10");
    const large = { ...document("large"), body: { text: "x".repeat(200_000) } };
    await assert.rejects(
      store.write((documents) => {
        documents.put(document("medium"));
        documents.put(large);
      }),
      unusable(/could not grow: the disk is full\. This call stored nothing/),
    );
    assert.equal(await store.read((documents) => documents.count(THINGS)), 1);
    await store.write((documents) => documents.put(document("next")));
    assert.equal(await store.read((documents) => documents.count(THINGS)), 2);
  });
});
