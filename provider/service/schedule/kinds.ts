/** The register of long-running work: what each kind does when a stage of it ends, and what when one fails. */
import { backup, failBackup } from "../backups/work.js";
import { deploy } from "../deployments/work.js";
import { refresh } from "../items/discovery/document.js";
import { configure, deleteData, disable, failConfigure, failProtectionWork, undelete } from "../items/items/work.js";
import { cancel, failRestore, restore } from "../restore/work.js";
import type { WorkFailure, WorkKind, WorkKindName } from "./step.js";

export const WORK_KINDS: Readonly<Record<WorkKindName, WorkKind>> = {
  wait: () => ({}),
  refresh,
  configure,
  disable,
  undelete,
  deleteData,
  backup,
  restore,
  cancel,
  deploy,
};

/** The kinds that a fault plan can fail: those of jobs. */
export const WORK_FAILURES: Readonly<Partial<Record<WorkKindName, WorkFailure>>> = {
  configure: failConfigure,
  disable: failProtectionWork,
  undelete: failProtectionWork,
  deleteData: failProtectionWork,
  backup: failBackup,
  restore: failRestore,
};
