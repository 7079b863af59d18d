/**
 * What a write of a protected item waits for beside its operation: that another vault has let the VM go, and that the item
 * shows the policy that it was given. Both are bounded. Source: hashicorp/terraform-provider-azurerm 19629 and 14834.
 */

import type { ArmClient } from "../arm/client.js";
import { sameId, subscriptionScopeOf } from "../arm/resource-id.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../core/json.js";
import { fixedPauses, retryUntil } from "../core/retry.js";
import { isInSoftDelete } from "../rules/items/soft-delete.js";
import { BACKUP_API, VAULT_API } from "./api-versions.js";
import { vaultOf } from "./vault-of.js";

/** An item that is about to be protected, and its VM. */
interface Wanted {
  readonly id: string;
  readonly vmId: string;
}

const RELEASE_PAUSES_MS = [5000, 10_000, 20_000, 40_000, 60_000, 60_000];

/**
 * Runs `write` again while Azure calls the VM protected and no vault protects it any more: after a deletion the vault's
 * registration of the VM goes a little later. Throws at once where another vault does protect it.
 */
export async function whileReleased<T>(
  arm: ArmClient,
  clock: Clock,
  wanted: Wanted,
  write: () => Promise<T>,
): Promise<T> {
  const isReleased = async (error: unknown): Promise<boolean> => {
    const isTaken = error instanceof BackupError && error.azureCode === "VirtualMachineAlreadyProtected";
    return isTaken && (await isLetGo(arm, wanted).catch(() => false));
  };
  const pauseMs = fixedPauses(RELEASE_PAUSES_MS);
  return retryUntil(write, { clock, retryOn: isReleased, pauseMs, signal: currentDeadline()?.signal });
}

/** Whether no vault has an item of the VM that is more than soft-deleted. */
async function isLetGo(arm: ArmClient, { id, vmId }: Wanted): Promise<boolean> {
  const vault = vaultOf(id);
  const holder = await findVaultOf(arm, vmId, vault);
  if (holder === undefined) return true;
  const item = await arm.find(`${holder}${id.slice(vault.length)}`, BACKUP_API);
  return item === undefined || isInSoftDelete(objectAt(item, "properties"));
}

/** The id of the vault that protects a VM, by Azure's own answer. Source: Backup Status of Azure Backup's REST API. */
export async function findVaultOf(arm: ArmClient, vmId: string, nearVaultId: string): Promise<string | undefined> {
  const location = textAt(await arm.get(nearVaultId, VAULT_API), "location") ?? "";
  const path = `${subscriptionScopeOf(vmId)}/providers/Microsoft.RecoveryServices/locations/${location}/backupStatus`;
  const body = { resourceType: "VM", resourceId: vmId };
  const { resource } = await arm.write({ method: "POST", path, apiVersion: BACKUP_API, body });
  return textAt(resource, "vaultId") || undefined;
}

/** An item as its write left it, and the policy that it was given. */
interface Given {
  readonly id: string;
  readonly item: JsonObject;
  readonly policyId: string | undefined;
}

const POLICY_PAUSES_MS = [2000, 4000, 8000, 16_000, 30_000];

/** Reads the item until it shows the policy that it was given. Throws `TimedOut` where it still shows another after a minute. */
export async function untilPolicyIs(arm: ArmClient, clock: Clock, { id, item, policyId }: Given): Promise<JsonObject> {
  let isFirst = true;
  const read = async () => {
    if (!isFirst) return arm.get(id, BACKUP_API);
    isFirst = false;
    return item;
  };
  const timedOut = (last: JsonObject) =>
    new BackupError(
      "TimedOut",
      `Azure accepted the policy ${policyId} for ${id} and shows ${textAt(last, "properties", "policyId")} still, a minute later. Run again to give it once more.`,
    );
  return retryUntil(read, {
    clock,
    until: (found) => !showsAnother(found, policyId),
    pauseMs: fixedPauses(POLICY_PAUSES_MS),
    signal: currentDeadline()?.signal,
    timedOut,
  });
}

function showsAnother(item: JsonObject, policyId: string | undefined): boolean {
  const shown = textAt(item, "properties", "policyId") ?? "";
  return policyId !== undefined && shown !== "" && !sameId(shown, policyId);
}
