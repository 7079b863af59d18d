/** The rules of `rules/vaults/vault.ts` over a vault's body and settings. */
import { type JsonObject, mergePatch, objectAt, textAt } from "../../../core/json.js";
import { firstFault, type RuleFault } from "../../../rules/shared/fault.js";
import { publicAccessFault } from "../../../rules/vaults/network.js";
import { encryptedSkuFault, type VaultTerms, vaultChangeFault } from "../../../rules/vaults/vault.js";
import type { Document } from "../../store/documents.js";
import { hasSecureDefaults, isAssigned, type SecurityConfig, securityConfig } from "./document.js";

/** The terms of a vault with that body and that security. */
function termsOfVault(body: JsonObject, security: SecurityConfig): VaultTerms {
  const stored = (...path: readonly string[]) => textAt(body, "properties", ...path);
  return {
    redundancy: stored("redundancySettings", "standardTierStorageRedundancy"),
    crossRegionRestore: stored("redundancySettings", "crossRegionRestore"),
    crossSubscriptionRestore: stored(
      "restoreSettings",
      "crossSubscriptionRestoreSettings",
      "crossSubscriptionRestoreState",
    ),
    ...immutabilityTerms(body),
    softDelete: security.softDeleteFeatureState,
    enhancedSecurity: security.enhancedSecurityState,
    softDeleteDays: security.softDeleteRetentionPeriodInDays,
  };
}

/**
 * The soft-delete settings in a body, under the names of `backupconfig/vaultconfig`: newer clients send them with the vault.
 */
export function softDeleteSent(properties: JsonObject): JsonObject {
  const sent = objectAt(properties, "securitySettings", "softDeleteSettings");
  const { softDeleteState: softDeleteFeatureState, softDeleteRetentionPeriodInDays, enhancedSecurityState } = sent;
  return mergePatch({}, { softDeleteFeatureState, softDeleteRetentionPeriodInDays, enhancedSecurityState });
}

/** `Disabled`, `Unlocked` or `Locked`; undefined if it was never set. */
export const immutabilityOf = (body: JsonObject): string | undefined =>
  textAt(body, "properties", "securitySettings", "immutabilitySettings", "state");

/** The immutability in a body of a vault, with its type and days. */
export function immutabilityTerms(
  body: JsonObject,
): Pick<VaultTerms, "immutability" | "immutabilityType" | "immutabilityDays"> {
  const configuration = objectAt(body, "properties", "securitySettings", "immutabilitySettings", "configuration");
  const { durationInDays } = configuration;
  return {
    immutability: immutabilityOf(body),
    immutabilityType: textAt(configuration, "type"),
    immutabilityDays: typeof durationInDays === "number" ? durationInDays : undefined,
  };
}

/** Why a vault cannot be written with this body and these hidden settings; undefined if it can. */
export const vaultWriteFault = (
  old: Document | undefined,
  { body, hidden }: Pick<Document, "body" | "hidden">,
): RuleFault | undefined =>
  firstFault(
    () =>
      vaultChangeFault({
        before: old === undefined ? undefined : termsOfVault(old.body, securityConfig(old)),
        after: termsOfVault(body, securityConfig({ hidden })),
        location: textAt(body, "location") ?? "",
        isAssigned: old !== undefined && isAssigned(old),
        isSecureByDefault: hasSecureDefaults({ hidden }),
      }),
    () =>
      encryptedSkuFault({
        isEncrypted: textAt(old?.body, "properties", "encryption", "keyVaultProperties", "keyUri") !== undefined,
        before: textAt(old?.body, "sku", "name"),
        after: textAt(body, "sku", "name"),
      }),
    () =>
      publicAccessFault({
        publicNetworkAccess: textAt(body, "properties", "publicNetworkAccess"),
        crossRegionRestore: textAt(body, "properties", "redundancySettings", "crossRegionRestore"),
      }),
  );
