/**
 * Which restores Azure takes. Sources: "How to restore Azure VM data" and the support matrix of the Azure Backup
 * documentation. Restores into another region are not part of the embedded Azure. The codes are ours.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

const RECOVERY_TYPES = ["RestoreDisks", "OriginalLocation", "AlternateLocation"] as const;

export interface RestoreFacts {
  readonly recoveryType: string;
  /** The region that the request names. */
  readonly region?: string | undefined;
  readonly vault: { readonly location: string; readonly subscription: string; readonly crossSubscription: string };
  readonly storageAccountId?: string | undefined;
  /** Where the staging account lies, if the embedded Azure knows it. */
  readonly storageAccountLocation?: string | undefined;
  readonly targetResourceGroupId?: string | undefined;
  readonly targetMachineId?: string | undefined;
  /** A machine of the target's name is there already. */
  readonly targetExists: boolean;
  readonly virtualNetworkId?: string | undefined;
  readonly subnetId?: string | undefined;
  /** The machine that the point was taken of is still there. */
  readonly sourceExists: boolean;
  /** The zones that the request names, and those of the machine that the point was taken of. */
  readonly zones?: readonly string[] | undefined;
  readonly sourceZones?: readonly string[] | undefined;
  /** The machine came from the marketplace, with a plan that was bought. */
  readonly sourceHasPlan?: boolean;
  /** The point lies in the vault, not only in the snapshot tier. */
  readonly isInVault: boolean;
  /** LUNs that are asked for and that the point does not hold. */
  readonly unknownLuns: readonly number[];
}

/** Why a restore is not begun, or undefined where it is. */
export function restoreFault(facts: RestoreFacts): RuleFault | undefined {
  return firstFault(
    () => typeFault(facts),
    () => regionFault(facts),
    () => storageFault(facts),
    () => targetFault(facts),
    () => subscriptionFault(facts),
    () => zoneFault(facts),
    () => lunFault(facts),
  );
}

const refusedRestore = (message: string) => refused("BMSUserErrorInvalidRestoreRequest", message);

function typeFault({ recoveryType }: RestoreFacts): RuleFault | undefined {
  if (RECOVERY_TYPES.some((known) => known === recoveryType)) return undefined;
  return refusedRestore(`recoveryType is '${recoveryType}': expected ${RECOVERY_TYPES.join(", ")}.`);
}

function regionFault({ region, vault }: RestoreFacts): RuleFault | undefined {
  if (region === undefined || region === "" || region === vault.location) return undefined;
  return refused(
    "UserErrorRestoreToOtherRegionNotSupported",
    `The region is ${region} and the vault's is ${vault.location}: the embedded Azure restores into the vault's own region alone.`,
  );
}

function storageFault(facts: RestoreFacts): RuleFault | undefined {
  const { recoveryType, storageAccountLocation, targetResourceGroupId, vault } = facts;
  const isStaged = recoveryType !== "RestoreDisks" || isGiven(targetResourceGroupId);
  if (!isStaged && !isGiven(facts.storageAccountId)) {
    return refusedRestore("storageAccountId and targetResourceGroupId are missing: name one, for the disks to lie in.");
  }
  if (storageAccountLocation === undefined || storageAccountLocation === vault.location) return undefined;
  return refused(
    "UserErrorStorageAccountInOtherRegion",
    `The storage account lies in ${storageAccountLocation} and the vault in ${vault.location}: use one of the vault's region.`,
  );
}

function targetFault(facts: RestoreFacts): RuleFault | undefined {
  if (facts.recoveryType === "OriginalLocation" && !facts.sourceExists) {
    return refused(
      "UserErrorVmNotFoundV2",
      "Virtual machine doesn't exist: its disks cannot be replaced. Restore its disks, or a new machine.",
    );
  }
  if (facts.recoveryType !== "AlternateLocation") return undefined;
  if (!isGiven(facts.targetMachineId) || !isGiven(facts.targetResourceGroupId)) {
    return refusedRestore(
      "targetVirtualMachineId or targetResourceGroupId is missing: a restore to a new machine needs both.",
    );
  }
  if (facts.sourceHasPlan === true) {
    return refused(
      "UserErrorMarketplaceMachineNotRestorable",
      "The machine has a plan of the marketplace: Azure Backup makes no new one of it. Restore its disks, and make a machine of them.",
    );
  }
  if (!facts.targetExists) return undefined;
  return refused(
    "UserErrorTargetVirtualMachineExists",
    `A machine ${facts.targetMachineId} is there already: name one that is not.`,
  );
}

function subscriptionFault({ targetResourceGroupId, vault, isInVault }: RestoreFacts): RuleFault | undefined {
  const target = targetResourceGroupId?.split("/")[2];
  if (target === undefined || target.toLowerCase() === vault.subscription.toLowerCase()) return undefined;
  if (vault.crossSubscription !== "Enabled") {
    return refused(
      "UserErrorCrossSubscriptionRestoreDisabled",
      `The target lies in subscription ${target}, and cross subscription restore is ${vault.crossSubscription} for the vault.`,
    );
  }
  if (isInVault) return undefined;
  return refused(
    "UserErrorCrossSubscriptionRestoreNeedsVaultTier",
    "The point lies in the snapshot tier alone: it can be restored into another subscription once it lies in the vault.",
  );
}

function zoneFault({ zones = [], sourceZones = [], isInVault }: RestoreFacts): RuleFault | undefined {
  const others = zones.filter((zone) => !sourceZones.includes(zone));
  if (isInVault || others.length === 0) return undefined;
  return refused(
    "UserErrorCrossZonalRestoreNeedsVaultTier",
    `The target lies in zone ${others.join(", ")} and the point in the snapshot tier alone: it can be restored into another zone once it lies in the vault.`,
  );
}

const isGiven = (text: string | undefined): boolean => text !== undefined && text !== "";

/** What Azure asks of a request besides, and the embedded Azure does without. */
export function restoreWarnings(facts: RestoreFacts): string[] {
  const needed = ["storageAccountId", ...(facts.recoveryType === "AlternateLocation" ? NETWORK : [])] as const;
  const missing = needed.filter((key) => !isGiven(facts[key]));
  return missing.length === 0 ? [] : [`Azure asks for ${missing.join(", ")}, which the request leaves out.`];
}

const NETWORK = ["virtualNetworkId", "subnetId"] as const;

function lunFault({ unknownLuns }: RestoreFacts): RuleFault | undefined {
  if (unknownLuns.length === 0) return undefined;
  return refusedRestore(`restoreDiskLunList names ${unknownLuns.join(", ")}: the point holds no disk of that LUN.`);
}
