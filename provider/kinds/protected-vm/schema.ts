/** A VM that is protected in a vault. Source: vaults/backupFabrics/protectionContainers/protectedItems, api-version 2025-02-01. */
import { armId, oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { common } from "../kind.js";

const closed = { additionalProperties: false } as const;

const luns = (description: string) =>
  Type.Optional(
    Type.Array(Type.Integer({ minimum: 0, maximum: 63 }), { uniqueItems: true, unordered: true, description }),
  );

const disks = Type.Object(
  {
    osDiskOnly: Type.Optional(Type.Boolean({ description: "Whether only the operating system disk is backed up." })),
    include: luns("The LUNs of the data disks to back up; an empty array backs up only the operating system disk."),
    exclude: luns("The LUNs of the data disks to exclude; an empty array excludes none."),
  },
  {
    ...closed,
    description:
      "Which disks are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed up. Default: all disks.",
  },
);

export const inputs = Type.Object(
  {
    vault: armId("Microsoft.RecoveryServices/vaults", {
      description: "The vault, in the VM's region: its ARM id.",
      replaceOnChanges: true,
    }),
    policy: Type.Optional(
      armId("Microsoft.RecoveryServices/vaults/backupPolicies", {
        description: "A policy of that vault: its ARM id. Optional while protection is stopped.",
      }),
    ),
    vm: armId("Microsoft.Compute/virtualMachines", {
      description: "The VM: its ARM id. A new VM with the same id is the same item.",
      replaceOnChanges: true,
    }),
    disks: Type.Optional(disks),
    protection: oneOf(["protected", "stopped", "suspended"], {
      typeName: "Protection",
      default: "protected",
      description:
        "`protected`: backups are taken by the policy. `stopped`: no backups are taken, and existing ones are retained forever. `suspended`: no backups are taken, and existing ones expire by the policy; only for immutable vaults.",
    }),
    sourceScan: Type.Optional(
      oneOf(["Enabled", "Disabled"], {
        typeName: "Switch",
        description:
          "Whether Microsoft Defender scans the VM for threats that its recovery points may contain; needs Defender for Servers. Default: as configured for the vault.",
      }),
    ),
    initialBackup: Type.Boolean({
      default: false,
      action: true,
      description:
        "Whether to take a first backup now and wait for it, instead of waiting for the schedule. It is taken only once: if a recovery point already exists, no backup is taken.",
    }),
    recoverSoftDeleted: oneOf(["auto", "never"], {
      default: "auto",
      local: true,
      description:
        "What to do if backups of the VM are in soft delete from an earlier protection: `auto` undeletes them and resumes protection, `never` is an error.",
    }),
    resourceGuardRequests: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        local: true,
        description:
          "The ARM ids of the resource guard's requests that allow a critical change; sent with every write.",
      }),
    ),
    onDelete: Type.Optional(
      oneOf(["stopRetain", "suspendRetain", "delete", "deleteAndPurge", "retain"], {
        local: true,
        description:
          "What a destroy does. `stopRetain` stops protection and retains the recovery points; a Vault with onDelete `refuse` then cannot be deleted. `suspendRetain` stops protection and lets the recovery points expire by the policy; only for immutable vaults. `delete` deletes the recovery points, into soft delete if it is on in the vault. `deleteAndPurge` deletes them permanently, and fails if soft delete is on. `retain` leaves the VM protected. Default: `stopRetain` for an item that was created, `retain` for one that was adopted.",
      }),
    ),
    ...common,
  },
  closed,
);

const point = Type.Object(
  {
    id: Type.String({ description: "Its ARM id." }),
    time: Type.String({ description: "When it was taken, UTC." }),
    tier: oneOf(["Snapshot", "SnapshotAndVault", "Vault", "None"], {
      typeName: "RecoveryPointTier",
      description:
        "Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), or both (`SnapshotAndVault`); `None` if Azure reports neither.",
    }),
    consistency: Type.String({ description: "AppConsistent, FileSystemConsistent or CrashConsistent." }),
  },
  {
    typeName: "RecoveryPoint",
    description: "The oldest recovery point when the resource was last written; undefined before the first backup.",
  },
);

export const outputs = Type.Object({
  protectionState: Type.String({
    description:
      "Azure's state of the item when it was last written: IRPending before the first backup, Protected after it, ProtectionStopped, BackupsSuspended.",
  }),
  containerName: Type.String({ description: "The container of the item in the vault." }),
  itemName: Type.String({ description: "The name of the item in the vault." }),
  firstRecoveryPoint: Type.Optional(point),
});

export type Inputs = Static<typeof inputs>;
