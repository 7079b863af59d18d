/** Recovery points of a protected item. */
import type { ArmClient } from "../arm/client.js";
import { BACKUP_API } from "./api-versions.js";
import type { RecoveryPoints } from "./engine.js";
import { collect } from "./lists.js";

export const createRecoveryPoints = (arm: ArmClient): RecoveryPoints => ({
  list: (itemId) => collect(arm.list(`${itemId}/recoveryPoints`, BACKUP_API)),
});
