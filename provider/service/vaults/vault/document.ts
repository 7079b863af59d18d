/** Recovery Services vaults as documents, and the routes' way to them. */

import { objectAt, textAt } from "../../../core/json.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../../rules/items/soft-delete.js";
import { isSecureByDefault } from "../../../rules/vaults/vault.js";
import { VAULT_TYPE } from "../../azure/backup-ids.js";
import { calledGroupId, GROUP, requireGroup, resourceNotFound } from "../../azure/resources.js";
import { type Azure, type Call, param } from "../../azure/route.js";
import { settleRunning } from "../../schedule/work.js";
import type { Document } from "../../store/documents.js";

/** The path template of a vault. */
export const VAULT = `${GROUP}/providers/${VAULT_TYPE}/{vault}`;

/** The id of the vault that a call names. */
export const vaultId = (call: Call): string => `${calledGroupId(call)}/providers/${VAULT_TYPE}/${param(call, "vault")}`;

/** The vault that a call names. Throws Azure's 404: a read is told of the vault in its group, a write first of its group. */
export function requireVault(call: Call, azure: Azure): Document {
  const vault = azure.documents.get(vaultId(call));
  if (vault !== undefined) return vault;
  if (call.method !== "GET") requireGroup(azure, calledGroupId(call));
  throw resourceNotFound(vaultId(call));
}

/** The vault, after everything that is due in it has happened. For routes that may write: `poll` and `write`. */
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

/** Whether soft delete can never be switched off in the vault, by the api-version that made it; an old vault has none. */
export const hasSecureDefaults = ({ hidden }: Pick<Document, "hidden">): boolean =>
  isSecureByDefault(textAt(hidden, "madeWith"));

/** What the vault's `backupconfig/vaultconfig` holds. Where soft delete is always on, a client may call it Enabled. */
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

/** Whether what is deleted is kept for a while. */
export const softDeletes = (vault: Document): boolean => securityConfig(vault).softDeleteFeatureState !== "Disabled";

/** Whether anything was ever protected in the vault: its storage is then chosen for good. */
export const isAssigned = (vault: Document): boolean => vault.hidden["assigned"] === true;
