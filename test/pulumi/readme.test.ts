/** The program of the README, under the real Pulumi CLI with the project files of the README. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocksIn, programsIn } from "../support/documents.js";
import { listed, ownResources } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { quickstartProgram } from "../support/quickstart.js";

describe("the program of the README", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  after(() => project?.dispose());

  it("is the program of examples/quickstart, and the only program of the README", () => {
    assert.deepEqual(
      programsIn("README.md").map(({ text }) => text),
      [quickstartProgram()],
    );
  });

  it("creates its resources with a recovery point and outputs the next backup, and a second up changes nothing", async () => {
    project = await createProject({ name: "vm-backup", program: quickstartProgram(), language: "ts" });
    writeFileSync(join(project.folder, "Pulumi.yaml"), blocksIn("README.md", "yaml").join("\n"));
    writeFileSync(join(project.folder, "tsconfig.json"), blocksIn("README.md", "json").join("\n"));

    const up = await project.up();
    const again = await project.up(["--expect-no-changes"]);

    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /\+ 9 created/);
    assert.match(up.output, /tier\s*: "SnapshotAndVault"/);
    assert.match(up.output, /nextBackup\s*: "\d{4}-/);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(listed(join(project.folder, ".azure-vm-backup"), "points").length, 1);
  });

  it("is destroyed in one run, which soft-deletes the backups", async () => {
    const destroyed = await project.destroy();

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(
      destroyed.output,
      /Vault backups is deleted into soft delete with the backups of web\. Azure purges it on/,
    );
    assert.deepEqual(ownResources(join(project.folder, ".azure-vm-backup")), []);
  });
});
