/** A VM that is protected in a vault. Source: vaults/backupFabrics/protectionContainers/protectedItems, api-version 2024-04-01. */
import { armId, oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { common } from "../kind.js";

export const inputs = Type.Object(
  {
    vault: armId("Microsoft.RecoveryServices/vaults", {
      description: "The ARM id of the vault; in the VM's region and subscription.",
      replaceOnChanges: true,
    }),
    policy: armId("Microsoft.RecoveryServices/vaults/backupPolicies", {
      description: "The ARM id of a policy of that vault.",
    }),
    vm: armId("Microsoft.Compute/virtualMachines", { description: "The ARM id of the VM.", replaceOnChanges: true }),
    initialBackup: Type.Boolean({
      default: false,
      action: true,
      description:
        "Whether to take a first backup now and wait for it, instead of leaving it to the schedule. It is taken once: where a recovery point exists already, none is added.",
    }),
    onDelete: Type.Optional(
      oneOf(["stopRetain", "delete", "retain"], {
        local: true,
        description:
          "What a destroy does: `stopRetain` ends protection and keeps the recovery points (the vault then cannot be deleted), `delete` deletes the recovery points too, into soft delete where the vault has it on, `retain` leaves the VM protected. Left out: stopRetain for an item that was created, retain for one that was adopted.",
      }),
    ),
    ...common,
  },
  { additionalProperties: false },
);

const point = Type.Object(
  {
    id: Type.String({ description: "Its ARM id." }),
    time: Type.String({ description: "When it was taken, UTC." }),
    tier: oneOf(["Snapshot", "SnapshotAndVault", "Vault", "None"], {
      description: "Where it is: beside the disks, in the vault, or both.",
    }),
    consistency: Type.String({ description: "AppConsistent, FileSystemConsistent or CrashConsistent." }),
  },
  { description: "A recovery point as it was when the resource was last written." },
);

export const outputs = Type.Object({
  protectionState: Type.String({
    description:
      "Azure's state of the item when it was last written: IRPending before the first backup, Protected after it, ProtectionStopped.",
  }),
  containerName: Type.String({ description: "The container of the item in the vault." }),
  itemName: Type.String({ description: "The name of the item in the vault." }),
  firstRecoveryPoint: Type.Optional(point),
});

export type Inputs = Static<typeof inputs>;
