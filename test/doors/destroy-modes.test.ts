/** What `pulumi destroy` does with backups, a mode at a time: the example destroy-modes under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { azvb, exampleProject, homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { type Project, requirePulumi } from "../support/pulumi.js";

/** The types of what is left in the example's own resource group, by their last word. */
const left = (project: Project): string[] =>
  listed(homeOf(project), "resources")
    .filter(({ resourceGroup }) => resourceGroup === "destroy-modes")
    .map(({ type }) => String(type).split("/").at(-1) ?? "")
    .sort();

const pointCount = (project: Project): number => listed(homeOf(project), "points").length;

describe("a destroy under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  afterEach(() => project?.dispose());

  async function upWith(mode: string): Promise<void> {
    const set = await project.config("rehearsal:mode", mode);
    assert.equal(set.exitCode, 0, set.output);
    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
  }

  async function destroyAfterUpWith(mode: string) {
    project = await exampleProject("destroy-modes");
    await upWith(mode);
    const again = await project.up(["--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(pointCount(project), 1);
    return project.destroy();
  }

  it("with refuse names what the vault holds, keeps it, and goes on where another mode is chosen", async () => {
    const destroyed = await destroyAfterUpWith("refuse");

    assert.notEqual(destroyed.exitCode, 0);
    assert.match(
      destroyed.output,
      /vaults\/backups cannot be deleted while it holds:\n\s+web: protection is stopped, its backups are kept\. Delete them/,
    );
    assert.deepEqual(left(project), ["protectedItems", "resourceGroups", "vaults"]);
    assert.equal(pointCount(project), 1);

    await upWith("deleteAndPurge");
    const purged = await project.destroy();
    assert.equal(purged.exitCode, 0, purged.output);
    assert.deepEqual(listed(homeOf(project), "resources"), []);
  });

  it("with stopRetain stops protection and leaves the vault with its backups", async () => {
    const destroyed = await destroyAfterUpWith("stopRetain");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(destroyed.output, /vaults\/backups stays in Azure with its backups/);
    assert.deepEqual(left(project), ["protectedItems", "resourceGroups", "vaults"]);
    assert.equal(pointCount(project), 1);
  });

  it("with delete deletes the backups into soft delete, and ends when that is over", async () => {
    const destroyed = await destroyAfterUpWith("delete");

    assert.notEqual(destroyed.exitCode, 0);
    assert.match(destroyed.output, /The backups of web are deleted and kept by soft delete for another 1\d days/);
    assert.match(destroyed.output, /web: deleted, and kept by soft delete, for another 1\d days/);
    assert.deepEqual(left(project), ["protectedItems", "resourceGroups", "vaults"]);

    azvb(project, "clock", "advance", "15d");
    const later = await project.destroy();
    assert.equal(later.exitCode, 0, later.output);
    assert.deepEqual(left(project), []);
  });

  it("with deleteAndPurge leaves nothing", async () => {
    const destroyed = await destroyAfterUpWith("deleteAndPurge");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.deepEqual(listed(homeOf(project), "resources"), []);
    assert.equal(pointCount(project), 0);
  });

  it("with retain touches nothing, and the VM stays protected", async () => {
    const destroyed = await destroyAfterUpWith("retain");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.deepEqual(left(project), [
      "backupPolicies",
      "disks",
      "extensions",
      "networkInterfaces",
      "protectedItems",
      "resourceGroups",
      "vaults",
      "virtualMachines",
      "virtualNetworks",
    ]);
    assert.equal(pointCount(project), 1);
  });
});
