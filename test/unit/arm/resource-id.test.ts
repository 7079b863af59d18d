import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import {
  ancestorOf,
  formatResourceId,
  groupIdOf,
  groupOf,
  idKey,
  isBelow,
  isOfType,
  nameOf,
  parseResourceId,
  resourceName,
  resourceType,
  sameId,
  subscriptionOf,
  subscriptionScopeOf,
  typeOf,
  typeOfPath,
} from "../../../provider/arm/resource-id.js";
import { anyId, RUNS } from "./any-id.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/m";
const LOCK = `${VM}/providers/Microsoft.Authorization/locks/l1`;

describe("an ARM id", () => {
  it("is parsed into subscription, resource group, namespace and path", () => {
    assert.deepEqual(parseResourceId(`${VAULT}/backupPolicies/daily`), {
      subscription: "s",
      group: "g",
      namespace: "Microsoft.RecoveryServices",
      path: [
        { type: "vaults", name: "v" },
        { type: "backupPolicies", name: "daily" },
      ],
    });
  });

  it("may be that of a subscription, of a resource group, or of a resource outside a resource group", () => {
    const nothing = { group: undefined, namespace: undefined, path: [] };

    assert.deepEqual(parseResourceId("/subscriptions/s"), { subscription: "s", ...nothing });
    assert.deepEqual(parseResourceId("/subscriptions/s/resourceGroups/g"), {
      subscription: "s",
      ...nothing,
      group: "g",
    });
    assert.deepEqual(parseResourceId("/subscriptions/s/providers/Microsoft.Features/features/f"), {
      subscription: "s",
      group: undefined,
      namespace: "Microsoft.Features",
      path: [{ type: "features", name: "f" }],
    });
  });

  it("may be that of the tenant, or of a resource of the tenant such as a management group", () => {
    const tenant = { subscription: undefined, group: undefined };
    const managementGroup = {
      ...tenant,
      namespace: "Microsoft.Management",
      path: [{ type: "managementGroups", name: "m" }],
    };

    assert.deepEqual(parseResourceId("/"), { ...tenant, namespace: undefined, path: [] });
    assert.deepEqual(parseResourceId(MANAGEMENT_GROUP), managementGroup);
    assert.deepEqual(parseResourceId(`${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/locks/l1`), {
      ...tenant,
      namespace: "Microsoft.Authorization",
      path: [{ type: "locks", name: "l1" }],
      scope: managementGroup,
    });
  });

  it("is parsed in any case and with a trailing slash, and formatted in Azure's case", () => {
    const id = parseResourceId("/SUBSCRIPTIONS/s/resourcegroups/G/Providers/Microsoft.Compute/disks/D/");

    assert.equal(formatResourceId(id), "/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/disks/D");
  });

  it("is refused in any other format, with a message that shows the expected one", () => {
    for (const wrong of [
      "",
      "vault",
      "/subscriptions/",
      "/subscriptions/s/resourceGroups",
      "//",
      "/providers",
      "/providers/Microsoft.Management",
      "/providers/Microsoft.Management/managementGroups",
      "/tenants/t",
      `${VAULT}/backupPolicies`,
    ]) {
      assert.throws(() => parseResourceId(wrong), {
        code: "InvalidInput",
        message: `"${wrong}" is not an ARM id: expected /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.`,
      });
    }
  });

  it("is unchanged after parsing and formatting", () => {
    fc.assert(
      fc.property(anyId, (id) => assert.deepEqual(parseResourceId(formatResourceId(id)), id)),
      RUNS,
    );
    fc.assert(
      fc.property(anyId, (id) => {
        const text = formatResourceId(id);
        assert.equal(formatResourceId(parseResourceId(text)), text);
      }),
      RUNS,
    );
  });

  it("of an extension resource has the type after its last providers segment, and the extended resource as its scope", () => {
    assert.deepEqual(parseResourceId(LOCK), {
      subscription: "s",
      group: "g",
      namespace: "Microsoft.Authorization",
      path: [{ type: "locks", name: "l1" }],
      scope: parseResourceId(VM),
    });
    assert.equal(typeOf(LOCK), "Microsoft.Authorization/locks");
    assert.equal(nameOf(LOCK), "l1");
    assert.equal(groupOf(LOCK), "g");
  });

  it("is refused with an encoded slash in a segment", () => {
    assert.throws(() => parseResourceId("/subscriptions/s/resourceGroups/g%2fproviders"), {
      code: "InvalidInput",
      message:
        '"/subscriptions/s/resourceGroups/g%2fproviders" is not an ARM id: the segment "g%2fproviders" contains an encoded slash (%2F), which no name can have.',
    });
  });

  it("has a type and a name", () => {
    const policy = parseResourceId(`${VAULT}/backupPolicies/daily`);

    assert.equal(resourceType(policy), "Microsoft.RecoveryServices/vaults/backupPolicies");
    assert.equal(resourceName(policy), "daily");
  });

  it("has a type and a name even for a resource group, a subscription or the tenant", () => {
    const tenant = parseResourceId("/");
    assert.deepEqual([resourceType(tenant), resourceName(tenant)], ["Microsoft.Resources/tenants", ""]);
    const group = parseResourceId("/subscriptions/s/resourceGroups/g");
    const subscription = parseResourceId("/subscriptions/s");

    assert.equal(resourceType(group), "Microsoft.Resources/resourceGroups");
    assert.equal(resourceName(group), "g");
    assert.equal(resourceType(subscription), "Microsoft.Resources/subscriptions");
    assert.equal(resourceName(subscription), "s");
  });

  it("is in a resource group or in none", () => {
    assert.equal(groupIdOf(`${VAULT}/backupPolicies/daily`), "/subscriptions/s/resourceGroups/g");
    assert.equal(groupOf(VAULT), "g");
    assert.equal(groupOf("/subscriptions/s"), undefined);
    assert.throws(() => groupIdOf("/subscriptions/s"), {
      code: "InvalidInput",
      message: "/subscriptions/s is not in a resource group.",
    });
  });

  it("is in a subscription", () => {
    assert.equal(subscriptionOf(LOCK), "s");
    assert.equal(subscriptionScopeOf(LOCK), "/subscriptions/s");
  });

  it("of the tenant or of a management group is in no subscription", () => {
    for (const id of ["/", MANAGEMENT_GROUP]) {
      assert.throws(() => subscriptionOf(id), { code: "InvalidInput", message: `${id} is not in a subscription.` });
      assert.equal(groupOf(id), undefined);
    }
  });

  it("has as its name the segment after its last slash, even if it cannot be parsed", () => {
    assert.equal(nameOf(`${VAULT}/`), "v");
    assert.equal(nameOf("daily"), "daily");
    assert.equal(nameOf(""), "");
  });

  it("has the nearest ancestor of a type, which may be itself", () => {
    const item = `${VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`;

    assert.equal(ancestorOf(item, "microsoft.recoveryservices/VAULTS"), VAULT);
    assert.equal(ancestorOf(`${item}/recoveryPoints`, "Microsoft.RecoveryServices/vaults"), VAULT);
    assert.equal(ancestorOf(VAULT, "Microsoft.RecoveryServices/vaults"), VAULT);
    assert.equal(ancestorOf(LOCK, "Microsoft.Compute/virtualMachines"), VM);
    assert.equal(ancestorOf(item, "Microsoft.Compute/virtualMachines"), undefined);
    assert.equal(ancestorOf("vault", "Microsoft.RecoveryServices/vaults"), undefined);
  });

  it("matches only its own type", () => {
    assert.equal(isOfType(VM.toUpperCase(), "Microsoft.Compute/virtualMachines"), true);
    assert.equal(isOfType(LOCK, "Microsoft.Compute/virtualMachines"), false);
    assert.equal(isOfType(`${VM}/extensions`, "Microsoft.Compute/virtualMachines/extensions"), false);
    assert.equal(isOfType("web", "Microsoft.Compute/virtualMachines"), false);
  });

  it("has a type in lower case, even as the path of a list", () => {
    assert.equal(typeOfPath(`${VAULT}/backupJobs`), "microsoft.recoveryservices/vaults/backupjobs");
    assert.equal(typeOfPath(LOCK), "microsoft.authorization/locks");
  });

  it("is below another id only at a segment boundary", () => {
    assert.equal(isBelow(`${VAULT}/backupPolicies/daily`, `${VAULT.toUpperCase()}/`), true);
    assert.equal(isBelow(`${VAULT}10/backupPolicies/daily`, VAULT), false);
    assert.equal(isBelow(VAULT, VAULT), false);
  });

  it("equals the same id in any case and with a trailing slash, and no id with another letter", () => {
    assert.equal(sameId(VAULT, `${VAULT.toUpperCase()}/`), true);
    assert.equal(sameId(VAULT, `${VAULT}2`), false);
    assert.equal(idKey(`${VAULT}/`), VAULT.toLowerCase());
  });

  it("has a key that is computed with one step per trailing slash, without a regular expression", () => {
    const read = sinon.spy(String.prototype, "charCodeAt");
    const replaced = sinon.spy(RegExp.prototype, Symbol.replace);
    try {
      idKey(`${"/".repeat(100_000)}x`);
      assert.equal(read.callCount, 1);
      idKey(`x${"/".repeat(1000)}`);
      assert.equal(read.callCount, 1 + 1001);
      assert.equal(replaced.callCount, 0);
    } finally {
      read.restore();
      replaced.restore();
    }
  });
});
