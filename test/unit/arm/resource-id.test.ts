import assert from "node:assert/strict";
import fc from "fast-check";
import {
  childId,
  formatResourceId,
  groupId,
  idKey,
  parseResourceId,
  type ResourceId,
  resourceName,
  resourceType,
  sameId,
} from "../../../provider/arm/resource-id.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

/** A segment of an id: any text without a slash. */
const segment = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("/"));

const anyId: fc.Arbitrary<ResourceId> = fc
  .tuple(
    segment,
    fc.option(segment, { nil: undefined }),
    fc.option(segment, { nil: undefined }),
    fc.array(
      fc.tuple(segment, segment).map(([type, name]) => ({ type, name })),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([subscription, group, namespace, path]) => ({ subscription, group, namespace, path }))
  .map((id) => (id.namespace === undefined ? { ...id, path: [] } : id));

describe("an ARM id", () => {
  it("has parts", () => {
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

  it("may be a subscription, a resource group, or lie in no group", () => {
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

  it("is read in any case and with a slash at its end, and written in Azure's own case", () => {
    const id = parseResourceId("/SUBSCRIPTIONS/s/resourcegroups/G/Providers/Microsoft.Compute/disks/D/");

    assert.equal(formatResourceId(id), "/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/disks/D");
  });

  it("is no text of another form, and the message shows the right one", () => {
    for (const wrong of [
      "",
      "vault",
      "/subscriptions/",
      "/subscriptions/s/resourceGroups",
      `${VAULT}/backupPolicies`,
    ]) {
      assert.throws(() => parseResourceId(wrong), {
        code: "InvalidInput",
        message: `"${wrong}" is not an ARM id: expected /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.`,
      });
    }
  });

  it("is whole after it was taken apart and put together", () => {
    fc.assert(fc.property(anyId, (id) => assert.deepEqual(parseResourceId(formatResourceId(id)), id)));
  });

  it("has a type and a name", () => {
    const policy = parseResourceId(`${VAULT}/backupPolicies/daily`);

    assert.equal(resourceType(policy), "Microsoft.RecoveryServices/vaults/backupPolicies");
    assert.equal(resourceName(policy), "daily");
  });

  it("has a type and a name where it is a group or a subscription", () => {
    const group = parseResourceId("/subscriptions/s/resourceGroups/g");
    const subscription = parseResourceId("/subscriptions/s");

    assert.equal(resourceType(group), "Microsoft.Resources/resourceGroups");
    assert.equal(resourceName(group), "g");
    assert.equal(resourceType(subscription), "Microsoft.Resources/subscriptions");
    assert.equal(resourceName(subscription), "s");
  });

  it("lies in a group", () => {
    assert.equal(groupId(`${VAULT}/backupPolicies/daily`), "/subscriptions/s/resourceGroups/g");
    assert.throws(() => groupId("/subscriptions/s"), {
      code: "InvalidInput",
      message: "/subscriptions/s lies in no resource group.",
    });
  });

  it("is the same in any case and with a slash at its end, and another with any other letter", () => {
    assert.equal(sameId(VAULT, `${VAULT.toUpperCase()}/`), true);
    assert.equal(sameId(VAULT, `${VAULT}2`), false);
    assert.equal(idKey(`${VAULT}/`), VAULT.toLowerCase());
  });

  it("has the ids of its children below it", () => {
    assert.equal(childId(VAULT, "backupPolicies", "daily"), `${VAULT}/backupPolicies/daily`);
  });
});
