/** Lists of Azure, page after page, as one. */
import type { JsonObject } from "../core/json.js";

/** Every entry, in order. */
export async function collect(entries: AsyncGenerator<JsonObject>): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}
