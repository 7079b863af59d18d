/** What keeps an item from being written: the rules of `rules/items/protection.ts` over what the store holds, and the item's own state. */
import { parseResourceId } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { itemCountFault, machineFault } from "../../../rules/items/machine.js";
import { type ProtectionFacts, protectionFault, workloadFault } from "../../../rules/items/protection.js";
import { policyPathFault } from "../../../rules/policies/policy-changes.js";
import { ITEM_TYPE } from "../../azure/backup-ids.js";
import { normalLocation } from "../../azure/location.js";
import { obey } from "../../azure/refuse.js";
import { type Azure, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { policyTypeOf } from "../../vaults/policies/document.js";
import { guardianOf, isSoftDeleted } from "../containers/document.js";
import { machineFacts, policyFacts } from "./machine-facts.js";

/** Throws for an item that lies soft-deleted. The text is ours. */
export function requirePresent(item: Document): void {
  if (!isSoftDeleted(item)) return;
  throw refusal(
    400,
    "UserErrorItemInSoftDeletedState",
    "The backup item is in soft deleted state. Undelete it first (isRehydrate: true), then change it.",
  );
}

/** An item may move from a standard policy to an enhanced one, not back. */
export function requirePolicyPath(azure: Azure, held: string, policy: Document | undefined): void {
  const before = azure.documents.get(held);
  if (before === undefined || policy === undefined) return;
  obey(policyPathFault({ before: policyTypeOf(before.body), after: policyTypeOf(policy.body) }));
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
  const facts = placeFacts(azure, { vault, vmId, isKnown });
  const policyName = policyId.split("/").at(-1) ?? "";
  obey(protectionFault({ ...facts, policyName, policyExists: isPolicyOf(azure, vault, policyId) }));
  if (!isKnown) obey(itemCountFault(azure.documents.count({ type: ITEM_TYPE, scope: vault.id })));
  const policy = azure.documents.get(policyId);
  if (machine === undefined || policy === undefined) return;
  obey(workloadFault(policyName, textAt(policy.body, "properties", "backupManagementType") ?? ""));
  obey(machineFault(machineFacts(azure, machine), policyFacts(policy)));
}

/** Throws where the vault could not protect the machine by any policy: it is not there, elsewhere, or another vault's. */
export const requireReachable = (azure: Azure, vault: Document, vmId: string): void =>
  obey(protectionFault({ ...placeFacts(azure, { vault, vmId, isKnown: false }), policyExists: true }));

function placeFacts(
  azure: Azure,
  { vault, vmId, isKnown }: Omit<Protection, "policyId">,
): Omit<ProtectionFacts, "policyExists"> {
  const machine = azure.documents.get(vmId);
  const location = normalLocation(textAt(vault.body, "location") ?? "");
  const protectedBy = guardianOf(azure, vmId);
  const vm = {
    location: normalLocation(textAt(machine?.body, "location") ?? location),
    subscription: parseResourceId(vmId).subscription,
  };
  return {
    vmId,
    vault: { id: vault.id, location, subscription: parseResourceId(vault.id).subscription },
    ...(machine === undefined && !isKnown ? {} : { vm }),
    ...(protectedBy === undefined ? {} : { protectedBy }),
    softDeleted: false,
  };
}

function isPolicyOf(azure: Azure, vault: Document, policyId: string): boolean {
  const inVault = policyId.toLowerCase().startsWith(`${vault.id.toLowerCase()}/backuppolicies/`);
  return inVault && azure.documents.get(policyId) !== undefined;
}
