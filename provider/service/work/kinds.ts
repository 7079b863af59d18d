/** The register of long-running work: what each kind does when a stage of it ends. */
import { backup } from "../backup/backup-work.js";
import { refresh } from "../backup/discovery.js";
import { configure, deleteData, disable, undelete } from "../backup/protection-work.js";
import { cancel, restore } from "../backup/restore-work.js";
import type { WorkKind, WorkKindName } from "./step.js";

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
};
