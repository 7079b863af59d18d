/** Deleting a policy: while it is in use, the error names the VMs that use it. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { ITEM, POLICY, VAULT } from "./examples.js";

const inUse = new BackupError("Conflict", "in use", { azureCode: "BMSUserErrorPolicyObjectInUse", requestId: "r-1" });

/** An engine that rejects the deletion of a policy with this error, and whose vault contains these items. */
function refusing(error: Error, ...items: { friendlyName?: string; policyId?: string }[]) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.policies, "delete").rejects(error);
  const listed = items.map((properties) => ({ id: ITEM, properties }));
  const list = sinon.stub(stubbed.armed.protectedItems, "list").resolves(listed);
  return { ...stubbed, list, remove: () => backupPolicy.handler(stubbed.engine).delete(POLICY, {}) };
}

describe("deleting a policy", () => {
  it("fails while VMs use it, and the error names only those VMs", async () => {
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
      message: `Cannot delete the policy ${POLICY} because it still protects web, ${ITEM}. First assign another policy to them or stop their protection. If a change of policyType replaces the policy, change its name in the same run: then the new policy is created first.`,
    });
    assert.deepEqual(list.args, [[VAULT]]);
  });

  it("fails while it is in use, and the error names other items if no VM uses it", async () => {
    await assert.rejects(refusing(inUse, {}).remove(), { message: /because it still protects other items\./ });
  });

  it("fails with Azure's own error for any other reason", async () => {
    const forbidden = new BackupError("Forbidden", "no right");
    const { remove, calls } = refusing(forbidden);

    await assert.rejects(remove(), (error) => error === forbidden);
    assert.deepEqual(calls, ["policies.delete"]);
  });
});
