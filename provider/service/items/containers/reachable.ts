/** Whether a vault can protect a VM: the rules of `rules/items/protection.ts` over the documents in the store. */
import { subscriptionOf } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { type ProtectionFacts, protectionFault } from "../../../rules/items/protection.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { isSince } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { protectingVaultOf } from "./document.js";
/** A VM to protect, with the vault and the policy. */
export interface Protection {
  readonly vault: Document;
  readonly vmId: string;
  readonly policyId: string;
  /** The VM is protected already: its item can be changed even if the VM was deleted. */
  readonly isKnown: boolean;
}

/**
 * Throws if the vault cannot protect the VM with any policy: the VM does not exist, is elsewhere, or another vault protects it.
 */
export const requireReachable = (call: Call, azure: Azure, vault: Document, vmId: string): void =>
  refuseIf(protectionFault({ ...placeFacts(call, azure, { vault, vmId, isKnown: false }), policyExists: true }));

/** The first version with which a client protects a VM of another subscription: azure-cli pull request 33703, recorded in 2026. */
const CROSS_SUBSCRIPTION_SINCE = "2026-07-01";

export function placeFacts(
  call: Call,
  azure: Azure,
  { vault, vmId, isKnown }: Omit<Protection, "policyId">,
): Omit<ProtectionFacts, "policyExists"> {
  const document = azure.documents.get(vmId);
  const location = regionKey(textAt(vault.body, "location") ?? "");
  const protectedBy = protectingVaultOf(azure, vmId);
  const vm = {
    location: regionKey(textAt(document?.body, "location") ?? location),
    subscription: subscriptionOf(vmId),
  };
  return {
    vmId,
    vault: { id: vault.id, location, subscription: subscriptionOf(vault.id) },
    ...(document === undefined && !isKnown ? {} : { vm }),
    allowsOtherSubscription: isKnown || isSince(call, CROSS_SUBSCRIPTION_SINCE),
    ...(protectedBy === undefined ? {} : { protectedBy }),
  };
}
