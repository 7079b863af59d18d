import assert from "node:assert/strict";
import { at, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import { openTestAzure, SUBSCRIPTION, type TestAzure } from "../support/service.js";

const PROVIDER = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices`;

describe("the provider Microsoft.RecoveryServices", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  const typeOf = (provider: JsonObject, name: string) =>
    listAt(provider, "resourceTypes").find((type) => at(type, "resourceType") === name);

  it("is told with the applications that act for it and the versions and regions of its types", async () => {
    const { body } = await azure.call("GET", PROVIDER);
    assert.equal(body["registrationState"], "Registered");
    assert.equal(listAt(body, "authorizations").length, 4);
    assert.equal(listAt(body, "resourceTypes").length, 17);
    assert.deepEqual(typeOf(body, "locations"), {
      resourceType: "locations",
      locations: [],
      apiVersions: ["2017-07-01", "2016-06-01"],
    });
    assert.equal(
      at(typeOf(body, "vaults"), "capabilities"),
      "CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SystemAssignedResourceIdentity",
    );
    assert.deepEqual(
      [listAt(typeOf(body, "vaults"), "locations").length, listAt(typeOf(body, "vaults"), "apiVersions").length],
      [33, 26],
    );
  });

  it("is Registering in the reply to the call that registers, also for one that was registered, and Registered after it", async () => {
    const states = [
      await azure.call("POST", `${PROVIDER}/register`),
      await azure.call("GET", PROVIDER),
      await azure.call("POST", `${PROVIDER}/unregister`),
      await azure.call("POST", `${PROVIDER}/register`),
      await azure.call("GET", PROVIDER),
    ].map(({ body }) => textAt(body, "registrationState"));
    assert.deepEqual(states, ["Registering", "Registered", "NotRegistered", "Registering", "Registered"]);
  });

  it("has no types that this service knows where its name is unknown", async () => {
    const { body } = await azure.call("GET", `${SUBSCRIPTION}/providers/Contoso.Unknown`);
    assert.deepEqual([body["namespace"], body["resourceTypes"]], ["Contoso.Unknown", []]);
  });
});
