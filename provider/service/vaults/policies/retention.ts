/** Keeping points for a shorter time: an immutable vault does not, and a guarded one asks for its guard's consent. */

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
  /** The properties of the policy that was, and of the one that comes. */
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Throws where a change keeps points for a shorter time and the vault does not let it. */
export function requireUnreducedRetention(call: Call, azure: Azure, { vault, before, after }: RetentionChange): void {
  const was = termsOfPolicy(before)?.terms?.retention;
  const comes = termsOfPolicy(after)?.terms?.retention;
  if (was === undefined || comes === undefined || !reducesRetention(was, comes)) return;
  refuseIf(immutableFault(immutabilityOf(vault.body)));
  requireGuardConsent(azure, vault, call.body);
}
