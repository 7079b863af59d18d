/** The tags that Azure does not accept, for every kind with tags. Unknown tags are valid. Pure. */
import type { Json } from "../core/json.js";
import { tagsFault } from "../rules/shared/tags.js";
import type { Failure } from "../schema/failures.js";
import { hasUnknown } from "../schema/unknown.js";

/** The failures of declared tags; a secret value is not quoted. */
export function tagFailures(tags: Json | undefined): Failure[] {
  if (tags === undefined || hasUnknown(tags)) return [];
  const fault = tagsFault(tags);
  return fault === undefined ? [] : [{ property: "tags", reason: fault.message }];
}
