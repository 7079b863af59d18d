/** How often something was done on this day, UTC, for the quotas of `rules/items/quotas.ts`. */
import { type Quota, quotaWarning } from "../../rules/items/quotas.js";
import type { Azure } from "../azure/route.js";

/** Counts one more within a vault or an item; says what to warn of. */
export function countToday({ documents, now }: Azure, quota: Quota, scope: string): string | undefined {
  const key = `quota ${quota} ${scope}`.toLowerCase();
  const today = now.toISOString().slice(0, 10);
  const [day, counted] = (documents.setting(key) ?? "").split(" ");
  const count = day === today ? Number(counted) + 1 : 1;
  documents.setSetting(key, `${today} ${count}`);
  return quotaWarning(quota, count);
}
