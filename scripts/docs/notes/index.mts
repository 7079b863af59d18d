/** The notes of each kind, by its name. The page of a kind without notes describes only its schema. */
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
