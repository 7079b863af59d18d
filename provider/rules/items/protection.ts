/**
 * When a vault can protect a VM, and when protection can be suspended or undeleted. Azure's own texts: on another vault
 * (recorded), on a malformed request (hashicorp/terraform-provider-azurerm 1637), on suspending
 * (Azure/azure-rest-api-specs 32688). The others are ours, since no recording has them.
 */

import { LONGEST_ID, shortened } from "../../core/shorten.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";
import { immutableFault } from "../vaults/deletion.js";
import { itemFormatFault } from "./item-body.js";

export interface ProtectionFacts {
  readonly vmId: string;
  readonly vault: { readonly id: string; readonly location: string; readonly subscription: string };
  /** The VM; undefined where it does not exist. */
  readonly vm?: { readonly location: string; readonly subscription: string };
  /** The id of the requested policy, as it was sent; empty if none was. */
  readonly policyId?: string;
  readonly policyExists: boolean;
  /** Whether the request may protect a VM of another subscription, which Azure allows since 2026. */
  readonly allowsOtherSubscription?: boolean;
  /** The id of the vault that protects the VM. */
  readonly protectedBy?: string;
}

/** States without backups, which a policy ends. */
type PausedState = "ProtectionStopped" | "BackupsSuspended";
export const isPaused = (state: string | undefined): state is PausedState =>
  state === "ProtectionStopped" || state === "BackupsSuspended";

/**
 * Refuses to suspend backups in a vault that is not immutable. Code and text are Azure's own: the text says that the vault is
 * immutable.
 */
export function suspensionFault(immutability: string | undefined): RuleFault | undefined {
  if (immutability === "Unlocked" || immutability === "Locked") return undefined;
  return immutableFault("Unlocked");
}

/** The default policy for databases, which every new vault has. Source: the recordings. */
export const DATABASE_POLICY = "HourlyLogBackup";

/** Refuses to undelete an item that is not in soft delete. Code and text are ours. */
export function undeletionFault(isSoftDeleted: boolean): RuleFault | undefined {
  if (isSoftDeleted) return undefined;
  return refused(
    "UserErrorItemNotInSoftDeletedState",
    "The backup item is not in soft deleted state: there is nothing to undelete. Remove isRehydrate.",
  );
}

/** Azure's refusal of a VM that another vault protects, as recorded in 2026. */
export const OTHER_VAULT_FAULT: RuleFault = refused(
  "BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault",
  "Virtual machine is already registered\\registering with another recovery services vault. Please select a different virtual machine for registration.",
  409,
);

/** Codes of the refusal of a VM that another vault protects; the second is that of years before 2026. */
const OTHER_VAULT_CODES = [OTHER_VAULT_FAULT.code, "VirtualMachineAlreadyProtected"];
export const isOfOtherVault = (azureCode: string | undefined): azureCode is string =>
  OTHER_VAULT_CODES.includes(azureCode ?? "");

/** Refuses to configure an item while another configuration of it runs. Source: "Common modify policy errors"; the status is ours. */
export const CONFIGURING_FAULT: RuleFault = refused(
  "BMSUserErrorConflictingProtectionOperation",
  "Another configure protection operation is in progress for this item.",
  409,
);

/** Refuses a VM that the vault cannot protect. */
export function protectionFault(facts: ProtectionFacts): RuleFault | undefined {
  return firstFault(
    () => existenceFault(facts),
    () => placeFault(facts),
    () => stateFault(facts),
  );
}

function existenceFault({ vm, vmId }: ProtectionFacts): RuleFault | undefined {
  if (vm !== undefined) return undefined;
  return refused(
    "UserErrorVmNotFoundV2",
    `Virtual machine doesn't exist: ${vmId} was not found. Create it first, or correct sourceResourceId.`,
  );
}

function placeFault({ vm, vault, allowsOtherSubscription }: ProtectionFacts): RuleFault | undefined {
  if (
    vm !== undefined &&
    allowsOtherSubscription !== true &&
    vm.subscription.toLowerCase() !== vault.subscription.toLowerCase()
  ) {
    return refused(
      "UserErrorCrossSubscriptionProtectionNotSupported",
      `The virtual machine is in subscription ${vm.subscription} and the vault in ${vault.subscription}. Use a vault in the subscription of the VM, or an api-version of 2026-07-01 or later.`,
    );
  }
  if (vm === undefined || vm.location === vault.location) return undefined;
  return refused(
    "UserErrorCrossRegionProtectionNotSupported",
    `The virtual machine is in ${vm.location} and the vault in ${vault.location}. Use a vault in the region of the VM.`,
  );
}

function stateFault(facts: ProtectionFacts): RuleFault | undefined {
  if (facts.protectedBy !== undefined && facts.protectedBy.toLowerCase() !== facts.vault.id.toLowerCase()) {
    return OTHER_VAULT_FAULT;
  }
  if (facts.policyExists) return undefined;
  return itemFormatFault(policyReason(facts.policyId ?? "", facts.vault.id));
}

function policyReason(policyId: string, vaultId: string): string {
  const policies = `${vaultId}/backupPolicies/`;
  if (policyId === "") return `properties.policyId is missing: expected the full id of a policy, ${policies}{name}.`;
  const shown = shortened(policyId, LONGEST_ID);
  if (policyId.toLowerCase().startsWith(policies.toLowerCase())) {
    return `The vault has no policy "${shown.slice(policies.length)}".`;
  }
  return `properties.policyId is '${shown}': expected the full id of a policy of this vault, ${policies}{name}.`;
}

/** Refuses a policy of another workload than virtual machines. Source of the code: hashicorp/terraform-provider-azurerm 24146; the text is ours. */
export function workloadFault(policyName: string, backupManagementType: string): RuleFault | undefined {
  if (backupManagementType === "AzureIaasVM") return undefined;
  return refused(
    "BMSUserErrorInvalidPolicyForGivenProvider",
    `The policy "${policyName}" has backupManagementType ${backupManagementType}: expected a policy with AzureIaasVM.`,
  );
}

/** The warnings for selected LUNs that the VM does not have, with their positions; Azure's behavior for them is not documented. */
export const absentLunWarnings = (
  selected: readonly number[],
  existing: readonly number[],
): { readonly index: number; readonly text: string }[] =>
  [...selected.entries()]
    .filter(([, lun]) => !existing.includes(lun))
    .map(([index, lun]) => ({
      index,
      text: `The VM has no data disk with LUN ${lun}: a backup ignores it. Remove it, or attach the disk.`,
    }));
