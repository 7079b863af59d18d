/** Stores with earlier formats and with a newer one. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BackupError } from "../../provider/core/errors.js";
import { openDatabase } from "../../provider/service/store/database.js";
import { documentsOf } from "../../provider/service/store/documents.js";
import { STEPS, type Step } from "../../provider/service/store/schema.js";
import { openStore } from "../../provider/service/store/store.js";
import { handClock } from "../support/service.js";

const addColour: Step = (database) => database.exec("ALTER TABLE documents ADD COLUMN colour TEXT");
const fillColour: Step = (database) => database.exec("UPDATE documents SET colour = 'red'");
const document = { id: "/subscriptions/s/things/one", type: "test/things", scope: "/subscriptions/s", body: {} };

describe("the format of a store", () => {
  let folder: string;
  let file: string;
  const clock = handClock();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-formats-"));
    file = join(folder, "azure.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const createStore = async (): Promise<void> => {
    const database = await openDatabase({ file, clock });
    documentsOf(database).put(document);
    database.close();
  };
  const formatIn = (database: DatabaseSync) => database.prepare("PRAGMA user_version").get()?.["user_version"];
  const newer = (error: unknown) =>
    error instanceof BackupError &&
    error.code === "StoreUnusable" &&
    error.message.includes(
      `${file} was written by a newer version of azure-vm-backup: it has format ${STEPS.length + 2}`,
    ) &&
    error.message.includes(`this version reads formats up to ${STEPS.length}.`);

  it("is migrated to the newest, step by step, with the existing documents", async () => {
    await createStore();
    const steps = [...STEPS, addColour, fillColour];
    const database = await openDatabase({ file, clock, steps });
    const row = database.prepare("SELECT id, colour FROM documents").get();
    const format = formatIn(database);
    database.close();
    assert.deepEqual([{ ...row }, format], [{ id: document.id, colour: "red" }, STEPS.length + 2]);
  });

  it("is not migrated by the same step twice", async () => {
    const steps = [...STEPS, addColour];
    (await openDatabase({ file, clock, steps })).close();
    const database = await openDatabase({ file, clock, steps });
    assert.equal(formatIn(database), STEPS.length + 1);
    database.close();
  });

  it("stays at the last successful step if a step fails, and that step is rolled back", async () => {
    await createStore();
    const fails: Step = (database) => {
      database.exec("UPDATE documents SET colour = 'red'");
      throw new Error("no");
    };
    await assert.rejects(
      openDatabase({ file, clock, steps: [...STEPS, addColour, fails] }),
      /azure\.sqlite failed: no/,
    );
    const database = new DatabaseSync(file);
    const row = database.prepare("SELECT colour FROM documents").get();
    const format = formatIn(database);
    database.close();
    assert.deepEqual([{ ...row }, format], [{ colour: null }, STEPS.length + 1]);
  });

  it("that is newer is refused with both format numbers, and the file is unchanged", async () => {
    (await openDatabase({ file, clock, steps: [...STEPS, addColour, fillColour] })).close();
    await assert.rejects(openStore(file, clock), newer);
    const database = await openDatabase({ file, clock, steps: [...STEPS, addColour, fillColour] });
    assert.equal(formatIn(database), STEPS.length + 2);
    database.close();
  });

  it("that becomes newer while the store is open stops reads and writes", async () => {
    const store = await openStore(file, clock);
    (await openDatabase({ file, clock, steps: [...STEPS, addColour, fillColour] })).close();
    await assert.rejects(
      store.read((documents) => documents.count({ type: "test/things" })),
      newer,
    );
    await assert.rejects(
      store.write((documents) => documents.put(document)),
      newer,
    );
    await store.close();
  });
});
