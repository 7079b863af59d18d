import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import type { FindOther } from "../../../provider/kinds/kind.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { itemInputs, vaultInputs } from "./examples.js";

const UNLOCKED = { immutability: { state: "Unlocked" } };

/** Finds a vault with these inputs in the program. */
const findIn =
  (vault: JsonObject | undefined): FindOther =>
  (input) =>
    input === "vault" && vault !== undefined
      ? { kind: "Vault", name: "backups", inputs: { ...vaultInputs, ...vault } }
      : undefined;

/** The warnings for a ProtectedVm with these inputs in a vault with these inputs. */
const warningsOf = (item: JsonObject, vault: JsonObject | undefined): readonly string[] =>
  protectedVm.warningsWhenAdded?.({ ...itemInputs, ...item } as never, findIn(vault)) ?? [];

describe("adding a protected VM to a program", () => {
  it("warns that a destroy will fail at the vault if the VM retains recovery points and the vault's onDelete is refuse", () => {
    assert.deepEqual(warningsOf({}, {}), [
      'pulumi destroy will fail at Vault backups: its onDelete is "refuse", and this ProtectedVm retains its recovery points in it (onDelete: "stopRetain"). To let a destroy delete both, set onDelete: "delete" here: the backups go to soft delete. To retain the backups in Azure, set onDelete: "stopRetain" on the vault and "retain" on its resource group.',
    ]);
    assert.equal(warningsOf({ onDelete: "retain" }, { onDelete: "refuse", adopt: "always" }).length, 1);
    assert.equal(warningsOf({ onDelete: "suspendRetain" }, { adopt: "own" }).length, 1);
  });

  it("does not warn if a destroy will succeed, or if the program does not delete the vault", () => {
    assert.deepEqual(warningsOf({ onDelete: "delete" }, {}), []);
    assert.deepEqual(warningsOf({}, { onDelete: "stopRetain" }), []);
    assert.deepEqual(warningsOf({}, { onDelete: "delete" }), []);
    assert.deepEqual(warningsOf({}, { adopt: "always" }), []);
    assert.deepEqual(warningsOf({}, undefined), []);
  });

  it("warns that a destroy cannot delete backups in an immutable vault", () => {
    assert.deepEqual(warningsOf({ onDelete: "delete" }, UNLOCKED), [
      'pulumi destroy will fail at this ProtectedVm (onDelete: "delete"): Vault backups is immutable (Unlocked), so Azure deletes no backup in it before it expires. Before a destroy, set immutability.state "Disabled" on the vault and run pulumi up; or set onDelete: "stopRetain" here.',
    ]);
    assert.match(
      warningsOf({ onDelete: "delete" }, { immutability: { state: "Locked" } }).join(),
      /is immutable \(Locked\), .* Set onDelete: "stopRetain" here\.$/,
    );
    assert.deepEqual(warningsOf({ onDelete: "delete" }, { immutability: { state: UNKNOWN } }), []);
  });

  it("warns that a destroy cannot suspend backups in a vault that is not immutable", () => {
    assert.match(
      warningsOf({ onDelete: "suspendRetain" }, { onDelete: "stopRetain" }).join(),
      /^pulumi destroy will fail at this ProtectedVm .*: Azure suspends backups only in immutable vaults, and Vault backups is not/,
    );
    assert.deepEqual(warningsOf({ onDelete: "suspendRetain" }, { onDelete: "stopRetain", ...UNLOCKED }), []);
  });
});

describe("a protected VM with suspended protection", () => {
  const refusals = (vault: JsonObject | undefined, protection = "suspended") =>
    (protectedVm.faultsAmong?.({ ...itemInputs, protection } as never, findIn(vault)) ?? []).map(
      ({ property, reason }) => `${property} ${reason}`,
    );

  it("is refused in a Vault of the program that declares no immutability", () => {
    assert.deepEqual(refusals({}), [
      'protection is not possible: Azure suspends backups only in immutable vaults, and the vault\'s immutability.state is "Disabled"; set that to "Unlocked", or choose "stopped"',
    ]);
  });

  it("is not refused in an immutable or adopted vault, or one that is not known", () => {
    for (const vault of [UNLOCKED, { immutability: UNKNOWN }, { adopt: "always" }, undefined]) {
      assert.deepEqual(refusals(vault), []);
    }
    assert.deepEqual(refusals({}, "stopped"), []);
  });
});
