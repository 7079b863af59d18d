/** Resources of which one's name begins with the other's. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../provider/service/store/store.js";
import { GROUP, handClock, itemPath, newHome, propertiesOf, protection, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

describe("a deletion", () => {
  it("removes what lies below an id, and nothing of an id that begins with the same text", async () => {
    const home = newHome();
    const store = await openStore(join(home, "azure.sqlite"), handClock(), "none");
    const kept = ["/vaults/v-1", "/vaults/v-1/items/a", "/vaults/v.1/items/a", "/vaults/v10/items/a", "/vaults/va"];
    await store.write((documents) => {
      for (const id of ["/vaults/v", "/vaults/v/items/a", ...kept]) {
        documents.put({ id, type: "a/b", scope: "/", body: {} });
      }
      documents.removeTree("/vaults/v");
    });
    const found = await store.read((documents) => documents.list({ type: "a/b" }).map(({ id }) => id));
    store.close();
    rmSync(home, { recursive: true, force: true });
    assert.deepEqual(found, kept);
  });

  it("of a vault leaves the items of a vault whose name begins with its name", async () => {
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
