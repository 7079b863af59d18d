/** Recovery points of a protected item. */
import type { ArmClient } from "../arm/client.js";
import type { JsonObject } from "../core/json.js";
import { BACKUP_API } from "./api-versions.js";
import type { RecoveryPoints } from "./engine.js";

export const createRecoveryPoints = (arm: ArmClient): RecoveryPoints => ({
  list: async (itemId) => {
    const points: JsonObject[] = [];
    for await (const point of arm.list(`${itemId}/recoveryPoints`, BACKUP_API)) points.push(point);
    return points;
  },
});
