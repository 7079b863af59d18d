/** The program of the README is the quickstart, and runs under the real Pulumi CLI with the project files that the README shows. */
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

  it("is the one of examples/quickstart, and the only one", () => {
    assert.deepEqual(
      programsIn("README.md").map(({ text }) => text),
      [quickstartProgram()],
    );
  });

  it("is made, with a recovery point and a next run, and changes nothing the second time", async () => {
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

  it("is destroyed by one destroy, whose backups Azure keeps in soft delete", async () => {
    const destroyed = await project.destroy();

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(
      destroyed.output,
      /Vault backups is deleted into soft delete with the backups of web\. Azure purges it on/,
    );
    assert.deepEqual(ownResources(join(project.folder, ".azure-vm-backup")), []);
  });
});
