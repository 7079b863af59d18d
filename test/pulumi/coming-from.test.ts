/** The program of docs/coming-from.md, under the real Pulumi CLI, over the resources that the azure-native program created. */
import assert from "node:assert/strict";
import { blocksIn } from "../support/documents.js";
import { exampleProject, exampleText } from "../support/examples.js";
import { validatedBodies } from "../support/published-schemas.js";
import { type Project, requirePulumi } from "../support/pulumi.js";
import { type ServedAzure, serveAzure } from "../support/served-azure.js";

const EXAMPLE = "coming-from-azure-native";
const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/shop-backups`;
const POLICY = `${VAULT}/backupPolicies/nightly`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web/protectedItems/VM;iaasvmcontainerv2;shop;web`;
const SNAPSHOT = `${GROUP}/providers/Microsoft.Compute/snapshots/before-upgrade`;
const RUN_TIMES = ["2024-01-01T02:00:00Z"];

const POLICY_BODY = {
  properties: {
    backupManagementType: "AzureIaasVM",
    policyType: "V1",
    timeZone: "UTC",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: RUN_TIMES,
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: { retentionTimes: RUN_TIMES, retentionDuration: { count: 30, durationType: "Days" } },
      weeklySchedule: {
        daysOfTheWeek: ["Sunday"],
        retentionTimes: RUN_TIMES,
        retentionDuration: { count: 12, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 2,
  },
};

/** Sends the requests of the azure-native program, in its order. */
async function writeAsAzureNative(azure: ServedAzure): Promise<void> {
  await azure.write("PUT", VAULT, {
    location: "westeurope",
    sku: { name: "Standard" },
    properties: {
      publicNetworkAccess: "Enabled",
      redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" },
    },
  });
  await azure.write("PUT", POLICY, POLICY_BODY);
  await azure.write("PUT", ITEM, {
    properties: { protectedItemType: "Microsoft.Compute/virtualMachines", sourceResourceId: VM, policyId: POLICY },
  });
  await azure.write("PUT", SNAPSHOT, {
    location: "westeurope",
    properties: {
      incremental: true,
      creationData: { createOption: "Copy", sourceResourceId: `${GROUP}/providers/Microsoft.Compute/disks/web-os` },
    },
  });
}

describe("a backup that azure-native declared", function () {
  this.timeout(120_000);

  let azure: ServedAzure;
  let project: Project | undefined;
  before(async function () {
    await requirePulumi.call(this);
    azure = await serveAzure();
    const config = { "azure-vm-backup:endpoint": azure.url, "azure-vm-backup:home": azure.home };
    project = await exampleProject(EXAMPLE, config);
    project.writeProgram('import "./machine";\n');
    const machine = await project.up();
    assert.equal(machine.exitCode, 0, machine.output);
    await writeAsAzureNative(azure);
    project.writeProgram(exampleText(EXAMPLE, "index.ts"));
  });
  after(async () => {
    project?.dispose();
    await azure?.close();
  });

  it("is declared in docs/coming-from.md as in the example", () => {
    const [, after] = blocksIn("docs/coming-from.md", "typescript");

    assert.equal(after, exampleText(EXAMPLE, "index.ts"));
  });

  it("is declared by requests that are valid by Microsoft's schemas", () => {
    const validated = validatedBodies(azure.puts());
    assert.deepEqual(validated.errors, []);
    assert.deepEqual(validated.types, [
      "Microsoft.Compute/disks",
      "Microsoft.Compute/snapshots",
      "Microsoft.Compute/virtualMachines",
      "Microsoft.RecoveryServices/vaults",
      "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
      "Microsoft.RecoveryServices/vaults/backupPolicies",
    ]);
  });

  it("is adopted without a write, and is retained when it is removed from the program", async () => {
    assert.ok(project);
    const writes = azure.puts().length;
    const up = await project.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /\+ 4 created/);
    const { stdout } = await project.run(["stack", "output", "adopted", "--json"]);
    assert.deepEqual(JSON.parse(stdout), [true, true, true, true]);
    assert.equal(azure.puts().length, writes);

    project.writeProgram('import "./machine";\n');
    const removed = await project.up();
    assert.equal(removed.exitCode, 0, removed.output);
    for (const id of [VAULT, POLICY, ITEM, SNAPSHOT]) assert.notEqual(await azure.find(id), undefined, id);
  });
});
