/** Backup policies of a vault. */
import type { ArmClient } from "../arm/client.js";
import { BACKUP_API } from "./api-versions.js";
import type { Policies } from "./engine.js";
import { collect } from "./lists.js";
import { deleteOnce, type Turns } from "./turns.js";

export const createPolicies = (arm: ArmClient, turns: Turns): Policies => ({
  find: (id) => arm.find(id, BACKUP_API),
  list: (vaultId) => collect(arm.list(`${vaultId}/backupPolicies`, BACKUP_API)),
  put: (id, body) =>
    turns.at(id, async () => (await arm.write({ method: "PUT", path: id, apiVersion: BACKUP_API, body })).resource),
  delete: (id) => turns.at(id, () => deleteOnce(arm, id, BACKUP_API)),
});
