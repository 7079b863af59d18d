/** Turns the result of a rule into a refusal, or into a warning in the reply. */

import { WARNING_HEADER, warningHeader, warningsIn } from "../../arm/warning-header.js";
import type { BackupError } from "../../core/errors.js";
import { type Quota, quotaWarning } from "../../rules/items/quotas.js";
import type { RuleFault } from "../../rules/shared/fault.js";

import { type Azure, type Reply, refusal } from "./route.js";

/** Throws the refusal of a broken rule; does nothing if no rule is broken. */
export function refuseIf(fault: RuleFault | undefined): void {
  if (fault !== undefined) throw refusalOf(fault);
}

/** The refusal of a broken rule. */
export const refusalOf = ({ status, code, message, ...facts }: RuleFault): BackupError =>
  refusal(status, code, message, facts);

/** The reply with more warnings. */
export function warned(reply: Reply, warnings: readonly (string | undefined)[]): Reply {
  const added = warnings.filter((warning) => warning !== undefined);
  if (added.length === 0) return reply;
  const texts = [...warningsIn(reply.headers?.[WARNING_HEADER]), ...added];
  return { ...reply, headers: { ...reply.headers, [WARNING_HEADER]: warningHeader(texts) } };
}

/** Counts one more request of today (UTC) within a vault or an item; returns the warning where that passes a daily quota. */
export function countToday({ documents, now }: Azure, quota: Quota, scope: string): string | undefined {
  const key = `quota ${quota} ${scope}`.toLowerCase();
  const today = now.toISOString().slice(0, 10);
  const [day, counted] = (documents.setting(key) ?? "").split(" ");
  const count = day === today ? Number(counted) + 1 : 1;
  documents.setSetting(key, `${today} ${count}`);
  return quotaWarning(quota, count);
}
