/** Keeping points for a shorter time: an immutable vault does not, and a guarded one asks for its guard's consent. */
import type { JsonObject } from "../../core/json.js";
import { reducesRetention } from "../../rules/policy-changes.js";
import { termsOfPolicy } from "../../rules/policy-wire.js";
import { immutableFault } from "../../rules/vault.js";
import type { Azure, Call } from "../route.js";
import { requireGuardConsent } from "../routes/resource-guards.js";
import { obey } from "../routes/rule.js";
import type { Document } from "../store/documents.js";
import { immutabilityOf } from "./vault-changes.js";

export interface RetentionChange {
  readonly vault: Document;
  /** The properties of the policy that was, and of the one that comes. */
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Throws where a change keeps points for a shorter time and the vault does not let it. */
export function requireKeptRetention(call: Call, azure: Azure, { vault, before, after }: RetentionChange): void {
  const was = termsOfPolicy(before)?.terms?.retention;
  const comes = termsOfPolicy(after)?.terms?.retention;
  if (was === undefined || comes === undefined || !reducesRetention(was, comes)) return;
  obey(immutableFault(immutabilityOf(vault.body)));
  requireGuardConsent(azure, vault, call.body);
}
