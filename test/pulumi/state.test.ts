/** What the state contains, and which endpoint a run without a program uses, under the real Pulumi CLI. See docs/pulumi.md. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listed } from "../support/home.js";
import { shopProgram, vaultStatement } from "../support/programs.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

describe("the state under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  beforeEach(async () => {
    project = await createProject({ program: shopProgram(vaultStatement("kept")), language: "js" });
  });
  afterEach(() => project.dispose());

  it("makes a refresh use the endpoint of the last up, and a refresh with --run-program the configured endpoint", async () => {
    await project.up();
    await project.config("azure-vm-backup:endpoint", "asure");

    const refreshed = await project.refresh();
    const withProgram = await project.refresh(["--run-program"]);

    assert.equal(refreshed.exitCode, 0, refreshed.output);
    assert.notEqual(withProgram.exitCode, 0);
    assert.match(withProgram.output, /azure-vm-backup:endpoint is "asure"/);
  });

  it("contains no secret in plain text", async () => {
    project.writeProgram(shopProgram(vaultStatement("kept", 'tags: pulumi.secret({ team: "hunter2" })')));

    const up = await project.up();
    const exported = await project.run(["stack", "export"]);

    assert.equal(up.exitCode, 0, up.output);
    assert.doesNotMatch(exported.stdout, /hunter2/);
    assert.match(exported.stdout, /"name": "kept"/);
  });

  it("is empty after an up without checkpoints was killed, and complete after the next up", async () => {
    const engine = join(project.folder, "engine.pid");
    const plan = [{ crash: "after", method: "PUT", path: "/vaults/[^/]+$", andProcessOf: engine }];
    const env = { ...WITHOUT_CHECKPOINTS, AZURE_VM_BACKUP_FAULTS: JSON.stringify(plan) };
    const running = project.start(["up", "--yes", "--skip-preview", "--non-interactive", "--parallel", "1"], { env });
    writeFileSync(engine, String(running.pid));
    const killed = await running.ended;
    const lost = await project.stackExport();
    await project.cancel();

    const again = await project.up([], { env: WITHOUT_CHECKPOINTS });
    const completed = await project.stackExport();

    assert.equal(killed.exitCode, 137, killed.output);
    assert.deepEqual(lost.deployment.resources ?? [], []);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(
      completed.deployment.resources?.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/")).length,
      2,
    );
    assert.equal(listed(join(project.folder, ".azure-vm-backup"), "resources").length, 2);
  });
});
