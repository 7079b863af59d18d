/**
 * Which restores Azure accepts. Sources: "How to restore Azure VM data" and the support matrix of the Azure Backup
 * documentation. The embedded Azure does not support restores to another region. The codes are ours.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

const RECOVERY_TYPES = ["RestoreDisks", "OriginalLocation", "AlternateLocation"] as const;

/** The types of the requests that restore a VM. Source: RestoreRequest of Azure Backup's REST API. */
const REQUEST_TYPES = ["IaasVMRestoreRequest", "IaasVMRestoreWithRehydrationRequest"];

export interface RestoreFacts {
  /** `objectType` of the request. */
  readonly requestType: string | undefined;
  readonly recoveryType: string;
  /** The region of the request. */
  readonly region?: string | undefined;
  readonly vault: { readonly location: string; readonly subscription: string; readonly crossSubscription: string };
  readonly storageAccountId?: string | undefined;
  /** The region of the staging account; undefined where the embedded Azure does not know it. */
  readonly storageAccountLocation?: string | undefined;
  readonly targetResourceGroupId?: string | undefined;
  /** Whether that group exists; default: true. */
  readonly targetGroupExists?: boolean;
  readonly targetVmId?: string | undefined;
  /** Whether a VM of the target's name exists. */
  readonly targetExists: boolean;
  readonly virtualNetworkId?: string | undefined;
  readonly subnetId?: string | undefined;
  /** Whether the VM of the point still exists. */
  readonly sourceExists: boolean;
  /** The zones of the request, and those of the VM of the point. */
  readonly zones?: readonly string[] | undefined;
  readonly sourceZones?: readonly string[] | undefined;
  /** Whether the VM has a purchased plan of the marketplace. */
  readonly sourceHasPlan?: boolean;
  /** Whether the point is in the vault tier, not only in the snapshot tier. */
  readonly isInVault: boolean;
  /** Requested LUNs that the point does not have. */
  readonly unknownLuns: readonly number[];
  /** `threatStatus` of the point. */
  readonly threatStatus?: string | undefined;
}

/** Refuses an invalid restore. */
export function restoreFault(facts: RestoreFacts): RuleFault | undefined {
  return firstFault(
    () => typeFault(facts),
    () => regionFault(facts),
    () => storageFault(facts),
    () => targetFault(facts),
    () => subscriptionFault(facts),
    () => groupFault(facts),
    () => zoneFault(facts),
    () => lunFault(facts),
  );
}

const refusedRestore = (message: string) => refused("BMSUserErrorInvalidRestoreRequest", message);

function typeFault({ requestType, recoveryType }: RestoreFacts): RuleFault | undefined {
  if (!REQUEST_TYPES.some((known) => known.toLowerCase() === requestType?.toLowerCase())) {
    const found = requestType === undefined ? "missing" : `'${requestType}'`;
    return refusedRestore(`objectType is ${found}: expected ${REQUEST_TYPES.join(" or ")}.`);
  }
  if (RECOVERY_TYPES.some((known) => known === recoveryType)) return undefined;
  return refusedRestore(`recoveryType is '${recoveryType}': expected ${RECOVERY_TYPES.join(", ")}.`);
}

function regionFault({ region, vault }: RestoreFacts): RuleFault | undefined {
  if (region === undefined || region === "" || region === vault.location) return undefined;
  return refused(
    "UserErrorRestoreToOtherRegionNotSupported",
    `The region is ${region} and that of the vault is ${vault.location}: the embedded Azure restores only to the region of the vault.`,
  );
}

function storageFault(facts: RestoreFacts): RuleFault | undefined {
  const { recoveryType, storageAccountLocation, targetResourceGroupId, vault } = facts;
  const isStaged = recoveryType !== "RestoreDisks" || isSet(targetResourceGroupId);
  if (!isStaged && !isSet(facts.storageAccountId)) {
    return refusedRestore(
      "storageAccountId and targetResourceGroupId are missing: set one of them, as the place of the restored disks.",
    );
  }
  if (storageAccountLocation === undefined || storageAccountLocation === vault.location) return undefined;
  return refused(
    "UserErrorStorageAccountInOtherRegion",
    `The storage account is in ${storageAccountLocation} and the vault in ${vault.location}: use an account in the region of the vault.`,
  );
}

function targetFault(facts: RestoreFacts): RuleFault | undefined {
  if (facts.recoveryType === "OriginalLocation" && !facts.sourceExists) {
    return refused(
      "UserErrorVmNotFoundV2",
      "Virtual machine doesn't exist: its disks cannot be replaced. Use recoveryType RestoreDisks or AlternateLocation.",
    );
  }
  if (facts.recoveryType !== "AlternateLocation") return undefined;
  if (!isSet(facts.targetVmId) || !isSet(facts.targetResourceGroupId)) {
    return refusedRestore(
      "targetVirtualMachineId or targetResourceGroupId is missing: a restore to a new VM requires both.",
    );
  }
  if (facts.sourceHasPlan === true) {
    return refused(
      "UserErrorMarketplaceMachineNotRestorable",
      "The VM has a plan of the marketplace, so Azure Backup cannot create a new VM from it. Restore its disks, then create a VM from them.",
    );
  }
  if (!facts.targetExists) return undefined;
  return refused("UserErrorTargetVirtualMachineExists", `The VM ${facts.targetVmId} already exists: use another name.`);
}

function subscriptionFault({ targetResourceGroupId, vault, isInVault }: RestoreFacts): RuleFault | undefined {
  const target = targetResourceGroupId?.split("/")[2];
  if (target === undefined || target.toLowerCase() === vault.subscription.toLowerCase()) return undefined;
  if (vault.crossSubscription !== "Enabled") {
    return refused(
      "UserErrorCrossSubscriptionRestoreDisabled",
      `The target is in subscription ${target}, and cross subscription restore is ${vault.crossSubscription} for the vault.`,
    );
  }
  if (isInVault) return undefined;
  return refused(
    "UserErrorCrossSubscriptionRestoreNeedsVaultTier",
    "The recovery point is only in the snapshot tier: it can be restored to another subscription once it is in the vault tier.",
  );
}

function groupFault({ targetResourceGroupId, targetGroupExists }: RestoreFacts): RuleFault | undefined {
  if (targetGroupExists !== false) return undefined;
  return refusedRestore(
    `targetResourceGroupId is '${targetResourceGroupId}', which was not found: create the group first.`,
  );
}

function zoneFault({ zones = [], sourceZones = [], isInVault }: RestoreFacts): RuleFault | undefined {
  const others = zones.filter((zone) => !sourceZones.includes(zone));
  if (isInVault || others.length === 0) return undefined;
  return refused(
    "UserErrorCrossZonalRestoreNeedsVaultTier",
    `The target is in zone ${others.join(", ")} and the recovery point only in the snapshot tier: it can be restored to another zone once it is in the vault tier.`,
  );
}

const isSet = (text: string | undefined): boolean => text !== undefined && text !== "";

/** Warnings about properties that Azure requires and the embedded Azure does not. */
export function restoreWarnings(facts: RestoreFacts): string[] {
  const needed = ["storageAccountId", ...(facts.recoveryType === "AlternateLocation" ? NETWORK : [])] as const;
  const missing = needed.filter((key) => !isSet(facts[key]));
  return [
    ...(missing.length === 0 ? [] : [`Azure requires ${missing.join(", ")}, which the request does not have.`]),
    ...(facts.threatStatus === "UnHealthy" || facts.threatStatus === "Warning"
      ? [threatWarning(facts.threatStatus)]
      : []),
  ];
}

const threatWarning = (status: string): string =>
  `The threatStatus of the recovery point is ${status}: a scan found a threat in the VM, which the restored disks may contain. Restore an earlier recovery point, or isolate what you restore.`;

const NETWORK = ["virtualNetworkId", "subnetId"] as const;

function lunFault({ unknownLuns }: RestoreFacts): RuleFault | undefined {
  if (unknownLuns.length === 0) return undefined;
  return refusedRestore(
    `restoreDiskLunList contains ${unknownLuns.join(", ")}: the recovery point has no disk with that LUN.`,
  );
}

/** The warning for replacing the disks of a VM that is not stopped. */
export const runningReplaceWarning = (powerState: string): string | undefined =>
  powerState === "running"
    ? "The VM is running: Azure requires it to be stopped before its disks are replaced (UserErrorVmNotShutDown)."
    : undefined;
