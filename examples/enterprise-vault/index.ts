// A hardened vault, an enhanced policy, and the protection of the VMs that have a tag.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";

interface Machine {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The sizes of its data disks in GiB, in the order of their LUNs. */
  readonly dataDisks: readonly number[];
  /** The LUNs of disks that are not backed up. */
  readonly scratchLuns?: number[];
}

const fleet: readonly Machine[] = [
  { name: "erp-db", tags: { backup: "enterprise" }, dataDisks: [256, 512], scratchLuns: [1] },
  { name: "erp-app", tags: { backup: "enterprise" }, dataDisks: [64] },
  { name: "erp-web", tags: { backup: "enterprise" }, dataDisks: [] },
  { name: "build", tags: { backup: "none" }, dataDisks: [128] },
  { name: "sandbox", tags: {}, dataDisks: [] },
];

const group = new ArmResource("enterprise", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
  // A destroy retains the vault and its group; the next up adopts both.
  onDelete: "retain",
  adopt: "ifIdentical",
});

const vault = new Vault("enterprise-vault", {
  resourceGroup: group.id,
  location,
  redundancy: "GeoRedundant",
  immutability: { state: "Unlocked" },
  softDelete: { state: "AlwaysON", retentionDays: 30 },
  crossSubscriptionRestore: "Disabled",
  monitoring: { alertsForAllJobFailures: "Enabled", alertsForCriticalOperations: "Disabled" },
  onDelete: "stopRetain",
  adopt: "ifIdentical",
});

const policy = new BackupPolicy("enhanced", {
  vault,
  policyType: "V2",
  timeZone: "UTC",
  schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 },
  retention: {
    daily: { count: 30 },
    weekly: { count: 12, weekdays: ["Sunday"] },
    monthly: { count: 24, weekdays: ["Sunday"], weeks: ["First"] },
    yearly: { count: 7, months: ["January"], weekdays: ["Sunday"], weeks: ["First"] },
  },
  instantRestoreDays: 7,
  instantRestoreResourceGroup: { prefix: "enterprise-snapshots-" },
  archive: { mode: "TierAfter", duration: 3, durationType: "Months" },
});

const network = new ArmResource("enterprise-net", {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
    subnets: [{ name: "fleet", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/fleet` };

/** The public SSH key of the administrator: pulumi config set sshPublicKey "$(cat ~/.ssh/id_ed25519.pub)" */
const keyData =
  new pulumi.Config().get("sshPublicKey") ??
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGdUJ/VFk3ljcaZ0BLOG51NC3l3fw4Zbu4Lh1kUsFSb7 ops";

function machine({ name, tags, dataDisks }: Machine): ArmResource {
  const nic = new ArmResource(`${name}-nic`, {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    parent: group.id,
    location,
    properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
  });
  return new ArmResource(name, {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    parent: group.id,
    location,
    tags,
    properties: {
      hardwareProfile: { vmSize: "Standard_D4s_v3" },
      storageProfile: {
        imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        osDisk: { name: `${name}-os`, createOption: "FromImage", osType: "Linux", deleteOption: "Delete" },
        dataDisks: dataDisks.map((diskSizeGB, lun) => ({
          ...{ lun, name: `${name}-data-${lun}`, diskSizeGB },
          ...{ createOption: "Empty", deleteOption: "Delete" },
        })),
      },
      osProfile: {
        computerName: name,
        adminUsername: "ops",
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: { publicKeys: [{ path: "/home/ops/.ssh/authorized_keys", keyData }] },
        },
      },
      networkProfile: { networkInterfaces: [{ id: nic.id }] },
    },
  });
}

const isChosen = ({ tags }: Machine): boolean => tags["backup"] === "enterprise";

const items = fleet.flatMap((one) => {
  const vm = machine(one);
  if (!isChosen(one)) return [];
  const item = new ProtectedVm(one.name, {
    vault,
    policy,
    vm,
    ...(one.scratchLuns === undefined ? {} : { disks: { exclude: one.scratchLuns } }),
    initialBackup: true,
    onDelete: "stopRetain",
    // If an earlier destroy stopped the protection, the up resumes it with the existing backups.
    adopt: "always",
  });
  return [{ name: one.name, item }];
});

export const immutability = vault.immutability;
export const softDelete = vault.softDelete;
export const crossSubscriptionRestore = vault.crossSubscriptionRestore;
export const alerts = vault.monitoring;
export const archive = policy.archive;
export const snapshotGroup = policy.instantRestoreResourceGroup;
export const protectedVms = pulumi.output(
  Object.fromEntries(items.map(({ name, item }) => [name, item.protectionState])),
);
export const excludedDisks = pulumi.output(
  Object.fromEntries(items.map(({ name, item }) => [name, item.disks.apply((disks) => disks?.exclude ?? [])])),
);
export const leftOut = fleet.filter((one) => !isChosen(one)).map(({ name }) => name);
