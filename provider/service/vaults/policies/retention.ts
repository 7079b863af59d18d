/** Shorter retention: an immutable vault refuses it, and a guarded one requires its guard's consent. */
import type { JsonObject } from "../../../core/json.js";
import { reducesRetention } from "../../../rules/policies/retention.js";
import { termsOfPolicy } from "../../../rules/policies/wire.js";
import { immutableFault } from "../../../rules/vaults/deletion.js";
import { refuseIf } from "../../azure/refuse.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { requireGuardConsent } from "../guard/routes.js";
import { immutabilityOf } from "../vault/writes.js";

interface RetentionChange {
  readonly vault: Document;
  /** The properties of the old and of the new policy. */
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Throws if a change shortens retention and the vault does not allow it. */
export function requireUnreducedRetention(call: Call, azure: Azure, { vault, before, after }: RetentionChange): void {
  const was = termsOfPolicy(before)?.terms?.retention;
  const comes = termsOfPolicy(after)?.terms?.retention;
  if (was === undefined || comes === undefined || !reducesRetention(was, comes)) return;
  refuseIf(immutableFault(immutabilityOf(vault.body)));
  requireGuardConsent(azure, { vault, operation: "updatePolicy", body: call.body });
}
