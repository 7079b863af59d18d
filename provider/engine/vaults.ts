/** Vaults and, beside them, the settings that Azure keeps in `backupconfig/vaultconfig`. */
import type { ArmClient } from "../arm/client.js";
import { type JsonObject, objectAt } from "../core/json.js";
import type { Clock } from "../time/clock.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import type { Vaults } from "./engine.js";
import { collect } from "./lists.js";
import { untilGone } from "./reads.js";
import { deleteOnce, type Turns } from "./turns.js";
import { vaultWrites } from "./vault-walk.js";

const settingsId = (vaultId: string): string => `${vaultId}/backupconfig/vaultconfig`;

export const createVaults = (arm: ArmClient, turns: Turns, clock: Clock): Vaults => ({
  find: (id) => arm.find(id, VAULT_API),
  put: (id, body) => turns.at(id, () => put(arm, id, body)),
  delete: (id) =>
    turns.at(id, async () => {
      await deleteOnce(arm, id, VAULT_API);
      await untilGone(arm, clock, id, VAULT_API);
    }),
  findSettings: async (id) => {
    const settings = await arm.find(settingsId(id), BACKUP_API);
    return settings === undefined ? undefined : objectAt(settings, "properties");
  },
  patchSettings: (id, properties) =>
    turns.at(id, async () => {
      const write = { method: "PATCH", path: settingsId(id), apiVersion: BACKUP_API, body: { properties } } as const;
      return objectAt((await arm.write(write)).resource, "properties");
    }),
  listContainers: (id) =>
    collect(arm.list(`${id}/backupProtectionContainers`, BACKUP_API, "backupManagementType eq 'AzureStorage'")),
});

/** Takes the steps one after the other; what an earlier run of the same steps did is not done again. */
async function put(arm: ArmClient, id: string, body: JsonObject): Promise<JsonObject> {
  const live = await arm.find(id, VAULT_API);
  const writes = vaultWrites(live, body);
  for (const write of writes) await arm.write({ ...write, path: id, apiVersion: VAULT_API });
  return writes.length === 0 && live !== undefined ? live : await arm.get(id, VAULT_API);
}
