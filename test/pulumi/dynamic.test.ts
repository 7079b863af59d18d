/** The quickstart under the real Pulumi CLI, with the package packed and installed as for users. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { listed, ownResources } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { quickstartProgram } from "../support/quickstart.js";

const homeOf = (project: Project): string => join(project.folder, ".azure-vm-backup");

describe("the quickstart under the real Pulumi CLI", function () {
  this.timeout(180_000);

  let project: Project;
  before(async function () {
    await requirePulumi.call(this);
    project = await createProject({ program: quickstartProgram(), language: "ts" });
  });
  after(() => project?.dispose());

  // The commands depend on each other, so they are one test.
  it("is previewed, created, unchanged by a second up, updated, refreshed, replaced and destroyed", async () => {
    const preview = await project.preview();
    assert.equal(preview.exitCode, 0, preview.output);
    assert.match(preview.output, /\+ 9 to create/);
    assert.match(
      preview.output,
      /This is a simulation\. Requests go to the embedded Azure on this machine, and no VM in Azure is protected/,
    );
    assert.deepEqual(listed(homeOf(project), "resources"), []);

    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /consistency\s*: "AppConsistent"/);
    assert.match(up.output, /tier\s*: "SnapshotAndVault"/);
    assert.match(up.output, /protectionState\s*: "Protected"/);
    assert.equal(listed(homeOf(project), "points").length, 1);

    const again = await project.up(["--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.output);
    assert.match(again.output, /9 unchanged/);

    project.writeProgram(quickstartProgram().replace("daily: { count: 30 }", "daily: { count: 45 }"));
    const changed = await project.up();
    assert.equal(changed.exitCode, 0, changed.output);
    assert.match(changed.output, /~ 1 updated/);
    assert.match(changed.output, /8 unchanged/);

    const refreshed = await project.refresh(["--expect-no-changes"]);
    assert.equal(refreshed.exitCode, 0, refreshed.output);

    project.writeProgram(
      quickstartProgram().replace('new BackupPolicy("daily", {', 'new BackupPolicy("daily", {\n  name: "nightly",'),
    );
    const replaced = await project.up();
    assert.equal(replaced.exitCode, 0, replaced.output);
    assert.match(replaced.output, /\+-1 replaced/);
    const policies = listed(homeOf(project), "resources").filter(({ type }) => /backupPolicies$/i.test(String(type)));
    assert.deepEqual(
      policies.map(({ name }) => name),
      ["nightly"],
    );

    const destroyed = await project.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.deepEqual(ownResources(homeOf(project)), []);
  });
});
