/** The parent of an ARM id, and the id that results from a parent, a type and a name. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatResourceId,
  idBelow,
  isBelow,
  parentOf,
  parseResourceId,
  resourceName,
  resourceType,
} from "../../../provider/arm/resource-id.js";
import { anyId, RUNS } from "./any-id.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/m";
const LOCK = `${VM}/providers/Microsoft.Authorization/locks/l1`;

describe("an ARM id", () => {
  it("has a parent in the same spelling, up to the tenant", () => {
    assert.equal(parentOf(`${VAULT.toUpperCase()}/backupPolicies/daily/`), VAULT.toUpperCase());
    assert.equal(parentOf(VAULT), "/subscriptions/s/resourceGroups/g");
    assert.equal(parentOf("/subscriptions/s/resourceGroups/g"), "/subscriptions/s");
    assert.equal(parentOf("/subscriptions/s/providers/Microsoft.Features/features/f"), "/subscriptions/s");
    assert.equal(parentOf(LOCK), VM);
    assert.equal(parentOf(`${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/locks/l1`), MANAGEMENT_GROUP);
    assert.equal(parentOf(MANAGEMENT_GROUP), "/");
    assert.equal(parentOf("/subscriptions/s"), "/");
    assert.equal(parentOf("/"), undefined);
    assert.equal(parentOf(""), undefined);
    assert.equal(parentOf("daily"), undefined);
  });

  it("is always below its parent", () => {
    const child = anyId.filter((id) => formatResourceId(id) !== "/");
    fc.assert(
      fc.property(child, (id) => {
        const text = formatResourceId(id);
        const parent = parentOf(text) ?? "";
        assert.ok(isBelow(text, parent));
        assert.equal(formatResourceId(parseResourceId(parent)), parent);
      }),
      RUNS,
    );
  });

  it("is determined by its parent, its type and its name", () => {
    const idOf = (parent: string, type: string) => idBelow(parseResourceId(parent), type, "x");

    assert.equal(idOf("/subscriptions/s", "microsoft.resources/RESOURCEGROUPS"), "/subscriptions/s/resourceGroups/x");
    assert.equal(idOf(VM, "microsoft.compute/virtualMachines/extensions"), `${VM}/extensions/x`);
    assert.equal(idOf(VM, "Microsoft.Authorization/locks"), `${VM}/providers/Microsoft.Authorization/locks/x`);
    assert.equal(idOf(`${VM}/`, "Microsoft.Authorization/locks"), `${VM}/providers/Microsoft.Authorization/locks/x`);
    assert.equal(idOf(LOCK, "Microsoft.Authorization/locks/parts"), `${LOCK}/parts/x`);
    assert.equal(idOf("/", "Microsoft.Management/managementGroups"), MANAGEMENT_GROUP.replace(/m$/, "x"));
    assert.equal(idOf("/", "Microsoft.Resources/subscriptions"), "/subscriptions/x");
    assert.equal(
      idOf(MANAGEMENT_GROUP, "Microsoft.Management/managementGroups/subscriptions"),
      `${MANAGEMENT_GROUP}/subscriptions/x`,
    );
  });

  it("of any form results from its parent, its type and its name", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const text = formatResourceId(id);
        const parent = parentOf(text);
        if (parent === undefined) assert.equal(text, "/");
        else assert.equal(idBelow(parseResourceId(parent), resourceType(id), resourceName(id)), text);
      }),
      RUNS,
    );
  });
});
