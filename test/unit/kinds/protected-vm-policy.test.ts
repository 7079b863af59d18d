/** A policy that is for something else than VMs, which every vault has from the start. */
import assert from "node:assert/strict";
import { check } from "../../../provider/kinds/lifecycle.js";
import { kindNamed } from "../../../provider/testing/drive.js";
import { itemInputs, VAULT } from "./examples.js";

const failuresOf = (policy: string) => check(kindNamed("ProtectedVm"), { ...itemInputs, policy }).failures;

describe("the policy of a protected VM", () => {
  it("is refused where it is the one for the logs of databases, before anything is asked", () => {
    assert.deepEqual(
      failuresOf(`${VAULT}/backupPolicies/hourlylogbackup`).map(({ property, reason }) => [property, reason]),
      [["policy", "is a policy for the logs of databases: expected one for virtual machines, such as DefaultPolicy"]],
    );
    assert.deepEqual(failuresOf(`${VAULT}/backupPolicies/HourlyLogBackup2`), []);
    assert.deepEqual(failuresOf(`${VAULT}/backupPolicies/DefaultPolicy`), []);
  });
});
