/** A policy that is deleted: while it is used, the VMs that use it are named. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { ITEM, POLICY, VAULT } from "./examples.js";

const inUse = new BackupError("Conflict", "in use", { azureCode: "BMSUserErrorPolicyObjectInUse", requestId: "r-1" });

/** An engine that does not delete a policy for this reason, in whose vault these items are. */
function refusing(error: Error, ...items: { friendlyName?: string; policyId?: string }[]) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.policies, "delete").rejects(error);
  const listed = items.map((properties) => ({ id: ITEM, properties }));
  const list = sinon.stub(stubbed.armed.protectedItems, "list").resolves(listed);
  return { ...stubbed, list, remove: () => backupPolicy.handler(stubbed.engine).delete(POLICY, {}) };
}

describe("a policy that is in use", () => {
  it("is not deleted, and the error names its VMs alone", async () => {
    const { remove, list } = refusing(
      inUse,
      { friendlyName: "web", policyId: POLICY.toUpperCase() },
      { friendlyName: "db", policyId: `${POLICY}2` },
      { policyId: POLICY },
    );

    await assert.rejects(remove(), {
      code: "Refused",
      azureCode: "BMSUserErrorPolicyObjectInUse",
      requestId: "r-1",
      message: `Cannot delete the policy ${POLICY} because it still protects web, ${ITEM}. First assign another policy to them or stop their protection.`,
    });
    assert.deepEqual(list.args, [[VAULT]]);
  });

  it("is in use by other items where no VM is found", async () => {
    await assert.rejects(refusing(inUse, {}).remove(), { message: /because it still protects other items\./ });
  });

  it("fails as Azure says for any other reason", async () => {
    const forbidden = new BackupError("Forbidden", "no right");
    const { remove, calls } = refusing(forbidden);

    await assert.rejects(remove(), (error) => error === forbidden);
    assert.deepEqual(calls, ["policies.delete"]);
  });
});
