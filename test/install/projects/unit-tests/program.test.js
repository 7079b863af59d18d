// Unit tests of the program, for the globals that jest and mocha share.
const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");
const { getBackupPolicy, getVault } = require("azure-vm-backup");
const { backupMocks, rememberingEngine } = require("azure-vm-backup/testing");

const resolved = (output) => new Promise((resolve) => output.apply(resolve));

describe("the program", () => {
  let program;
  (globalThis.beforeAll ?? globalThis.before)(async () => {
    await pulumi.runtime.setMocks(backupMocks(rememberingEngine()), "shop", "test");
    program = require("./program.js");
  });

  it("declares a vault, which a function reads as a promise and as an output", async () => {
    const id = await resolved(program.vault.id);

    assert.equal((await getVault({ id })).location, "westeurope");
    assert.equal(await resolved(program.location), "westeurope");
  });

  it("keeps daily backups for 30 days", async () => {
    const policy = await getBackupPolicy({ id: await resolved(program.policy.id) });

    assert.equal(policy.retention.daily.count, 30);
  });
});
