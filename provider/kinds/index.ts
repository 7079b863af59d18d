/** All kinds, by name. */
import { armResource } from "./arm-resource/index.js";
import { backupPolicy } from "./backup-policy/index.js";
import { diskSnapshot } from "./disk-snapshot/index.js";
import type { Kind } from "./kind.js";
import { protectedVm } from "./protected-vm/index.js";
import { vault } from "./vault/index.js";
import { vmSnapshotExtension } from "./vm-snapshot-extension/index.js";

export const kinds: Readonly<Record<string, Kind>> = {
  ArmResource: armResource,
  BackupPolicy: backupPolicy,
  DiskSnapshot: diskSnapshot,
  ProtectedVm: protectedVm,
  Vault: vault,
  VmSnapshotExtension: vmSnapshotExtension,
};
