/** The protected items of a vault: VMs under a policy. Source: protectedItems of Microsoft.RecoveryServices, api-version 2024-04-01. */
import type { ArmClient } from "../arm/client.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, textAt } from "../core/json.js";
import { BACKUP_API } from "./api-versions.js";
import type { ProtectedItems } from "./engine.js";
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
    stop: (id, vmId) => put(id, { sourceResourceId: vmId, policyId: "", protectionState: "ProtectionStopped" }),
    undelete: (id, vmId) => put(id, { sourceResourceId: vmId, isRehydrate: true }),
    delete: (id) => turns.at(id, () => deleteOnce(arm, id, BACKUP_API)),
    backUp: (id) => turns.at(id, () => backUp(arm, id)),
  };
};

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
