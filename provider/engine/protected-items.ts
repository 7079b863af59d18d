/** The protected items of a vault: VMs under a policy. Source: protectedItems of Microsoft.RecoveryServices, api-version 2025-02-01. */
import type { ArmClient } from "../arm/client.js";
import { isSameSubscription, sameId } from "../arm/resource-id.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, textAt, withoutUndefined } from "../core/json.js";
import { BACKUP_API, CROSS_SUBSCRIPTION_API, SOURCE_SCAN_API } from "./api-versions.js";
import type { ProtectedItems, StopOptions } from "./engine.js";
import { findVaultOf, retryUntilReleased, untilPolicyIs } from "./item-waits.js";
import { collect } from "./lists.js";
import { deleteOnce, type Turns } from "./turns.js";
import { vaultOf } from "./vault-of.js";

const VM_ITEM = "Microsoft.Compute/virtualMachines";

export const createProtectedItems = (arm: ArmClient, turns: Turns, clock: Clock): ProtectedItems => {
  const write = async (id: string, properties: JsonObject) => {
    const body = { properties: { protectedItemType: VM_ITEM, ...properties } };
    const apiVersion = isAcross(id, properties) ? CROSS_SUBSCRIPTION_API : BACKUP_API;
    return (await arm.write({ method: "PUT", path: id, apiVersion, body })).resource;
  };
  const put = (id: string, properties: JsonObject) => turns.at(id, () => write(id, properties));
  return {
    find: (id) => findItem(arm, id),
    list: (vaultId) => collect(arm.list(`${vaultId}/backupProtectedItems`, BACKUP_API)),
    protect: (id, properties) =>
      turns.at(id, async () => {
        const vmId = textAt(properties, "sourceResourceId") ?? "";
        const item = await retryUntilReleased(arm, clock, { id, vmId }, () => write(id, properties));
        return untilPolicyIs(arm, clock, { id, item, policyId: textAt(properties, "policyId") });
      }),
    stop: (id, vmId, how) => put(id, stopProperties(vmId, how)),
    undelete: (id, vmId) => put(id, { sourceResourceId: vmId, isRehydrate: true }),
    delete: (id, requests) => turns.at(id, () => deleteItem(arm, id, requests)),
    configureSourceScan: (id, action) =>
      turns.at(id, async () => {
        const path = `${id}/configureSourceScan`;
        await arm.write({ method: "POST", path, apiVersion: SOURCE_SCAN_API, body: { sourceScanAction: action } });
      }),
    backUp: (id) => turns.at(id, () => backUp(arm, id)),
    findVaultOf: (vmId, nearVaultId) => findVaultOf(arm, vmId, nearVaultId),
  };
};

/** Whether the VM is in another subscription than its vault. */
function isAcross(itemId: string, properties: JsonObject): boolean {
  const vmId = textAt(properties, "sourceResourceId");
  return vmId !== undefined && !isSameSubscription(itemId, vmId);
}

/** Error codes with which Azure may answer a read although the item exists. Source: hashicorp/terraform-provider-azurerm 21663. */
const UNRELATED_READ_CODES: ReadonlySet<string> = new Set(["BMSUserErrorCrossRegionRestoreNotEnabledInThisVault"]);

/** The item; if the read fails with an unrelated error, its entry in the vault's list. */
async function findItem(arm: ArmClient, id: string): Promise<JsonObject | undefined> {
  try {
    return await arm.find(id, BACKUP_API);
  } catch (error) {
    if (!(error instanceof BackupError) || !UNRELATED_READ_CODES.has(error.azureCode ?? "")) throw error;
    const vault = vaultOf(id);
    const items = await collect(arm.list(`${vault}/backupProtectedItems`, BACKUP_API));
    return items.find((item) => sameId(textAt(item, "id") ?? "", id));
  }
}

/** A stopped item has no policy; a suspended item keeps its policy, by which its recovery points expire. */
const stopProperties = (vmId: string, { state = "ProtectionStopped", resourceGuardRequests }: StopOptions = {}) =>
  withoutUndefined({
    sourceResourceId: vmId,
    policyId: state === "ProtectionStopped" ? "" : undefined,
    protectionState: state,
    resourceGuardOperationRequests: resourceGuardRequests,
  });

/** A vault with a Resource Guard requires an unlock before a deletion. Source: Resource Guard Proxies of Azure Backup's REST API. */
async function deleteItem(arm: ArmClient, id: string, requests: readonly string[] | undefined): Promise<void> {
  if (requests !== undefined) {
    const vault = vaultOf(id);
    const path = `${vault}/backupResourceGuardProxies/VaultProxy/unlockDelete`;
    const body = { resourceGuardOperationRequests: requests, resourceToBeDeleted: id };
    await arm.write({ method: "POST", path, apiVersion: BACKUP_API, body });
  }
  await deleteOnce(arm, id, BACKUP_API);
}

async function backUp(arm: ArmClient, id: string): Promise<string> {
  const body = { properties: { objectType: "IaasVMBackupRequest" } };
  const { operation } = await arm.write({ method: "POST", path: `${id}/backup`, apiVersion: BACKUP_API, body });
  const job = textAt(operation, "properties", "jobId");
  if (job !== undefined) return job;
  throw new BackupError(
    "JobFailed",
    `The backup of ${id} was accepted, but Azure returned no job id. Find the job in the vault's list of jobs.`,
  );
}
