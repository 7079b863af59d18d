/** Whether a vault could protect a machine at all: the rules of `rules/items/protection.ts` over what the store holds. */

import { subscriptionOf } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { type ProtectionFacts, protectionFault } from "../../../rules/items/protection.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { refuseIf } from "../../azure/refuse.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { protectingVaultOf } from "./document.js";
/** Who is to be protected, by which vault and policy. */
export interface Protection {
  readonly vault: Document;
  readonly vmId: string;
  readonly policyId: string;
  /** The machine is protected already: that it is gone does not keep its item from being changed. */
  readonly isKnown: boolean;
}

/** Throws where the vault could not protect the machine by any policy: it is not there, elsewhere, or another vault's. */
export const requireReachable = (azure: Azure, vault: Document, vmId: string): void =>
  refuseIf(protectionFault({ ...placeFacts(azure, { vault, vmId, isKnown: false }), policyExists: true }));

export function placeFacts(
  azure: Azure,
  { vault, vmId, isKnown }: Omit<Protection, "policyId">,
): Omit<ProtectionFacts, "policyExists"> {
  const machine = azure.documents.get(vmId);
  const location = regionKey(textAt(vault.body, "location") ?? "");
  const protectedBy = protectingVaultOf(azure, vmId);
  const vm = {
    location: regionKey(textAt(machine?.body, "location") ?? location),
    subscription: subscriptionOf(vmId),
  };
  return {
    vmId,
    vault: { id: vault.id, location, subscription: subscriptionOf(vault.id) },
    ...(machine === undefined && !isKnown ? {} : { vm }),
    ...(protectedBy === undefined ? {} : { protectedBy }),
  };
}
