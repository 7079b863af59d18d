/** What the dynamic door tells of the Azure behind it, under the real Pulumi CLI: warnings where they belong, and which cloud is meant. */
import assert from "node:assert/strict";
import { shopProgram, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const POLICY = `const vault = ${vaultStatement("kept")}
new BackupPolicy("daily", {
  vault: vault.id,
  timeZone: "W. Europe Standard Time",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
});`;

describe("Azure behind the dynamic door", function () {
  this.timeout(120_000);

  let project: Project;
  before(requirePulumi);
  afterEach(() => project?.dispose());

  it("warns at the resource that it warns of", async () => {
    project = await createProject({ program: shopProgram(POLICY), language: "js" });

    const up = await project.up();

    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /BackupPolicy \(daily\):\n +warning: [^\n]*daylight/);
  });

  it("is the cloud that azure-native's configuration names, and no other is asked", async () => {
    const config = { "azure-vm-backup:endpoint": "azure", "azure-native:environment": "german" };
    project = await createProject({ program: shopProgram(), language: "js", config });

    const up = await project.up();

    assert.notEqual(up.exitCode, 0);
    assert.match(up.output, /The environment "german" is unknown\. Allowed: "public", "usgovernment" or "china"\./);
    assert.doesNotMatch(up.output, /This is a simulation/);
  });

  it("is announced as a simulation where the environment makes it one, whatever is configured", async () => {
    const config = { "azure-vm-backup:endpoint": "azure" };
    project = await createProject({ program: shopProgram(), language: "js", config });

    const preview = await project.preview([], { env: { AZURE_VM_BACKUP_ENDPOINT: "embedded" } });

    assert.match(preview.output, /This is a simulation\. Requests go to the embedded Azure on this machine/);
  });

  it("is waited for as long as is declared, and met again by the next up", async () => {
    const program = shopProgram(vaultStatement("kept", 'timeouts: { create: "1s" }'));
    project = await createProject({ program, language: "js" });
    const busy = { fail: { status: 409, code: "BMSUserErrorObjectLocked" }, method: "PUT", path: "/vaults/[^/]+$" };

    const tooLong = await project.up([], { env: { AZURE_VM_BACKUP_FAULTS: JSON.stringify([busy]) } });
    const again = await project.up();

    assert.notEqual(tooLong.exitCode, 0);
    assert.match(
      tooLong.output,
      /The create of Microsoft\.RecoveryServices\/vaults kept timed out after 1s\. Azure continues accepted operations; .* set timeouts: \{ create: "2s" \}\./,
    );
    assert.equal(again.exitCode, 0, again.output);
  });
});
