/** Types, names and api-versions of an ArmResource, at preview. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import { diskInputs, GROUP, VAULT } from "./examples.js";

const checked = (changes: JsonObject) => {
  const inputs = { ...diskInputs, ...changes };
  const { failures, warnings } = check(armResource, inputs);
  return { reasons: reasons(armResource, failures, inputs), warnings };
};

const other = { properties: {}, location: UNKNOWN };

describe("the type of an ArmResource", () => {
  it("is warned about if no version of Azure is known to have it, since Azure adds types", () => {
    assert.deepEqual(checked({ ...other, type: "Microsoft.Compute/disk", apiVersion: "2024-07-01" }), {
      reasons: [],
      warnings: [
        "type: The resource type 'disk' could not be found in the namespace 'Microsoft.Compute' for api version '2024-07-01'. Did you mean 'disks'?",
      ],
    });
    assert.deepEqual(checked({ ...other, type: "Microsoft.RecoveryService/vaults" }).warnings, [
      "type: The resource namespace 'Microsoft.RecoveryService' is invalid. Did you mean 'Microsoft.RecoveryServices'?",
    ]);
  });

  it("is accepted without a warning if Azure has it, if its namespace has unknown types, and if it is not known yet", () => {
    for (const type of ["microsoft.compute/GALLERIES", "Microsoft.Network/virtualNetwork", UNKNOWN]) {
      assert.deepEqual(checked({ ...other, parent: GROUP, type }), { reasons: [], warnings: [] }, type);
    }
  });

  it("that has one resource has a fixed name", () => {
    const config = { ...other, type: "Microsoft.RecoveryServices/vaults/backupconfig", parent: VAULT };

    assert.deepEqual(checked({ ...config, name: "myconfig" }).reasons, [
      "name: \"myconfig\" is not the name of this resource: resourceName parameter is invalid. Please provide a valid resourceName. The name of backupconfig is 'myconfig': expected vaultconfig.",
    ]);
    assert.deepEqual(checked({ ...config, name: "vaultconfig" }).reasons, []);
    assert.deepEqual(checked({ ...config, name: UNKNOWN }).reasons, []);
  });

  it("has api-versions, of which the first is known", () => {
    assert.deepEqual(checked({ apiVersion: "2010-01-01" }).reasons, [
      'apiVersion: "2010-01-01" is older than Microsoft.Compute/disks: expected 2016-04-30-preview or later',
    ]);
    assert.deepEqual(checked({ apiVersion: "2024-02-30" }).reasons, ['apiVersion: "2024-02-30" is not a date']);
    assert.deepEqual(checked({ apiVersion: "2031-01-01" }).reasons, []);
  });
});
