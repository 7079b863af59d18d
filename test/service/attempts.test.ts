import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../provider/service/store/store.js";
import { handClock, newHome } from "../support/service.js";

describe("an attempt within a transaction", () => {
  it("that throws takes back what it wrote, and nothing else", async () => {
    const home = newHome();
    const store = await openStore(join(home, "azure.sqlite"), handClock(), "none");
    const written = (id: string) => ({ id, type: "a/b", scope: "/", body: {} });
    await store.write((documents) => {
      documents.put(written("/before"));
      assert.throws(
        () =>
          documents.attempt(() => {
            documents.put(written("/within"));
            throw new Error("refused");
          }),
        /refused/,
      );
      assert.equal(
        documents.attempt(() => documents.put(written("/after")).id),
        "/after",
      );
    });
    const found = await store.read((documents) => documents.list({ type: "a/b" }).map(({ id }) => id));
    assert.deepEqual(found, ["/before", "/after"]);
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });
});
