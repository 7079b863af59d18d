/** Functions in a program under the real Pulumi CLI, at preview and after the resources exist. */
import assert from "node:assert/strict";
import { SHOP_ID, shopProgram, VAULT_ID, vmStatements } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const STACK_TRACE = /^\s+at .+\(.+:\d+:\d+\)/m;

const RESOURCES = `
const vault = new Vault("kept", { resourceGroup: group.id, location: "westeurope" });
const policy = new BackupPolicy("daily", { vault, schedule: { frequency: "Daily", time: "02:00" }, retention: { daily: { count: 30 } } });
${vmStatements()}
const item = new ProtectedVm("web", { vault, policy, vm, initialBackup: true, onDelete: "delete" });
`;

const OUTPUT_CALLS = `
const { getBackupPolicyOutput, getProtectedVmOutput, getRecoveryPointsOutput, getVaultOutput } = require("azure-vm-backup");
exports.storage = getVaultOutput({ id: item.id.apply(() => vault.id) }).backupStorageVersion;
exports.kept = getBackupPolicyOutput({ vault, name: "EnhancedPolicy" }).retention.apply(({ daily }) => daily.count);
exports.next = getProtectedVmOutput({ id: item }).nextRun;
exports.points = getRecoveryPointsOutput({ vault, vm }, { dependsOn: item }).apply((points) => points.map(({ tier }) => tier));
`;

const PROMISE_CALLS = `
const { getProtectedVms, getVault } = require("azure-vm-backup");
module.exports = async () => {
  const items = await getProtectedVms({ vault: await getVault({ resourceGroup: "${SHOP_ID}", name: "kept" }) });
  return { names: items.map(({ name, protectionState }) => name + " is " + protectionState) };
};
`;

describe("a program that calls functions, under the real Pulumi CLI", function () {
  this.timeout(180_000);

  let project: Project;
  before(async function () {
    await requirePulumi.call(this);
    project = await createProject({ program: shopProgram(RESOURCES, OUTPUT_CALLS), language: "js" });
  });
  after(() => project?.dispose());

  // The commands depend on each other, so they are one test.
  it("can be previewed before its resources exist, outputs the results after an up, and reports a missing resource in one message", async () => {
    const preview = await project.preview();
    assert.equal(preview.exitCode, 0, preview.output);
    assert.match(preview.output, /\+ 8 to create/);
    assert.match(preview.output, /next\s*: \[unknown\]/);

    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /storage: "V2"/);
    assert.match(up.output, /kept\s*: 30/);
    assert.match(up.output, /next\s*: "\d{4}-\d\d-\d\dT02:00:00\.000Z"/);
    assert.match(up.output, /points\s*: \[\s*\[0\]: "SnapshotAndVault"/);

    const again = await project.preview();
    assert.equal(again.exitCode, 0, again.output);
    assert.match(again.output, /8 unchanged/);

    project.writeProgram(shopProgram(RESOURCES, PROMISE_CALLS));
    const plain = await project.up();
    assert.equal(plain.exitCode, 0, plain.output);
    assert.match(plain.output, /\[0\]: "web is Protected"/);

    project.writeProgram(shopProgram(RESOURCES, PROMISE_CALLS.replace('name: "kept"', 'name: "lost"')));
    const lost = await project.preview();
    assert.notEqual(lost.exitCode, 0);
    const missing = `getVault: Microsoft.RecoveryServices/vaults lost does not exist: ${VAULT_ID.replace("kept", "lost")} was not found (endpoint: embedded).`;
    assert.equal(lost.output.includes(missing), true, lost.output);
    assert.doesNotMatch(lost.output, STACK_TRACE);

    project.writeProgram(shopProgram(RESOURCES));
    const destroyed = await project.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.output);
  });
});
