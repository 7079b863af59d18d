/** Vaults and their settings in `backupconfig/vaultconfig`. */
import type { ArmClient } from "../arm/client.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, objectAt, withoutUndefined } from "../core/json.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import type { Vaults } from "./engine.js";
import { collect } from "./lists.js";
import { untilGone } from "./reads.js";
import { deleteOnce, type Turns } from "./turns.js";
import { vaultWrites } from "./vault-writes.js";

const settingsId = (vaultId: string): string => `${vaultId}/backupconfig/vaultconfig`;

export const createVaults = (arm: ArmClient, turns: Turns, clock: Clock): Vaults => ({
  find: (id) => arm.find(id, VAULT_API),
  put: (id, body) => turns.at(id, () => put(arm, id, body)),
  delete: (id) =>
    turns.at(id, async () => {
      await deleteOnce(arm, id, VAULT_API);
      await untilGone(arm, clock, id, VAULT_API);
    }),
  findSettings: (id) => findSettings(arm, id),
  patchSettings: (id, properties) => turns.at(id, () => patchSettings(arm, id, properties)),
  listContainers: (id) =>
    collect(arm.list(`${id}/backupProtectionContainers`, BACKUP_API, "backupManagementType eq 'AzureStorage'")),
});

/** Sends the writes in order. After an interrupted run, only the missing ones are sent. */
async function put(arm: ArmClient, id: string, body: JsonObject): Promise<JsonObject> {
  const live = await arm.find(id, VAULT_API);
  const writes = vaultWrites(live, body);
  for (const write of writes) await arm.write({ ...write, path: id, apiVersion: VAULT_API });
  return writes.length === 0 && live !== undefined ? live : await arm.get(id, VAULT_API);
}

async function findSettings(arm: ArmClient, id: string): Promise<JsonObject | undefined> {
  const settings = await arm.find(settingsId(id), BACKUP_API);
  return settings === undefined ? undefined : objectAt(settings, "properties");
}

/** If a template set soft delete in the vault's properties, Azure accepts changes only there. Source: Azure/bicep-registry-modules 7289. */
const USE_VAULT_CODE = "BMSUserErrorSoftDeleteUseVaultApi";

async function patchSettings(arm: ArmClient, id: string, properties: JsonObject): Promise<JsonObject> {
  const write = { method: "PATCH", path: settingsId(id), apiVersion: BACKUP_API, body: { properties } } as const;
  try {
    return objectAt((await arm.write(write)).resource, "properties");
  } catch (error) {
    if (!(error instanceof BackupError) || error.azureCode !== USE_VAULT_CODE) throw error;
  }
  const current = (await findSettings(arm, id)) ?? {};
  const body = { properties: vaultProperties({ ...current, ...properties }) };
  await arm.write({ method: "PATCH", path: id, apiVersion: VAULT_API, body });
  return (await findSettings(arm, id)) ?? {};
}

/** The settings under their names in the vault's properties. */
const vaultProperties = (settings: JsonObject): JsonObject =>
  withoutUndefined({
    securitySettings: {
      softDeleteSettings: {
        softDeleteState: settings["softDeleteFeatureState"],
        enhancedSecurityState: settings["enhancedSecurityState"],
        softDeleteRetentionPeriodInDays: settings["softDeleteRetentionPeriodInDays"],
      },
    },
    resourceGuardOperationRequests: settings["resourceGuardOperationRequests"],
  });
