/** Recovery Services vaults as documents, and reading the one that a call names. */
import { objectAt, textAt } from "../../../core/json.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../../rules/items/soft-delete.js";
import { isSecureByDefault, type VaultApiSetting } from "../../../rules/vaults/soft-delete.js";
import { VAULT_TYPE } from "../../azure/backup-ids.js";
import { calledGroupId, GROUP, requireGroup, resourceNotFound } from "../../azure/resources.js";
import { type Azure, type Call, param } from "../../azure/route.js";
import { settleRunning } from "../../schedule/work.js";
import type { Document } from "../../store/documents.js";

/** The path template of a vault. */
export const VAULT = `${GROUP}/providers/${VAULT_TYPE}/{vault}`;

/** The id of the vault that a call names. */
export const vaultId = (call: Call): string => `${calledGroupId(call)}/providers/${VAULT_TYPE}/${param(call, "vault")}`;

/** The vault that a call names. Throws Azure's 404: for a read that of the vault, for a write first that of its group. */
export function requireVault(call: Call, azure: Azure): Document {
  const vault = azure.documents.get(vaultId(call));
  if (vault !== undefined) return vault;
  if (call.method !== "GET") requireGroup(azure, calledGroupId(call));
  throw resourceNotFound(vaultId(call));
}

/** The vault that a call names, after the due work in it. For routes that may write: `poll` and `write`. */
export function settledVault(call: Call, azure: Azure): Document {
  const vault = requireVault(call, azure);
  settleRunning(azure, vault.id);
  return azure.documents.get(vault.id) ?? vault;
}

export interface SecurityConfig {
  readonly enhancedSecurityState: string;
  readonly softDeleteFeatureState: string;
  readonly softDeleteRetentionPeriodInDays: number;
}

/**
 * Whether soft delete cannot be switched off in the vault; the api-version that created it decides, and a vault of unknown
 * version is an old one.
 */
export const hasSecureDefaults = ({ hidden }: Pick<Document, "hidden">): boolean =>
  isSecureByDefault(textAt(hidden, "madeWith"));

/** The vault's `backupconfig/vaultconfig`. If soft delete is always on, clients may send Enabled for it. */
export function securityConfig(vault: Pick<Document, "hidden">): SecurityConfig {
  const config = objectAt(vault.hidden, "config");
  const on = hasSecureDefaults(vault) ? "AlwaysON" : "Enabled";
  const stateOf = (key: string): string => {
    const state = textAt(config, key) ?? "Enabled";
    return state === "Enabled" ? on : state;
  };
  return {
    enhancedSecurityState: stateOf("enhancedSecurityState"),
    softDeleteFeatureState: stateOf("softDeleteFeatureState"),
    softDeleteRetentionPeriodInDays: Number(config["softDeleteRetentionPeriodInDays"] ?? DEFAULT_SOFT_DELETE_DAYS),
  };
}

/** Whether soft delete is on. */
export const softDeletes = (vault: Document): boolean => securityConfig(vault).softDeleteFeatureState !== "Disabled";

/** Whether anything was ever protected in the vault: its storage redundancy is then fixed. */
export const isAssigned = (vault: Document): boolean => vault.hidden["assigned"] === true;

/** The settings that the vault's own body has set, which its configurations no longer change. */
export const isSetByVault = ({ hidden }: Pick<Document, "hidden">, setting: VaultApiSetting): boolean =>
  objectAt(hidden, "setByVault")[setting] === true;
