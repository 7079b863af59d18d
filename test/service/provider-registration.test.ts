import assert from "node:assert/strict";
import { at, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import { openTestAzure, SUBSCRIPTION, type TestAzure } from "../support/service.js";

const PROVIDER = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices`;

describe("a resource provider", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  const typeOf = (provider: JsonObject, name: string) =>
    listAt(provider, "resourceTypes").find((type) => at(type, "resourceType") === name);

  it("is returned with its authorizations and the API versions and locations of its resource types", async () => {
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

  it("is Registering in every reply to a register call, and Registered afterwards", async () => {
    const states = [
      await azure.call("POST", `${PROVIDER}/register`),
      await azure.call("GET", PROVIDER),
      await azure.call("POST", `${PROVIDER}/unregister`),
      await azure.call("POST", `${PROVIDER}/register`),
      await azure.call("GET", PROVIDER),
    ].map(({ body }) => textAt(body, "registrationState"));
    assert.deepEqual(states, ["Registering", "Registered", "NotRegistered", "Registering", "Registered"]);
  });

  it("lists for each type of Compute the API versions of that type, newest first", async () => {
    const { body } = await azure.call("GET", `${SUBSCRIPTION}/providers/Microsoft.Compute`);
    const versionsOf = (name: string) => listAt(typeOf(body, name), "apiVersions");

    assert.deepEqual(versionsOf("disks").slice(0, 3), ["2025-01-02", "2024-03-02", "2023-10-02"]);
    assert.equal(versionsOf("virtualMachines").at(-1), "2015-05-01-preview");
    assert.equal(versionsOf("disks").includes("2024-07-01"), false);
  });

  it("has no resource types if its namespace is unknown", async () => {
    const { body } = await azure.call("GET", `${SUBSCRIPTION}/providers/Contoso.Unknown`);
    assert.deepEqual([body["namespace"], body["resourceTypes"]], ["Contoso.Unknown", []]);
  });
});
