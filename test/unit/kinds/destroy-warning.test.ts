import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { itemInputs, vaultInputs } from "./examples.js";

/** The warnings for a ProtectedVm with these inputs in a vault with these inputs. */
const warningsOf = (item: JsonObject, vault: JsonObject | undefined): readonly string[] =>
  protectedVm.warningsWhenAdded?.({ ...itemInputs, ...item } as never, (input) =>
    input === "vault" && vault !== undefined
      ? { kind: "Vault", name: "backups", inputs: { ...vaultInputs, ...vault } }
      : undefined,
  ) ?? [];

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
});
