/**
 * Why an item cannot be written: the rules of `rules/items/protection.ts` over the documents in the store, and the item's own
 * state.
 */
import { isBelow, isOfType, nameOf } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { vmFault } from "../../../rules/items/machine.js";
import { CONFIGURING_FAULT, protectionFault, workloadFault } from "../../../rules/items/protection.js";
import { itemCountFault } from "../../../rules/items/quotas.js";
import { policyPathFault } from "../../../rules/policies/rules.js";
import { ITEM_TYPE } from "../../azure/backup-ids.js";
import { refuseIf } from "../../azure/refuse.js";
import { type Azure, type Call, refusal } from "../../azure/route.js";
import { isRunning } from "../../jobs/index.js";
import type { Document } from "../../store/documents.js";
import { POLICY_TYPE, policyTypeOf } from "../../vaults/policies/index.js";
import { isSoftDeleted } from "../containers/document.js";
import { type Protection, placeFacts } from "../containers/reachable.js";
import { policyFacts, vmFacts } from "./machine-facts.js";

/** Throws for a soft-deleted item. The text is ours. */
export function requirePresent(item: Document): void {
  if (!isSoftDeleted(item)) return;
  throw refusal(
    400,
    "UserErrorItemInSoftDeletedState",
    "The backup item is in soft deleted state. Undelete it (isRehydrate: true) before you change it.",
  );
}

/** Throws while a configuration of the item runs; `requireUnlocked` throws for every other change. */
export function requireUnconfigured(azure: Azure, item: Document): void {
  const jobId = textAt(item.hidden, "lock") ?? "";
  const operation = textAt(azure.documents.get(jobId)?.body, "properties", "operation");
  if (operation === "ConfigureBackup" && isRunning(azure, jobId)) refuseIf(CONFIGURING_FAULT);
}

/** An item may move from a standard policy to an enhanced one, not back. */
export function requirePolicyPath(azure: Azure, currentPolicyId: string, policy: Document | undefined): void {
  const before = azure.documents.get(currentPolicyId);
  if (before === undefined || policy === undefined) return;
  refuseIf(policyPathFault({ before: policyTypeOf(before.body), after: policyTypeOf(policy.body) }));
}

/** Throws if the rules do not allow this protection of the VM. */
export function requireProtectable(call: Call, azure: Azure, { vault, vmId, policyId, isKnown }: Protection): void {
  const vm = azure.documents.get(vmId);
  const facts = placeFacts(call, azure, { vault, vmId, isKnown });
  const policyName = nameOf(policyId);
  refuseIf(protectionFault({ ...facts, policyId, policyExists: isPolicyOf(azure, vault, policyId) }));
  if (!isKnown) refuseIf(itemCountFault(azure.documents.count({ type: ITEM_TYPE, scope: vault.id })));
  const policy = azure.documents.get(policyId);
  if (vm === undefined || policy === undefined) return;
  refuseIf(workloadFault(policyName, textAt(policy.body, "properties", "backupManagementType") ?? ""));
  refuseIf(vmFault(vmFacts(azure, vm), policyFacts(call, policy)));
}

function isPolicyOf(azure: Azure, vault: Document, policyId: string): boolean {
  const isInVault = isOfType(policyId, POLICY_TYPE) && isBelow(policyId, vault.id);
  return isInVault && azure.documents.get(policyId) !== undefined;
}
