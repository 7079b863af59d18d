/** Collects the pages of a list. */
import type { JsonObject } from "../core/json.js";

/** Every entry, in order. */
export async function collect(entries: AsyncGenerator<JsonObject>): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}
