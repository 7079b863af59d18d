/** The policy of a protected VM, and the protection states that are no drift. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { kindNamed } from "../../../provider/testing/drive.js";
import { drive, rememberingEngine } from "../../../provider/testing/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { check } from "../../support/verbs.js";
import { ITEM, itemInputs, POLICY, VAULT, VM } from "./examples.js";

const failuresOf = (policy: string) => check(kindNamed("ProtectedVm"), { ...itemInputs, policy }).failures;

describe("the policy of a protected VM", () => {
  it("is refused by check if it is the log backup policy for databases", () => {
    assert.deepEqual(
      failuresOf(`${VAULT}/backupPolicies/hourlylogbackup`).map(({ property, reason }) => [property, reason]),
      [["policy", "is a policy for the logs of databases: expected one for virtual machines, such as DefaultPolicy"]],
    );
    assert.deepEqual(failuresOf(`${VAULT}/backupPolicies/HourlyLogBackup2`), []);
    assert.deepEqual(failuresOf(`${VAULT}/backupPolicies/DefaultPolicy`), []);
  });

  it("may have a name with underscores, which existing policies have", () => {
    assert.deepEqual(failuresOf(`${VAULT}/backupPolicies/Hourly_backup_policy_1`), []);
  });
});

describe("a VM that is protected as declared", () => {
  for (const protectionState of ["IRPending", "Protected", "ProtectionError", "ProtectionPaused", "Invalid"]) {
    it(`has no drift in the protection state ${protectionState}`, async () => {
      const { armed, engine } = stubEngine(rememberingEngine());
      const item = drive("ProtectedVm", engine);
      await item.up(itemInputs);
      const properties = { sourceResourceId: VM, policyId: POLICY, protectionState };
      sinon.stub(armed.protectedItems, "find").resolves({ id: ITEM, properties });

      assert.equal(await item.refresh(), false);
      assert.equal(item.preview(itemInputs).step, "same");
    });
  }

  it("has drift if its protection was stopped outside the program, which removes its policy in Azure", async () => {
    const { armed, engine } = stubEngine(rememberingEngine());
    const item = drive("ProtectedVm", engine);
    await item.up(itemInputs);
    const properties = { sourceResourceId: VM, policyId: "", protectionState: "ProtectionStopped" };
    sinon.stub(armed.protectedItems, "find").resolves({ id: ITEM, properties });

    assert.equal(await item.refresh(), true);
    assert.deepEqual([item.state?.inputs["protection"], item.state?.inputs["policy"]], ["stopped", POLICY]);
  });
});
