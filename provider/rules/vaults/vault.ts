/**
 * Which changes of a vault Azure accepts. Sources: "Immutable vault", "Cross Region Restore", "Cross subscription restore",
 * "Enhanced soft delete" and "Encrypt backup data by using customer-managed keys" of the Azure Backup documentation; limits of
 * the Azure Backup FAQ. The texts and most codes are ours, since no recording has such a refusal.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";
import { immutabilityDurationFault, immutabilityFault } from "./immutability.js";
import { redundancyPlaceFault } from "./place.js";
import { secureByDefaultFault, softDeleteFault } from "./soft-delete.js";

export interface VaultTerms {
  readonly redundancy?: string | undefined;
  readonly crossRegionRestore?: string | undefined;
  readonly crossSubscriptionRestore?: string | undefined;
  readonly immutability?: string | undefined;
  /** `AsPerPolicy` or `TimeBased`. */
  readonly immutabilityType?: string | undefined;
  readonly immutabilityDays?: number | undefined;
  readonly softDelete?: string | undefined;
  readonly enhancedSecurity?: string | undefined;
  /** Days. */
  readonly softDeleteDays?: number | undefined;
}

export interface VaultChange {
  /** The vault before the change; undefined for a new one. */
  readonly before: VaultTerms | undefined;
  readonly after: VaultTerms;
  /** The vault's region, where a redundancy is checked. */
  readonly location?: string;
  /** Whether the vault has ever protected an item. */
  readonly isAssigned: boolean;
  /** Whether the vault was created with an api-version at which soft delete is always on. */
  readonly isSecureByDefault?: boolean;
}

/** Refuses an invalid write of a vault. */
export function vaultChangeFault(change: VaultChange): RuleFault | undefined {
  return firstFault(
    () => valuesFault(change.after),
    () => immutabilityFault(change.before?.immutability, change.after.immutability),
    () => immutabilityDurationFault(change),
    () => redundancyFault(change),
    () => placeFault(change),
    () => crossRegionFault(change),
    () => crossSubscriptionFault(change),
    () => (change.isSecureByDefault === true ? secureByDefaultFault(change.after) : undefined),
    () => softDeleteFault(change.before, change.after),
  );
}

/** The enum values of a vault, in Azure's spelling. */
export const VAULT_VALUES = {
  redundancy: ["GeoRedundant", "LocallyRedundant", "ZoneRedundant"],
  crossRegionRestore: ["Enabled", "Disabled"],
  crossSubscriptionRestore: ["Enabled", "Disabled", "PermanentlyDisabled"],
  immutability: ["Disabled", "Unlocked", "Locked"],
  immutabilityType: ["AsPerPolicy", "TimeBased"],
  softDelete: ["Enabled", "Disabled", "AlwaysON"],
  enhancedSecurity: ["Enabled", "Disabled", "AlwaysON"],
} as const;

function valuesFault(terms: VaultTerms): RuleFault | undefined {
  for (const [key, allowed] of Object.entries(VAULT_VALUES)) {
    const found = terms[key as keyof typeof VAULT_VALUES];
    if (found === undefined || allowed.some((value) => value === found)) continue;
    return refused("BadRequest", `${key} is '${found}': expected ${allowed.join(", ")}.`);
  }
  return undefined;
}

function redundancyFault({ before, after, isAssigned }: VaultChange): RuleFault | undefined {
  if (!isAssigned || before === undefined || before.redundancy === after.redundancy) return undefined;
  return refused(
    "BMSUserErrorVaultStorageTypeChangeNotAllowed",
    `The vault's redundancy is ${before.redundancy} and the vault has protected items, so redundancy can no longer be changed.`,
  );
}

/** A vault that exists keeps the redundancy that it has. */
const placeFault = ({ before, after, location }: VaultChange): RuleFault | undefined =>
  location === undefined || before?.redundancy === after.redundancy
    ? undefined
    : redundancyPlaceFault(after.redundancy, location);

/** Refuses cross region restore without GeoRedundant, and to switch it off. */
export function crossRegionFault({ before, after }: VaultChange): RuleFault | undefined {
  if (after.crossRegionRestore === "Enabled" && after.redundancy !== "GeoRedundant") {
    return refused(
      "CrossRegionRestoreNeedsGeoRedundancy",
      `Cross region restore requires a GeoRedundant vault; this vault is ${after.redundancy}.`,
    );
  }
  if (before?.crossRegionRestore !== "Enabled" || after.crossRegionRestore === "Enabled") return undefined;
  return refused(
    "CrossRegionRestoreCannotBeDisabled",
    "Cross region restore is enabled for this vault and can no longer be disabled.",
  );
}

/** Refuses to change cross subscription restore that is permanently disabled. */
export function crossSubscriptionFault({ before, after }: VaultChange): RuleFault | undefined {
  const state = before?.crossSubscriptionRestore;
  if (state !== "PermanentlyDisabled" || after.crossSubscriptionRestore === state) return undefined;
  return refused(
    "CrossSubscriptionRestorePermanentlyDisabled",
    "Cross subscription restore is permanently disabled for this vault and can no longer be changed.",
  );
}

/** Vaults of one subscription in one region. */
const MAX_VAULTS = 500;

/** Refuses another vault in a region of a subscription that has the most that it may have. */
export function vaultCountFault(count: number): RuleFault | undefined {
  if (count < MAX_VAULTS) return undefined;
  return refused(
    "UserErrorVaultCountLimitReached",
    `The subscription has ${count} vaults in this region: expected at most ${MAX_VAULTS}. Delete one or use another region.`,
  );
}

/** The one-way part of a vault's encryption. */
interface EncryptionTerms {
  /** `Enabled` or `Disabled`. */
  readonly infrastructureEncryption?: string | undefined;
}

/** Refuses to disable encryption with a customer-managed key, and to change infrastructure encryption. The codes are ours. */
export function encryptionChangeFault(
  before: EncryptionTerms | undefined,
  after: EncryptionTerms | undefined,
): RuleFault | undefined {
  if (before === undefined) return undefined;
  if (after === undefined) {
    return refused(
      "UserErrorVaultEncryptionCannotBeDisabled",
      "The vault is encrypted with a customer-managed key, which cannot be changed to Azure's key.",
    );
  }
  const [was, is] = [layerOf(before), layerOf(after)];
  if (was === is) return undefined;
  return refused(
    "UserErrorVaultInfrastructureEncryptionCannotBeChanged",
    `The vault's infrastructure encryption cannot be changed from ${was} to ${is} after encryption was enabled.`,
  );
}

interface SkuChange {
  readonly isEncrypted: boolean;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Refuses another SKU of an encrypted vault. Source: hashicorp/terraform-provider-azurerm, recovery_services_vault. The code is ours. */
export function encryptedSkuFault({ isEncrypted, before, after }: SkuChange): RuleFault | undefined {
  if (!isEncrypted || before === undefined || after === undefined || before === after) return undefined;
  return refused(
    "UserErrorEncryptedVaultSkuCannotBeChanged",
    `The vault is encrypted with a customer-managed key, so its SKU cannot be changed from ${before} to ${after}.`,
  );
}

const layerOf = ({ infrastructureEncryption }: EncryptionTerms): string => infrastructureEncryption ?? "Disabled";
