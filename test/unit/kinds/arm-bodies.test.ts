/** The request bodies of kinds, validated against Microsoft's published schemas. */
import assert from "node:assert/strict";
import { bodyFailures } from "../../../provider/kinds/arm-bodies.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";

const VAULT = "Microsoft.RecoveryServices/vaults";
const POLICY = "Microsoft.RecoveryServices/vaults/backupPolicies";

const failuresOf = (type: string, body: object) => bodyFailures([{ type, body: { ...body } }]);

describe("the body of a request", () => {
  it("is valid if Microsoft's schema allows every part of it", () => {
    const properties = { publicNetworkAccess: "Enabled", redundancySettings: { crossRegionRestore: "Enabled" } };
    assert.deepEqual(failuresOf(VAULT, { location: "westeurope", sku: { name: "Standard" }, properties }), []);
  });

  it("is refused if a value is not one of the allowed values", () => {
    assert.deepEqual(failuresOf(VAULT, { properties: { publicNetworkAccess: "Sometimes" } }), [
      {
        property: "properties.publicNetworkAccess",
        reason: "is not valid in the body of a Microsoft.RecoveryServices/vaults: expected one of Enabled, Disabled",
      },
    ]);
  });

  it("is refused if Azure has no property of that name", () => {
    assert.deepEqual(failuresOf(VAULT, { properties: { redundancySettings: { crossRegionRestor: "Enabled" } } }), [
      {
        property: "properties.redundancySettings.crossRegionRestor",
        reason:
          "is not a property in the body of a Microsoft.RecoveryServices/vaults: it has crossRegionRestore, standardTierStorageRedundancy",
      },
    ]);
  });

  it("is refused for each of several mistakes at once", () => {
    const properties = { publicNetworkAccess: "Sometimes", redundancySettings: "LRS", nonesuch: 1 };
    assert.deepEqual(
      failuresOf(VAULT, { properties }).map(({ property }) => property),
      ["properties.nonesuch", "properties.publicNetworkAccess", "properties.redundancySettings"],
    );
  });

  it("is validated by the branch that its discriminator selects, so one mistake is one failure", () => {
    const properties = {
      backupManagementType: "AzureIaasVM",
      schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicy", scheduleRunFrequency: "Often" },
    };
    assert.deepEqual(
      failuresOf(POLICY, { properties }).map(({ property }) => property),
      ["properties.schedulePolicy.scheduleRunFrequency"],
    );
  });

  it("is valid wherever a value is not known yet", () => {
    assert.deepEqual(
      failuresOf(VAULT, { properties: { publicNetworkAccess: UNKNOWN, redundancySettings: UNKNOWN } }),
      [],
    );
    assert.deepEqual(
      failuresOf(POLICY, {
        properties: { backupManagementType: "AzureIaasVM", schedulePolicy: { schedulePolicyType: UNKNOWN } },
      }),
      [],
    );
  });

  it("is refused without showing its values, because a body may contain secrets", () => {
    const properties = { publisher: 7, protectedSettings: { key: "planted" } };
    const failures = failuresOf("Microsoft.Compute/virtualMachines/extensions", { properties });
    assert.equal(failures.length, 1);
    assert.ok(!JSON.stringify(failures).includes("planted"));
  });
});
