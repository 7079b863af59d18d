/** What `pulumi destroy` does with backups in each mode: the example destroy-modes under the real Pulumi CLI. */
import assert from "node:assert/strict";
import { exampleProject, exampleText, homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { type Project, requirePulumi } from "../support/pulumi.js";

/** The types of the resources that are left in the example's own resource group, without their namespace. */
const left = (project: Project): string[] =>
  listed(homeOf(project), "resources")
    .filter(({ resourceGroup }) => resourceGroup === "destroy-modes")
    .map(({ type }) => String(type).split("/").at(-1) ?? "")
    .sort();

const pointCount = (project: Project): number => listed(homeOf(project), "points").length;

/** The output of a mode's destroy in the README: its errors, its warnings, and its final counts, each on one line. */
function readmeOutputOf(mode: string): string[] {
  const [, section = ""] = exampleText("destroy-modes", "README.md").split(`\n## ${mode}\n`);
  const [, block = ""] = /^```\n([\s\S]*?)^```$/m.exec(section) ?? [];
  const statements = block.split(/^(?=error: |warning: |…$|Resources:$|.* deleted$|.* errored$)/m);
  return statements
    .map((text) => text.trim().replaceAll(/\s+/g, " "))
    .filter((text) => !["", "…", "Resources:"].includes(text));
}

/** Requires that a run wrote all output that the README has for a mode: `…` matches any text, and a date any date. */
function requireReadmeOutput(mode: string, output: string): void {
  const written = output.replaceAll(/\s+/g, " ");
  const expected = readmeOutputOf(mode);
  const missing = expected.filter((text) => {
    const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return !new RegExp(literal.replaceAll("…", ".*?").replaceAll(/\d{4}-\d\d-\d\d/g, "\\d{4}-\\d\\d-\\d\\d")).test(
      written,
    );
  });
  assert.ok(expected.length > 0, `the README has no output of ${mode}`);
  assert.deepEqual(missing, [], output);
}

describe("a destroy under the real Pulumi CLI", function () {
  this.timeout(240_000);
  before(requirePulumi);

  let project: Project;
  afterEach(() => project?.dispose());

  async function open(mode: string): Promise<void> {
    project = await exampleProject("destroy-modes", { "rehearsal:mode": mode });
  }

  async function runUp(): Promise<void> {
    const { exitCode, output } = await project.up();
    assert.equal(exitCode, 0, output);
  }

  async function destroyAfterUpWith(mode: string) {
    await open(mode);
    await runUp();
    assert.equal(pointCount(project), 1);
    return project.destroy();
  }

  it("with refuse fails with the contents of the vault, keeps them, and succeeds after another mode is configured", async () => {
    const destroyed = await destroyAfterUpWith("refuse");

    assert.notEqual(destroyed.exitCode, 0);
    assert.match(
      destroyed.output,
      /Cannot delete vault \S+vaults\/backups because it still contains:\n\s+web: protection is stopped, and its backups are retained\./,
    );
    requireReadmeOutput("refuse", destroyed.output);
    assert.deepEqual(left(project), ["protectedItems", "resourceGroups", "vaults"]);
    assert.equal(pointCount(project), 1);

    await project.config("rehearsal:mode", "delete");
    await runUp();
    const deleted = await project.destroy();
    assert.equal(deleted.exitCode, 0, deleted.output);
    assert.deepEqual(left(project), []);
  });

  it("with refuse is announced by a warning of preview and up, and succeeds in one run with AZURE_VM_BACKUP_ON_DELETE", async () => {
    const diagnostics = (output: string) => output.match(/^ {4}warning: pulumi destroy will fail at Vault backups/gm);
    await open("refuse");

    const preview = await project.preview();
    const up = await project.up();
    const again = await project.up(["--expect-no-changes"]);
    const refused = await project.destroy();
    const misspelt = await project.destroy([], { env: { AZURE_VM_BACKUP_ON_DELETE: "test:Vault=purge" } });
    const elsewhere = await project.destroy([], { env: { AZURE_VM_BACKUP_ON_DELETE: "prod:Vault=delete" } });
    const ordered = await project.destroy([], { env: { AZURE_VM_BACKUP_ON_DELETE: "test:Vault=delete" } });

    assert.equal(diagnostics(preview.output)?.length, 1, preview.output);
    assert.equal(diagnostics(up.output)?.length, 1, up.output);
    assert.equal(again.exitCode, 0, again.output);
    assert.equal(diagnostics(again.output), null, again.output);
    assert.match(refused.output, /AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy/);
    assert.match(misspelt.output, /"Vault=purge" is not an onDelete of Vault: expected refuse, stopRetain/);
    assert.match(
      elsewhere.output,
      /is not applied to Vault backups: it is for the stack "prod", but this stack is "test"/,
    );
    assert.equal(ordered.exitCode, 0, ordered.output);
    assert.match(ordered.output, /AZURE_VM_BACKUP_ON_DELETE sets onDelete "delete" for Vault backups/);
    assert.deepEqual(left(project), []);
  });

  it("with stopRetain stops protection and retains the vault with its backups", async () => {
    const destroyed = await destroyAfterUpWith("stopRetain");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    requireReadmeOutput("stopRetain", destroyed.output);
    assert.deepEqual(left(project), ["protectedItems", "resourceGroups", "vaults"]);
    assert.equal(pointCount(project), 1);
  });

  it("with delete soft-deletes the backups and the vault, and the next up creates a new vault", async () => {
    const destroyed = await destroyAfterUpWith("delete");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    requireReadmeOutput("delete", destroyed.output);
    assert.deepEqual(left(project), []);
    assert.equal(pointCount(project), 0);

    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /\+ 9 created/);
    assert.equal(pointCount(project), 1);
    const again = await project.destroy();
    assert.equal(again.exitCode, 0, again.output);
  });

  it("with deleteAndPurge is refused at preview", async () => {
    await open("deleteAndPurge");

    const preview = await project.preview();

    assert.notEqual(preview.exitCode, 0);
    requireReadmeOutput("deleteAndPurge", preview.output);
    assert.deepEqual(listed(homeOf(project), "resources"), []);
  });

  it("with retain changes nothing in Azure, and the VM stays protected", async () => {
    const destroyed = await destroyAfterUpWith("retain");

    assert.equal(destroyed.exitCode, 0, destroyed.output);
    requireReadmeOutput("retain", destroyed.output);
    assert.equal(
      destroyed.output.match(/^ {4}warning: .* was not deleted: it declares onDelete: "retain"/gm)?.length,
      8,
    );
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
