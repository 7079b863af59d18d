/**
 * When a machine may be protected by a vault, and its protection suspended or undeleted. Texts with a source are Azure's: the one on another vault is reported in
 * Azure/terraform-provider-azapi 398, the one on a malformed request in hashicorp/terraform-provider-azurerm 1637, the one on
 * suspending in Azure/azure-rest-api-specs 32688. The others are ours in Azure's manner, since no recording shows them.
 */
import { type RuleFault, refused } from "../shared/fault.js";
import { immutableFault } from "../vaults/vault.js";

export interface ProtectionFacts {
  readonly vmId: string;
  readonly vault: { readonly id: string; readonly location: string; readonly subscription: string };
  /** The machine, where there is one of that id. */
  readonly vm?: { readonly location: string; readonly subscription: string };
  /** The policy's name, where the request names one. */
  readonly policyName?: string;
  readonly policyExists: boolean;
  /** The vault that protects the machine now. */
  readonly protectedBy?: string;
  /** The item lies soft-deleted in this vault. */
  readonly softDeleted: boolean;
}

/** States in which an item takes no backups, and out of which a policy leads. */
type PausedState = "ProtectionStopped" | "BackupsSuspended";
export const isPaused = (state: string | undefined): state is PausedState =>
  state === "ProtectionStopped" || state === "BackupsSuspended";

/**
 * Why the backups of an item cannot be suspended, or undefined where they can: in an immutable vault alone. Azure says the
 * opposite of what it means; code and text are its own.
 */
export function suspensionFault(immutability: string | undefined): RuleFault | undefined {
  if (immutability === "Unlocked" || immutability === "Locked") return undefined;
  return immutableFault("Unlocked");
}

/** The policy for databases, which every vault has from its beginning beside those for VMs. Source: the recordings. */
export const DATABASE_POLICY = "HourlyLogBackup";

/** Why an item cannot be undeleted, or undefined where it can: it is not deleted. Code and text are ours. */
export function undeletionFault(isSoftDeleted: boolean): RuleFault | undefined {
  if (isSoftDeleted) return undefined;
  return refused(
    "UserErrorItemNotInSoftDeletedState",
    "The backup item is not in soft deleted state: there is nothing to undelete. Leave isRehydrate out.",
  );
}

/** Why a machine cannot be protected, or undefined where it can. */
export function protectionFault(facts: ProtectionFacts): RuleFault | undefined {
  return machineFault(facts) ?? placeFault(facts) ?? stateFault(facts);
}

function machineFault({ vm, vmId }: ProtectionFacts): RuleFault | undefined {
  if (vm !== undefined) return undefined;
  return refused(
    "UserErrorVmNotFoundV2",
    `Virtual machine doesn't exist: ${vmId} was not found. Create it first, or correct sourceResourceId.`,
  );
}

function placeFault({ vm, vault }: ProtectionFacts): RuleFault | undefined {
  if (vm !== undefined && vm.subscription.toLowerCase() !== vault.subscription.toLowerCase()) {
    return refused(
      "UserErrorCrossSubscriptionProtectionNotSupported",
      `The virtual machine is in subscription ${vm.subscription} and the vault in ${vault.subscription}. Use a vault of the machine's own subscription.`,
    );
  }
  if (vm === undefined || vm.location === vault.location) return undefined;
  return refused(
    "UserErrorCrossRegionProtectionNotSupported",
    `The virtual machine is in ${vm.location} and the vault in ${vault.location}. Use a vault of the machine's own region.`,
  );
}

function stateFault(facts: ProtectionFacts): RuleFault | undefined {
  if (facts.protectedBy !== undefined && facts.protectedBy.toLowerCase() !== facts.vault.id.toLowerCase()) {
    return refused(
      "VirtualMachineAlreadyProtected",
      "Virtual machine is already registered\\registering with another recovery services vault Please select a different virtual machine for registration.",
    );
  }
  if (facts.softDeleted) {
    return refused(
      "UserErrorItemInSoftDeletedState",
      "The backup item is in soft deleted state. Undelete it first (isRehydrate: true), then protect it again.",
    );
  }
  if (facts.policyExists) return undefined;
  return refused(
    "BMSUserErrorInvalidConfigureProtectionRequest",
    `Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format. The vault has no policy "${facts.policyName ?? ""}".`,
  );
}

/** Why a policy that is not for virtual machines protects none. Source of the code: hashicorp/terraform-provider-azurerm 24146; the text is ours. */
export function workloadFault(policyName: string, backupManagementType: string): RuleFault | undefined {
  if (backupManagementType === "AzureIaasVM") return undefined;
  return refused(
    "BMSUserErrorInvalidPolicyForGivenProvider",
    `The policy "${policyName}" is for ${backupManagementType} and protects no virtual machine: expected one whose backupManagementType is AzureIaasVM.`,
  );
}

/** What to warn of when a choice of disks names LUNs that the machine does not have: nobody knows what Azure makes of it. */
export function unknownLunsWarning(asked: readonly number[], held: readonly number[]): string | undefined {
  const unknown = asked.filter((lun) => !held.includes(lun));
  if (unknown.length === 0) return undefined;
  return `diskLunList names ${unknown.join(", ")}: the machine has no data disk of that LUN, and a backup passes over it.`;
}
