import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../provider/service/store/store.js";
import { handClock, newHome } from "../support/service.js";

describe("a nested attempt in a store transaction", () => {
  it("rolls back only its own writes when it throws", async () => {
    const home = newHome();
    const store = await openStore(join(home, "azure.sqlite"), handClock(), "none");
    const documentWithId = (id: string) => ({ id, type: "a/b", scope: "/", body: {} });
    await store.write((documents) => {
      documents.put(documentWithId("/before"));
      assert.throws(
        () =>
          documents.attempt(() => {
            documents.put(documentWithId("/within"));
            throw new Error("refused");
          }),
        /refused/,
      );
      assert.equal(
        documents.attempt(() => documents.put(documentWithId("/after")).id),
        "/after",
      );
    });
    const found = await store.read((documents) => documents.list({ type: "a/b" }).map(({ id }) => id));
    assert.deepEqual(found, ["/before", "/after"]);
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });
});
