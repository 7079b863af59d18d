/** Warnings, the selected cloud and timeouts of the dynamic provider, under the real Pulumi CLI. */
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

describe("the dynamic provider under the real Pulumi CLI", function () {
  this.timeout(120_000);

  let project: Project;
  before(requirePulumi);
  afterEach(() => project?.dispose());

  it("logs a warning at the resource that the warning is about", async () => {
    project = await createProject({ program: shopProgram(POLICY), language: "js" });

    const up = await project.up();

    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /BackupPolicy \(daily\):\n +warning: [^\n]*daylight/);
  });

  it("uses the cloud that azure-native's configuration selects, and no other", async () => {
    const config = { "azure-vm-backup:endpoint": "azure", "azure-native:environment": "german" };
    project = await createProject({ program: shopProgram(), language: "js", config });

    const up = await project.up();

    assert.notEqual(up.exitCode, 0);
    assert.match(up.output, /The environment "german" is unknown\. Allowed: "public", "usgovernment" or "china"\./);
    assert.doesNotMatch(up.output, /This is a simulation/);
  });

  it("announces a simulation if the environment variable selects it, whatever is configured", async () => {
    const config = { "azure-vm-backup:endpoint": "azure" };
    project = await createProject({ program: shopProgram(), language: "js", config });

    const preview = await project.preview([], { env: { AZURE_VM_BACKUP_ENDPOINT: "embedded" } });

    assert.match(preview.output, /This is a simulation\. Requests go to the embedded Azure on this machine/);
  });

  it("waits as long as timeouts declares, and the next up recognizes the resource", async () => {
    const program = shopProgram(vaultStatement("kept", 'timeouts: { create: "1s" }'));
    project = await createProject({ program, language: "js" });
    const busy = { fail: { status: 409, code: "BMSUserErrorObjectLocked" }, method: "PUT", path: "/vaults/[^/]+$" };

    const timedOut = await project.up([], { env: { AZURE_VM_BACKUP_FAULTS: JSON.stringify([busy]) } });
    const again = await project.up();

    assert.notEqual(timedOut.exitCode, 0);
    assert.match(
      timedOut.output,
      /The create of Microsoft\.RecoveryServices\/vaults kept timed out after 1s\. Azure continues accepted operations; .* set timeouts: \{ create: "2s" \}\./,
    );
    assert.equal(again.exitCode, 0, again.output);
  });
});
