/** All functions, by name. */
import { backupPolicy } from "./backup-policy.js";
import { diskSnapshots } from "./disk-snapshots.js";
import { jobs } from "./jobs.js";
import { protectableVms } from "./protectable-vms.js";
import { protectedVm } from "./protected-vm.js";
import { protectedVms } from "./protected-vms.js";
import { recoveryPoints } from "./recovery-points.js";
import { vault } from "./vault.js";
import { vmExtensions } from "./vm-extensions.js";

export { checkArgs } from "./validators.js";

export const questions = {
  getBackupPolicy: backupPolicy,
  getDiskSnapshots: diskSnapshots,
  getJobs: jobs,
  getProtectableVms: protectableVms,
  getProtectedVm: protectedVm,
  getProtectedVms: protectedVms,
  getRecoveryPoints: recoveryPoints,
  getVault: vault,
  getVmExtensions: vmExtensions,
} as const;
