/** The protected items of a vault: VMs under a policy. Source: protectedItems of Microsoft.RecoveryServices, api-version 2024-04-01. */
import type { ArmClient } from "../arm/client.js";
import { parseResourceId } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, textAt, withoutUndefined } from "../core/json.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import type { ProtectedItems, StopOptions } from "./engine.js";
import { collect } from "./lists.js";
import { deleteOnce, type Turns } from "./turns.js";

const VM_ITEM = "Microsoft.Compute/virtualMachines";

export const createProtectedItems = (arm: ArmClient, turns: Turns): ProtectedItems => {
  const put = (id: string, properties: JsonObject) =>
    turns.at(id, async () => {
      const body = { properties: { protectedItemType: VM_ITEM, ...properties } };
      return (await arm.write({ method: "PUT", path: id, apiVersion: BACKUP_API, body })).resource;
    });
  return {
    find: (id) => arm.find(id, BACKUP_API),
    list: (vaultId) => collect(arm.list(`${vaultId}/backupProtectedItems`, BACKUP_API)),
    protect: put,
    stop: (id, vmId, how) => put(id, stopProperties(vmId, how)),
    undelete: (id, vmId) => put(id, { sourceResourceId: vmId, isRehydrate: true }),
    delete: (id, requests) => turns.at(id, () => deleteItem(arm, id, requests)),
    backUp: (id) => turns.at(id, () => backUp(arm, id)),
    findVaultOf: (vmId, nearVaultId) => findVaultOf(arm, vmId, nearVaultId),
  };
};

/** A stop says nothing of the policy but that there is none; a suspended item keeps its own, by which its points expire. */
const stopProperties = (vmId: string, { state = "ProtectionStopped", resourceGuardRequests }: StopOptions = {}) =>
  withoutUndefined({
    sourceResourceId: vmId,
    policyId: state === "ProtectionStopped" ? "" : undefined,
    protectionState: state,
    resourceGuardOperationRequests: resourceGuardRequests,
  });

/** A guarded vault wants a deletion unlocked first. Source: Resource Guard Proxies of Azure Backup's REST API. */
async function deleteItem(arm: ArmClient, id: string, requests: readonly string[] | undefined): Promise<void> {
  if (requests !== undefined) {
    const [vault = ""] = id.split(/\/backupFabrics\//i);
    const path = `${vault}/backupResourceGuardProxies/VaultProxy/unlockDelete`;
    const body = { resourceGuardOperationRequests: requests, resourceToBeDeleted: id };
    await arm.write({ method: "POST", path, apiVersion: BACKUP_API, body });
  }
  await deleteOnce(arm, id, BACKUP_API);
}

/** Source: Backup Status of Azure Backup's REST API. */
async function findVaultOf(arm: ArmClient, vmId: string, nearVaultId: string): Promise<string | undefined> {
  const location = textAt(await arm.get(nearVaultId, VAULT_API), "location") ?? "";
  const { subscription } = parseResourceId(vmId);
  const path = `/subscriptions/${subscription}/providers/Microsoft.RecoveryServices/locations/${location}/backupStatus`;
  const body = { resourceType: "VM", resourceId: vmId };
  const { resource } = await arm.write({ method: "POST", path, apiVersion: BACKUP_API, body });
  return textAt(resource, "vaultId");
}

async function backUp(arm: ArmClient, id: string): Promise<string> {
  const body = { properties: { objectType: "IaasVMBackupRequest" } };
  const { operation } = await arm.write({ method: "POST", path: `${id}/backup`, apiVersion: BACKUP_API, body });
  const job = textAt(operation, "properties", "jobId");
  if (job !== undefined) return job;
  throw new BackupError(
    "JobFailed",
    `The backup of ${id} was accepted, but its operation named no job. List the vault's jobs to find it.`,
  );
}
