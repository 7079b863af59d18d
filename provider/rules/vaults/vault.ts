/**
 * What a vault may become. Sources: "Immutable vault", "Cross Region Restore", "Cross subscription restore" and "Enhanced
 * soft delete" of the Azure Backup documentation; limits of the Azure Backup FAQ. The texts and most codes are ours, since
 * no recording shows such a refusal.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export interface VaultTerms {
  readonly redundancy?: string | undefined;
  readonly crossRegionRestore?: string | undefined;
  readonly crossSubscriptionRestore?: string | undefined;
  readonly immutability?: string | undefined;
  readonly softDelete?: string | undefined;
  readonly enhancedSecurity?: string | undefined;
  /** Days. */
  readonly softDeleteDays?: number | undefined;
}

export interface VaultChange {
  /** The vault as it was; undefined for one that is new. */
  readonly before: VaultTerms | undefined;
  readonly after: VaultTerms;
  /** Whether anything was ever protected in it. */
  readonly isAssigned: boolean;
  /** Whether the vault was made with an api-version at which soft delete is always on. */
  readonly isSecureByDefault?: boolean;
}

/** Why a vault cannot be written so, or undefined where it can. */
export function vaultChangeFault(change: VaultChange): RuleFault | undefined {
  return firstFault(
    () => valuesFault(change.after),
    () => immutabilityFault(change.before?.immutability, change.after.immutability),
    () => redundancyFault(change),
    () => crossRegionFault(change),
    () => crossSubscriptionFault(change),
    () => (change.isSecureByDefault === true ? secureByDefaultFault(change.after) : undefined),
    () => softDeleteFault(change.before, change.after),
  );
}

/** The enum values of a vault's terms, as Azure spells them. */
export const VAULT_VALUES = {
  redundancy: ["GeoRedundant", "LocallyRedundant", "ZoneRedundant"],
  crossRegionRestore: ["Enabled", "Disabled"],
  crossSubscriptionRestore: ["Enabled", "Disabled", "PermanentlyDisabled"],
  immutability: ["Disabled", "Unlocked", "Locked"],
  softDelete: ["Enabled", "Disabled", "AlwaysON"],
  enhancedSecurity: ["Enabled", "Disabled", "AlwaysON"],
} as const;

function valuesFault(terms: VaultTerms): RuleFault | undefined {
  for (const [key, allowed] of Object.entries(VAULT_VALUES)) {
    const found = terms[key as keyof typeof VAULT_VALUES];
    if (found === undefined || allowed.some((word) => word === found)) continue;
    return refused("BadRequest", `${key} is '${found}': expected ${allowed.join(", ")}.`);
  }
  return undefined;
}

/** Why immutability cannot go from one state to the other: locked is for ever, and comes after unlocked alone. */
export function immutabilityFault(before: string | undefined, after: string | undefined): RuleFault | undefined {
  if (before === "Locked" && after !== "Locked") {
    return refused("VaultImmutabilityLocked", "The vault's immutability is locked and cannot be changed any more.");
  }
  if (after !== "Locked" || before === "Unlocked" || before === "Locked") return undefined;
  return refused(
    "InvalidImmutabilityState",
    `The vault's immutability is ${before ?? "Disabled"}; it can be locked only after it was Unlocked.`,
  );
}

function redundancyFault({ before, after, isAssigned }: VaultChange): RuleFault | undefined {
  if (!isAssigned || before === undefined || before.redundancy === after.redundancy) return undefined;
  return refused(
    "BMSUserErrorVaultStorageTypeChangeNotAllowed",
    `The vault's redundancy is ${before.redundancy} and items are protected in it: redundancy cannot be changed any more.`,
  );
}

/** Why restores in the paired region cannot be set so: with GeoRedundant alone, and never off again. */
export function crossRegionFault({ before, after }: VaultChange): RuleFault | undefined {
  if (after.crossRegionRestore === "Enabled" && after.redundancy !== "GeoRedundant") {
    return refused(
      "CrossRegionRestoreNeedsGeoRedundancy",
      `Cross region restore needs a vault that is GeoRedundant; this one is ${after.redundancy}.`,
    );
  }
  if (before?.crossRegionRestore !== "Enabled" || after.crossRegionRestore === "Enabled") return undefined;
  return refused(
    "CrossRegionRestoreCannotBeDisabled",
    "Cross region restore is enabled for this vault and cannot be switched off any more.",
  );
}

/** Why restores into another subscription cannot be set so: off for good is off for good. */
export function crossSubscriptionFault({ before, after }: VaultChange): RuleFault | undefined {
  const state = before?.crossSubscriptionRestore;
  if (state !== "PermanentlyDisabled" || after.crossSubscriptionRestore === state) return undefined;
  return refused(
    "CrossSubscriptionRestorePermanentlyDisabled",
    "Cross subscription restore is permanently disabled for this vault and cannot be changed any more.",
  );
}

/** Why soft delete cannot be set so: always on stays on, and its days are 14 to 180. */
export function softDeleteFault(before: VaultTerms | undefined, after: VaultTerms): RuleFault | undefined {
  if (before?.softDelete === "AlwaysON" && after.softDelete !== "AlwaysON") {
    return refused(
      "BMSUserErrorSoftDeleteStateAlwaysOn",
      "Soft delete is always on for this vault and cannot be switched off any more.",
    );
  }
  const days = after.softDeleteDays;
  if (days === undefined || days === 0 || (days >= 14 && days <= 180)) return undefined;
  return refused(
    "BMSUserErrorInvalidSoftDeleteRetention",
    `softDeleteRetentionPeriodInDays is ${days}: expected 14 to 180 days.`,
  );
}

/** Vaults made with this api-version or a later one are secure by default. Source: "Secure by default", Azure Backup documentation. */
const SECURE_BY_DEFAULT_SINCE = "2024-09-30";

/** Whether soft delete is always on in a vault that was made with this api-version; undefined for an old one. */
export const isSecureByDefault = (madeWith: string | undefined): boolean =>
  madeWith !== undefined && madeWith.slice(0, SECURE_BY_DEFAULT_SINCE.length) >= SECURE_BY_DEFAULT_SINCE;

/** Why soft delete cannot be switched off in a vault that is secure by default. Code and text: Azure/azure-cli 32383. */
function secureByDefaultFault({ softDelete, enhancedSecurity }: VaultTerms): RuleFault | undefined {
  if (softDelete !== "Disabled" && enhancedSecurity !== "Disabled") return undefined;
  return refused(
    "BMSUserErrorDisablingSoftDeleteStateNotAllowed",
    "Disabling soft delete or enhanced security state is not allowed for this vault. Please contact Microsoft Support if this is not expected.",
  );
}

/** Vaults of one subscription in one region. */
const MOST_VAULTS = 500;

/** Why no more vaults can be made in a region of a subscription that has so many. */
export function vaultCountFault(count: number): RuleFault | undefined {
  if (count < MOST_VAULTS) return undefined;
  return refused(
    "UserErrorVaultCountLimitReached",
    `The subscription has ${count} vaults in this region: expected at most ${MOST_VAULTS}. Delete one or use another region.`,
  );
}

/** What the portal and the documentation do not let a vault delete. The first text is Azure's, as reported. */
export function immutableFault(immutability: string | undefined): RuleFault | undefined {
  if (immutability !== "Locked" && immutability !== "Unlocked") return undefined;
  return refused(
    "UserErrorOperationDeniedOnImmutableItem",
    "The Vault and Bakcup Item is in Immutable state where destructive operations are not supported. The Vault and Backup Item is immutable, hence operation is denied. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ",
  );
}
