/** An SQLite error in one of several statements of a write. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DocumentWriter } from "../../provider/service/store/documents.js";
import { openStore } from "../../provider/service/store/store.js";
import { handClock, newHome } from "../support/service.js";

const document = (id: string) => ({ id, type: "a/b", scope: "/", body: {} });

describe("a write in which SQLite fails", () => {
  it("is rejected with StoreUnusable, and nothing of it is stored", async () => {
    const home = newHome();
    const store = await openStore(join(home, "azure.sqlite"), handClock(), "none");
    const failing = (documents: DocumentWriter) => {
      documents.put(document("/half"));
      // The rank column accepts only integers.
      documents.put({ ...document("/other"), rank: "first" as unknown as number });
    };
    await assert.rejects(store.write(failing), { code: "StoreUnusable" });
    await store.write((documents) => documents.put(document("/next")));
    const found = await store.read((documents) => documents.list({ type: "a/b" }).map(({ id }) => id));
    store.close();
    rmSync(home, { recursive: true, force: true });
    assert.deepEqual(found, ["/next"]);
  });
});
