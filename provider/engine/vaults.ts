/** Vaults and, beside them, the settings that Azure keeps in `backupconfig/vaultconfig`. */
import type { ArmClient } from "../arm/client.js";
import { objectAt } from "../core/json.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import type { Vaults } from "./engine.js";
import { deleteOnce, type Turns } from "./turns.js";

const settingsId = (vaultId: string): string => `${vaultId}/backupconfig/vaultconfig`;

export const createVaults = (arm: ArmClient, turns: Turns): Vaults => ({
  find: (id) => arm.find(id, VAULT_API),
  put: (id, body) =>
    turns.at(id, async () => (await arm.write({ method: "PUT", path: id, apiVersion: VAULT_API, body })).resource),
  delete: (id) => turns.at(id, () => deleteOnce(arm, id, VAULT_API)),
  findSettings: async (id) => {
    const settings = await arm.find(settingsId(id), BACKUP_API);
    return settings === undefined ? undefined : objectAt(settings, "properties");
  },
  patchSettings: (id, properties) =>
    turns.at(id, async () => {
      const write = { method: "PATCH", path: settingsId(id), apiVersion: BACKUP_API, body: { properties } } as const;
      return objectAt((await arm.write(write)).resource, "properties");
    }),
});
