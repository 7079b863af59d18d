/**
 * Waits of a write of a protected item in addition to its operation: until another vault has released the VM, and until
 * Azure returns the assigned policy. Both are bounded. Source: hashicorp/terraform-provider-azurerm 19629 and 14834.
 */
import type { ArmClient } from "../arm/client.js";
import { sameId, subscriptionScopeOf } from "../arm/resource-id.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../core/json.js";
import { fixedPauses, retryUntil } from "../core/retry.js";
import { isOfOtherVault } from "../rules/items/protection.js";
import { isInSoftDelete } from "../rules/items/soft-delete.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import { vaultOf } from "./vault-of.js";

/** An item that is about to be protected, and its VM. */
interface ItemToProtect {
  readonly id: string;
  readonly vmId: string;
}

const RELEASE_PAUSES_MS = [5000, 10_000, 20_000, 40_000, 60_000, 60_000];

/**
 * Retries `write` while Azure reports the VM as protected although no vault protects it: Azure removes the registration of
 * the VM some time after the item. Throws at once if another vault does protect it.
 */
export async function retryUntilReleased<T>(
  arm: ArmClient,
  clock: Clock,
  target: ItemToProtect,
  write: () => Promise<T>,
): Promise<T> {
  const isReleased = async (error: unknown): Promise<boolean> => {
    const isProtected = error instanceof BackupError && isOfOtherVault(error.azureCode);
    return isProtected && (await hasNoActiveItem(arm, target).catch(() => false));
  };
  const pauseMs = fixedPauses(RELEASE_PAUSES_MS);
  return retryUntil(write, { clock, retryOn: isReleased, pauseMs, signal: currentDeadline()?.signal });
}

/** Whether no vault has an item of the VM, except a soft-deleted one. */
async function hasNoActiveItem(arm: ArmClient, { id, vmId }: ItemToProtect): Promise<boolean> {
  const vault = vaultOf(id);
  const protectingVault = await findVaultOf(arm, vmId, vault);
  if (protectingVault === undefined) return true;
  const item = await arm.find(`${protectingVault}${id.slice(vault.length)}`, BACKUP_API);
  return item === undefined || isInSoftDelete(objectAt(item, "properties"));
}

/** The id of the vault that protects a VM. Source: Backup Status of Azure Backup's REST API. */
export async function findVaultOf(arm: ArmClient, vmId: string, nearVaultId: string): Promise<string | undefined> {
  const location = textAt(await arm.get(nearVaultId, VAULT_API), "location") ?? "";
  const path = `${subscriptionScopeOf(vmId)}/providers/Microsoft.RecoveryServices/locations/${location}/backupStatus`;
  const body = { resourceType: "VM", resourceId: vmId };
  const { resource } = await arm.write({ method: "POST", path, apiVersion: BACKUP_API, body });
  return textAt(resource, "vaultId") || undefined;
}

/** An item after its write, and the assigned policy. */
interface Assignment {
  readonly id: string;
  readonly item: JsonObject;
  readonly policyId: string | undefined;
}

const POLICY_PAUSES_MS = [2000, 4000, 8000, 16_000, 30_000];

/** Reads the item until it has the assigned policy. Throws `TimedOut` if it still has another after a minute. */
export async function untilPolicyIs(
  arm: ArmClient,
  clock: Clock,
  { id, item, policyId }: Assignment,
): Promise<JsonObject> {
  let isFirst = true;
  const read = async () => {
    if (!isFirst) return arm.get(id, BACKUP_API);
    isFirst = false;
    return item;
  };
  const timedOut = (last: JsonObject) =>
    new BackupError(
      "TimedOut",
      `Azure accepted the policy ${policyId} for ${id}, but a minute later the item still has ${textAt(last, "properties", "policyId")}. Run again to assign it again.`,
    );
  return retryUntil(read, {
    clock,
    until: (found) => !hasOtherPolicy(found, policyId),
    pauseMs: fixedPauses(POLICY_PAUSES_MS),
    signal: currentDeadline()?.signal,
    timedOut,
  });
}

function hasOtherPolicy(item: JsonObject, policyId: string | undefined): boolean {
  const current = textAt(item, "properties", "policyId") ?? "";
  return policyId !== undefined && current !== "" && !sameId(current, policyId);
}
