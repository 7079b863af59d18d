/** Properties and values of an ArmResource that Microsoft's published schemas do not have, at preview. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { diskInputs, GROUP } from "./examples.js";

const warningsOf = (changes: JsonObject): readonly string[] => {
  const { failures, warnings } = check(armResource, { ...diskInputs, ...changes });
  assert.deepEqual(failures, []);
  return warnings;
};
const creationData = { createOption: "Empty" };

describe("the properties of an ArmResource", () => {
  it("cause a warning if Microsoft's schema does not have one of them", () => {
    assert.deepEqual(warningsOf({ properties: { creationData, diskSizeGB: 4, networkAccesPolicy: "AllowAll" } }), [
      'properties.networkAccesPolicy: Microsoft\'s schema of Microsoft.Compute/disks has no such property, and Azure refuses unknown ones. Did you mean "networkAccessPolicy"?',
    ]);
  });

  it("cause a warning if a value is not one of those of the schema, in the body of the resource too", () => {
    assert.deepEqual(warningsOf({ body: { sku: { name: "Premium_LRSS" } } }), [
      'sku.name: the value is not in Microsoft\'s schema of Microsoft.Compute/disks: expected one of Standard_LRS, Premium_LRS, StandardSSD_LRS, UltraSSD_LRS, Premium_ZRS, StandardSSD_ZRS, PremiumV2_LRS. Did you mean "Premium_LRS"?',
    ]);
  });

  it("cause the warning of the service if Azure ignores them", () => {
    const vault = { type: "Microsoft.RecoveryServices/vaults", apiVersion: "2024-04-01", parent: GROUP };
    assert.deepEqual(warningsOf({ ...vault, properties: { publicNetworkAcces: "Enabled" } }), [
      'Azure ignores "properties.publicNetworkAcces": there is no such property. Did you mean "publicNetworkAccess"?',
    ]);
  });

  it("cause no warning in another case, if they are not known yet, and for types without a schema", () => {
    const shouted = { creationData, diskSizeGB: 4, NETWORKACCESSPOLICY: "denyall" };
    assert.deepEqual(warningsOf({ type: "microsoft.compute/DISKS", properties: shouted }), []);
    assert.deepEqual(
      warningsOf({ properties: { creationData, diskSizeGB: UNKNOWN, networkAccessPolicy: UNKNOWN } }),
      [],
    );
    assert.deepEqual(warningsOf({ properties: UNKNOWN }), []);
    const network = { type: "Microsoft.Network/virtualNetworks", parent: GROUP, apiVersion: "2024-01-01" };
    assert.deepEqual(warningsOf({ ...network, properties: { anything: 1 } }), []);
  });

  it("are not quoted, because they may be secret", () => {
    const [warning = ""] = warningsOf({ properties: { creationData, diskSizeGB: 4, osType: "planted" } });
    assert.match(warning, /^properties\.osType: /);
    assert.ok(!warning.includes("planted"));
  });
});
