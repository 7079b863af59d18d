import assert from "node:assert/strict";
import fc from "fast-check";
import { formatResourceId } from "../../../provider/arm/resource-id.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource, fromArm, toArm } from "../../../provider/kinds/arm-resource/index.js";
import { inputs } from "../../../provider/kinds/arm-resource/schema.js";
import { holdsDeclared } from "../../../provider/kinds/comparison.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { anyId, RUNS } from "../arm/any-id.js";
import { DISK, diskInputs, GROUP, SUBSCRIPTION, VAULT, VM } from "./examples.js";

const EXTENSION_TYPES = [
  "Microsoft.Authorization/locks",
  "Microsoft.Insights/diagnosticSettings",
  "Microsoft.Authorization/roleAssignments",
  "Microsoft.AlertsManagement/actionRules",
];

describe("the id of an ArmResource", () => {
  it("is below its resource group", () => {
    assert.equal(armResource.armId(diskInputs), DISK);
  });

  it("is below the subscription for a resource group, whatever the letter case of its type", () => {
    const group = { parent: SUBSCRIPTION, name: "shop" };

    assert.equal(armResource.armId({ ...group, type: "Microsoft.Resources/resourceGroups" }), GROUP);
    assert.equal(armResource.armId({ ...group, type: "microsoft.resources/RESOURCEGROUPS" }), GROUP);
  });

  it("is below the parent resource for a child resource", () => {
    const type = "Microsoft.Compute/virtualMachines/extensions";

    assert.equal(armResource.armId({ type, parent: VM, name: "agent" }), `${VM}/extensions/agent`);
  });

  it("is below the extended resource, group, subscription, management group or tenant for an extension resource", () => {
    const managementGroup = "/providers/Microsoft.Management/managementGroups/shop";
    for (const parent of [VAULT, GROUP, SUBSCRIPTION, managementGroup]) {
      for (const type of EXTENSION_TYPES) {
        assert.equal(armResource.armId({ type, parent, name: "one" }), `${parent}/providers/${type}/one`);
      }
    }
    assert.equal(
      armResource.armId({ type: "Microsoft.Authorization/roleAssignments", parent: "/", name: "one" }),
      "/providers/Microsoft.Authorization/roleAssignments/one",
    );
  });

  it("is unknown while an input that forms it is unknown or missing", () => {
    assert.equal(armResource.armId({ ...diskInputs, parent: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ ...diskInputs, name: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ ...diskInputs, type: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ parent: GROUP, name: "db" }), undefined);
  });
});

describe("the conversion of an ArmResource to and from ARM", () => {
  it("sends what was declared and nothing else", () => {
    const declaredInputs = {
      ...diskInputs,
      tags: { team: "shop" },
      body: { sku: { name: "Premium_LRS" }, zones: ["1"] },
    };

    assert.deepEqual(toArm(declaredInputs), {
      sku: { name: "Premium_LRS" },
      zones: ["1"],
      location: "westeurope",
      tags: { team: "shop" },
      properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
    });
    assert.deepEqual(toArm({ ...diskInputs, location: "westeurope", properties: {} }), {
      location: "westeurope",
      properties: {},
    });
  });

  it("reads the inputs back, with only the declared keys of body", () => {
    const live = {
      id: DISK.toUpperCase(),
      name: "DB",
      type: "Microsoft.Compute/disks",
      location: "westeurope",
      sku: { name: "Premium_LRS", tier: "Premium" },
      zones: ["1"],
      properties: { diskSizeGB: 32, provisioningState: "Succeeded" },
    };

    assert.deepEqual(fromArm(DISK, live, { ...diskInputs, body: { sku: {}, plan: {} } }), {
      type: "Microsoft.Compute/disks",
      apiVersion: "2023-10-02",
      parent: GROUP,
      name: "db",
      location: "westeurope",
      properties: { diskSizeGB: 32, provisioningState: "Succeeded" },
      body: { sku: { name: "Premium_LRS", tier: "Premium" } },
    });
  });

  it("reads type, parent and name from the id if nothing was declared", () => {
    const lock = `${VAULT}/providers/Microsoft.Authorization/locks/keep`;

    assert.deepEqual(fromArm(DISK, {}, {}), { type: "Microsoft.Compute/disks", parent: GROUP, name: "db" });
    assert.deepEqual(fromArm(lock, {}, {}), { type: "Microsoft.Authorization/locks", parent: VAULT, name: "keep" });
  });

  it("reads inputs from any id that form this id again", () => {
    fc.assert(
      fc.property(
        anyId.filter((id) => formatResourceId(id) !== "/"),
        (id) => {
          const text = formatResourceId(id);
          assert.equal(armResource.armId(fromArm(text, {}, {})), text);
        },
      ),
      RUNS,
    );
  });

  it("reads back what was declared, whatever properties Azure adds", () => {
    const freeForm = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 2 }));

    fc.assert(
      fc.property(freeForm, freeForm, (declared, added) => {
        const declaredInputs = { ...diskInputs, properties: declared };
        const live = { ...toArm(declaredInputs), properties: { ...added, ...declared } };
        assert.equal(
          holdsDeclared(inputs.properties.properties, declared, fromArm(DISK, live, declaredInputs)["properties"]),
          true,
        );
      }),
    );
  });
});

describe("the check of an ArmResource", () => {
  const lock = { type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01", name: "keep" };
  const failuresOf = (declared: JsonObject) => check(armResource, { properties: {}, ...declared }).failures;

  it("accepts an extension resource on every kind of parent, and a parent that is unknown", () => {
    const managementGroup = "/providers/Microsoft.Management/managementGroups/shop";
    const guid = "4f7a2c30-9d2b-4c61-8e15-0b6f3a9d7c21";
    const parents = [VM, VAULT, `${VAULT}/backupPolicies/daily`, GROUP, SUBSCRIPTION, managementGroup, "/", UNKNOWN];
    for (const parent of parents) {
      for (const type of EXTENSION_TYPES) {
        assert.deepEqual(failuresOf({ ...lock, type, parent, name: guid }), [], `${type} on ${parent}`);
      }
    }
  });

  it("accepts an extension resource of an extension resource, and one of its own provider", () => {
    const component = `${GROUP}/providers/Microsoft.Insights/components/web`;
    const assignment = `${GROUP}/providers/Microsoft.Authorization/policyAssignments/tags`;

    assert.deepEqual(failuresOf({ ...lock, parent: assignment }), []);
    assert.deepEqual(
      failuresOf({ ...lock, parent: `${component}/providers/Microsoft.Insights/diagnosticSettings/d` }),
      [],
    );
    assert.deepEqual(failuresOf({ ...lock, type: "Microsoft.Insights/diagnosticSettings", parent: component }), []);
  });

  it("accepts resources of the tenant, of a management group and of a subscription", () => {
    const managementGroup = "/providers/Microsoft.Management/managementGroups/shop";
    for (const [type, parent] of [
      ["Microsoft.Management/managementGroups", "/"],
      ["Microsoft.Management/managementGroups/subscriptions", managementGroup],
      ["Microsoft.Subscription/aliases", "/"],
      ["Microsoft.Network/networkManagerConnections", managementGroup],
      ["Microsoft.Consumption/budgets", SUBSCRIPTION],
    ]) {
      assert.deepEqual(failuresOf({ ...lock, type, parent }), [], type);
    }
  });

  it("does not check the parent while the type is unknown", () => {
    for (const parent of ["/", VM, `${VAULT}/backupPolicies`]) {
      assert.deepEqual(failuresOf({ ...lock, type: UNKNOWN, parent }), []);
    }
  });
});
