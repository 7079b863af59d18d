/** What keeps an item from being written: the rules of `rules/protection.ts` over what the store holds, and the item's own state. */
import { parseResourceId } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { protectionFault } from "../../rules/protection.js";
import { normalLocation } from "../location.js";
import { type Azure, refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { guardianOf, isSoftDeleted } from "./items.js";

/** Throws for an item that lies soft-deleted. The text is ours. */
export function requirePresent(item: Document): void {
  if (!isSoftDeleted(item)) return;
  throw refusal(
    400,
    "UserErrorItemInSoftDeletedState",
    "The backup item is in soft deleted state. Undelete it first (isRehydrate: true), then change it.",
  );
}

/** An item may move from a standard policy to an enhanced one, not back. The text is ours. */
export function requirePolicyPath(azure: Azure, held: string, policy: Document | undefined): void {
  const before = textAt(azure.documents.get(held)?.body, "properties", "policyType");
  if (before !== "V2" || policy === undefined || textAt(policy.body, "properties", "policyType") === "V2") return;
  throw refusal(
    400,
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    "The item is protected by an enhanced policy (V2) and cannot go back to a standard one (V1).",
  );
}

/** Who is to be protected, by which vault and policy. */
export interface Protection {
  readonly vault: Document;
  readonly vmId: string;
  readonly policyId: string;
  /** The machine is protected already: that it is gone does not keep its item from being changed. */
  readonly isKnown: boolean;
}

/** Throws where the rules do not let the machine be protected so. */
export function requireProtectable(azure: Azure, { vault, vmId, policyId, isKnown }: Protection): void {
  const machine = azure.documents.get(vmId);
  const location = normalLocation(textAt(vault.body, "location") ?? "");
  const vaultAt = { id: vault.id, location, subscription: parseResourceId(vault.id).subscription };
  const protectedBy = guardianOf(azure, vmId);
  const found = {
    location: normalLocation(textAt(machine?.body, "location") ?? location),
    subscription: parseResourceId(vmId).subscription,
  };
  const fault = protectionFault({
    vmId,
    vault: vaultAt,
    ...(machine === undefined && !isKnown ? {} : { vm: found }),
    ...(protectedBy === undefined ? {} : { protectedBy }),
    policyName: policyId.split("/").at(-1) ?? "",
    policyExists: isPolicyOf(azure, vault, policyId),
    softDeleted: false,
  });
  if (fault !== undefined) throw refusal(fault.status, fault.code, fault.message);
}

function isPolicyOf(azure: Azure, vault: Document, policyId: string): boolean {
  const inVault = policyId.toLowerCase().startsWith(`${vault.id.toLowerCase()}/backuppolicies/`);
  return inVault && textAt(azure.documents.get(policyId)?.body, "properties", "backupManagementType") === "AzureIaasVM";
}

/** Throws for a vault that is immutable: nothing in it is deleted. Azure's text, as reported. */
export function requireMutable(vault: Document): void {
  const state = textAt(vault.body, "properties", "securitySettings", "immutabilitySettings", "state");
  if (state !== "Locked" && state !== "Unlocked") return;
  throw refusal(
    400,
    "UserErrorOperationDeniedOnImmutableItem",
    "The Vault and Bakcup Item is in Immutable state where destructive operations are not supported. The Vault and Backup Item is immutable, hence operation is denied. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ",
  );
}
