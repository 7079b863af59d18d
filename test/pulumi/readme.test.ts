/** The program of the README, its pieces joined, under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { programsIn } from "../support/documents.js";
import { listed, ownResources } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

/** The pieces up to the first that is no part of the program. */
function readmeProgram(): string {
  const pieces = programsIn("README.md").map(({ text }) => text);
  return pieces.filter((text) => !text.includes("azure-vm-backup/testing")).join("\n");
}

describe("the program of the README", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  after(() => project?.dispose());

  it("is made, with a recovery point and a next run, and changes nothing the second time", async () => {
    project = await createProject({ program: readmeProgram(), language: "ts" });

    const up = await project.up();
    const again = await project.up(["--expect-no-changes"]);

    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /\+ 11 created/);
    assert.match(up.output, /tier\s*: "SnapshotAndVault"/);
    assert.match(up.output, /nextBackup\s*: "\d{4}-/);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(listed(join(project.folder, ".azure-vm-backup"), "points").length, 1);
  });

  it("is destroyed by one destroy, whose backups Azure keeps in soft delete for the declared days", async () => {
    const destroyed = await project.destroy();

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(
      destroyed.output,
      /Vault backups is deleted into soft delete with the backups of web\. Azure purges it on/,
    );
    assert.deepEqual(ownResources(join(project.folder, ".azure-vm-backup")), []);
  });
});
