/**
 * Who decides what soft delete does. The same decisions are a table in docs/fidelity.md:
 *
 * - A deleted item goes to soft delete if its vault's setting says so, except for clients whose api-version is older than
 *   soft delete: what they delete is purged (recorded in 2019).
 * - Soft delete can be disabled in a vault that was created with an api-version before 2024-09-30-preview (recorded 32 times);
 *   in later ones it is always on ("Secure by default"; Azure/azure-cli 32383). The vault keeps the version that created it.
 * - A vault that contains only soft-deleted items is deleted by api-versions since 2025-08-01 and becomes a deleted vault;
 *   older ones are refused (recordings of 2020, 2021 and 2026; hashicorp/pandora 5021).
 * - `vaultconfig` no longer sets soft delete once the vault's own body has set it (Azure/bicep-registry-modules 7289).
 */
import { type RuleFault, refused } from "../shared/fault.js";

const ITEMS_SINCE = "2019-05-13";
const ALWAYS_ON_SINCE = "2024-09-30";
const VAULTS_SINCE = "2025-08-01";

/** Whether an api-version is this one or a later one. Previews count as their date. */
const isVersionSince = (version: string, first: string): boolean => version.slice(0, first.length) >= first;

/** Whether an item that is deleted with this api-version goes to soft delete if the vault's setting is on. */
export const knowsSoftDelete = (callVersion: string): boolean => isVersionSince(callVersion, ITEMS_SINCE);

/** Whether soft delete is always on in a vault that was created with this api-version, undefined for a vault from an older package. */
export const isSecureByDefault = (createdWith: string | undefined): boolean =>
  createdWith !== undefined && isVersionSince(createdWith, ALWAYS_ON_SINCE);

/** Whether this api-version deletes a vault that contains soft-deleted items, and retains every vault that it deletes. */
export const retainsDeletedVaults = (callVersion: string): boolean => isVersionSince(callVersion, VAULTS_SINCE);

interface SoftDeleteTerms {
  readonly softDelete?: string | undefined;
  readonly enhancedSecurity?: string | undefined;
  /** Days. */
  readonly softDeleteDays?: number | undefined;
}

/** Refuses to disable soft delete that is always on, and an invalid number of days. */
export function softDeleteFault(before: SoftDeleteTerms | undefined, after: SoftDeleteTerms): RuleFault | undefined {
  if (before?.softDelete === "AlwaysON" && after.softDelete !== "AlwaysON") {
    return refused(
      "BMSUserErrorSoftDeleteStateAlwaysOn",
      "Soft delete is always on for this vault and can no longer be disabled.",
    );
  }
  const days = after.softDeleteDays;
  if (days === undefined || days === 0 || (days >= 14 && days <= 180)) return undefined;
  return refused(
    "BMSUserErrorInvalidSoftDeleteRetention",
    `softDeleteRetentionPeriodInDays is ${days}: expected 14 to 180 days.`,
  );
}

/** Refuses to disable soft delete in a vault that is secure by default. Azure's own code and text: Azure/azure-cli 32383. */
export function secureByDefaultFault({ softDelete, enhancedSecurity }: SoftDeleteTerms): RuleFault | undefined {
  if (softDelete !== "Disabled" && enhancedSecurity !== "Disabled") return undefined;
  return refused(
    "BMSUserErrorDisablingSoftDeleteStateNotAllowed",
    "Disabling soft delete or enhanced security state is not allowed for this vault. Please contact Microsoft Support if this is not expected.",
  );
}

/** A setting that has two APIs: the vault's body and an older configuration resource. */
export type VaultApiSetting = "softDelete" | "redundancy";

/** Azure's own codes and texts. Sources: Azure/bicep-registry-modules 7292 and 5156. */
const USE_VAULT_API: Readonly<Record<VaultApiSetting, RuleFault>> = {
  softDelete: refused(
    "BMSUserErrorSoftDeleteUseVaultApi",
    "Soft delete state for this vault cannot be modified using this API. Since the Vault API was previously used to update the soft delete property for this vault, you must again use the Vault API to make any further changes to this property.",
  ),
  redundancy: refused(
    "BMSUserErrorRedundancySettingsUseVaultApi",
    "Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously used to update the redundancy settings for this vault, you must again use the Vault API to make any further changes to this property.",
  ),
};

/** Refuses a write of the older configuration if the vault's body has set the same before, even with equal values. */
export const useVaultApiFault = (setting: VaultApiSetting, isSetByVault: boolean): RuleFault | undefined =>
  isSetByVault ? USE_VAULT_API[setting] : undefined;
