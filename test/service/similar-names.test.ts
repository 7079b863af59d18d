/** Resources where one name is a prefix of another. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../provider/service/store/store.js";
import { GROUP, handClock, itemPath, newHome, propertiesOf, protection, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

describe("a deletion", () => {
  it("removes the documents below an id, but not those of an id with the same prefix", async () => {
    const home = newHome();
    const store = await openStore(join(home, "azure.sqlite"), handClock(), "none");
    const retainedIds = [
      "/vaults/v-1",
      "/vaults/v-1/items/a",
      "/vaults/v.1/items/a",
      "/vaults/v10/items/a",
      "/vaults/va",
    ];
    await store.write((documents) => {
      for (const id of ["/vaults/v", "/vaults/v/items/a", ...retainedIds]) {
        documents.put({ id, type: "a/b", scope: "/", body: {} });
      }
      documents.removeTree("/vaults/v");
    });
    const found = await store.read((documents) => documents.list({ type: "a/b" }).map(({ id }) => id));
    store.close();
    rmSync(home, { recursive: true, force: true });
    assert.deepEqual(found, retainedIds);
  });

  it("of a vault keeps the items of a vault whose name has the same prefix", async () => {
    const azure = await openBasics();
    const other = `${VAULT}0`;
    await azure.call("PUT", other, { location: "westeurope", properties: {} });
    await azure.call("PUT", itemPath(other), protection(other));
    await azure.call("DELETE", VAULT);
    const item = propertiesOf(await azure.call("GET", itemPath(other)));
    const vaults = await azure.call("GET", `${GROUP}/providers/Microsoft.RecoveryServices/vaults`);
    await azure.close();
    assert.equal(item["friendlyName"], "web");
    assert.deepEqual(
      (vaults.body["value"] as { name: string }[]).map(({ name }) => name),
      ["vault10"],
    );
  });
});
