import assert from "node:assert/strict";
import { at, listAt } from "../../provider/core/json.js";
import { GROUP, openTestAzure, SUBSCRIPTION } from "../support/service.js";

describe("the list of a subscription", () => {
  it("has the resources of any type in its groups", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const types = [
      "Microsoft.Network/virtualNetworks",
      "Microsoft.Storage/storageAccounts",
      "Microsoft.KeyVault/vaults",
    ];
    for (const type of types) await azure.call("PUT", `${GROUP}/providers/${type}/one`, { location: "westeurope" });
    for (const type of types) {
      const list = await azure.call("GET", `${SUBSCRIPTION}/providers/${type}`);
      assert.deepEqual(
        listAt(list.body, "value").map((one) => at(one, "name")),
        ["one"],
        type,
      );
    }
    assert.equal((await azure.call("GET", `${SUBSCRIPTION}/providers/Microsoft.Compute/images`)).status, 200);
    assert.equal((await azure.call("GET", `${SUBSCRIPTION}/providers/Microsoft.Compute/imagez`)).status, 404);
    await azure.close();
  });

  it("is preceded by the list of subscriptions, which always has a default one", async () => {
    const azure = await openTestAzure();
    const idsOf = async () =>
      listAt((await azure.call("GET", "/subscriptions")).body, "value").map((one) => at(one, "subscriptionId"));
    const fresh = await idsOf();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const later = await idsOf();
    await azure.close();
    const zero = "00000000-0000-0000-0000-000000000000";
    assert.deepEqual([fresh, later], [[zero], [zero, SUBSCRIPTION.slice("/subscriptions/".length)]]);
  });
});
