/** The notes of each kind, by its name; a kind without any has a page of what its schema says. */
import type { Notes } from "../notes.mjs";
import { armResource } from "./arm-resource.mjs";
import { backupPolicy } from "./backup-policy.mjs";
import { diskSnapshot } from "./disk-snapshot.mjs";
import { protectedVm } from "./protected-vm.mjs";
import { vault } from "./vault.mjs";
import { vmSnapshotExtension } from "./vm-snapshot-extension.mjs";

export const notes: Readonly<Record<string, Notes>> = {
  ArmResource: armResource,
  BackupPolicy: backupPolicy,
  DiskSnapshot: diskSnapshot,
  ProtectedVm: protectedVm,
  Vault: vault,
  VmSnapshotExtension: vmSnapshotExtension,
};
