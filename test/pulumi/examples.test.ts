/** The examples under the real Pulumi CLI: an up, an up without changes, the resources in Azure, a destroy. */
import assert from "node:assert/strict";
import { exampleProject, exampleText, homeOf } from "../support/examples.js";
import { listed, ownResources } from "../support/home.js";
import { type Project, requirePulumi } from "../support/pulumi.js";

/** The names of the resources of a type, such as `vaults`, in the home. */
const namesOf = (project: Project, type: string): unknown[] =>
  listed(homeOf(project), "resources")
    .filter((resource) => String(resource["type"]).endsWith(`/${type}`))
    .map(({ name }) => name);

async function outputsOf(project: Project): Promise<unknown> {
  return JSON.parse((await project.run(["stack", "output", "--json"])).stdout);
}

describe("an example under the real Pulumi CLI", function () {
  this.timeout(240_000);
  before(requirePulumi);

  let project: Project;
  afterEach(() => project?.dispose());

  async function upTwice(name: string): Promise<void> {
    project = await exampleProject(name);
    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
    const again = await project.up(["--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.output);
  }

  async function destroy(): Promise<string> {
    const destroyed = await project.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    return destroyed.output;
  }

  /** Destroys while soft delete is on: the vault and its backups are soft-deleted, and only the snapshots stay until the purge. */
  async function destroyIntoSoftDelete(vault: string, vms: string): Promise<void> {
    const output = await destroy();
    const warning = `Vault ${vault} is deleted into soft delete with the backups of ${vms}\\. Azure purges it on \\d{4}-`;
    assert.match(output, new RegExp(warning));
    assert.deepEqual(ownResources(homeOf(project)), []);
  }

  it("hardens a vault, protects the VMs that a tag selects, retains their backups on destroy and adopts them in the next up", async () => {
    await upTwice("enterprise-vault");
    assert.deepEqual(await outputsOf(project), {
      alerts: { alertsForAllJobFailures: "Enabled", alertsForCriticalOperations: "Disabled" },
      archive: { mode: "TierAfter", duration: 3, durationType: "Months" },
      crossSubscriptionRestore: "Disabled",
      excludedDisks: { "erp-app": [], "erp-db": [1], "erp-web": [] },
      immutability: { state: "Unlocked" },
      leftOut: ["build", "sandbox"],
      protectedVms: { "erp-app": "Protected", "erp-db": "Protected", "erp-web": "Protected" },
      snapshotGroup: { prefix: "enterprise-snapshots-" },
      softDelete: { state: "AlwaysON", retentionDays: 30 },
    });
    assert.deepEqual(namesOf(project, "resourceGroups"), ["enterprise", "enterprise-snapshots-1"]);

    await destroy();
    assert.deepEqual(namesOf(project, "vaults"), ["enterprise-vault"]);
    assert.deepEqual(namesOf(project, "virtualMachines"), []);
    assert.equal(listed(homeOf(project), "points").length, 3);

    const adopted = await project.up();
    assert.equal(adopted.exitCode, 0, adopted.output);
    assert.equal(listed(homeOf(project), "points").length, 3);
  });

  it("creates full and incremental snapshots, copies one to another region and imports a VHD", async () => {
    await upTwice("disk-snapshots");
    const outputs = (await outputsOf(project)) as { readonly families: readonly string[] };
    const { families, ...rest } = outputs;
    assert.deepEqual(rest, {
      copy: { location: "northeurope", completionPercent: 100 },
      importedSystem: "Linux",
      incremental: { full: false, monday: true, imported: false },
    });
    assert.equal(families.length, 3);
    assert.equal(new Set(families).size, 1);
    assert.deepEqual(namesOf(project, "snapshots").sort(), [
      "appliance",
      "ledger-elsewhere",
      "ledger-full",
      "ledger-monday",
      "ledger-tuesday",
      "ledger-wednesday",
    ]);

    await destroy();
    assert.deepEqual(listed(homeOf(project), "resources"), []);
  });

  it("protects a VM in an Extended Zone by an enhanced policy, and refuses a standard policy at preview", async () => {
    await upTwice("extended-zone");
    assert.deepEqual(await outputsOf(project), {
      consistency: "CrashConsistent",
      protectionState: "Protected",
      zone: "losangeles",
    });
    await destroyIntoSoftDelete("edge-backups", "render");

    const program = exampleText("extended-zone", "index.ts");
    const standard = program.replace('  policyType: "V2",\n  consistency: "OnlyCrashConsistent",\n', "");
    project.writeProgram(standard);
    const refused = await project.preview();

    assert.notEqual(refused.exitCode, 0);
    assert.match(
      refused.output,
      /vm: cannot be protected: The VM runs in the Extended Zone losangeles and the policy is a standard policy \(V1\): use an enhanced policy \(V2\)\./,
    );
  });

  it("protects the VMs that its unit tests check", async () => {
    await upTwice("unit-tests");
    assert.deepEqual(namesOf(project, "protectedItems").sort(), [
      "VM;iaasvmcontainerv2;shop;db",
      "VM;iaasvmcontainerv2;shop;web",
    ]);
    await destroyIntoSoftDelete("shop-backups", "db, web");
  });
});
