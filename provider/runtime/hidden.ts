/** What the classes declare, read from the properties that travel: the inputs, and the caller that their hidden ones describe. */
import { type Json, type JsonObject, textAt } from "../core/json.js";
import { declaredPart, hiddenMigrations, isPlain, knownIn } from "../dynamic/hidden-inputs.js";
import type { Declared } from "../kinds/caller.js";
import type { Kind } from "../kinds/kind.js";
import { migrate, STATE_VERSION } from "../kinds/migrate.js";

/** Pure. */
export const declaredIn = (properties: JsonObject): Declared => ({
  inputs: declaredPart(properties),
  caller: {
    urn: textAt(properties, "__urn") ?? "",
    mayQuote: (input: string, value: Json) => isPlain(properties, input, value),
    known: knownIn(properties),
  },
});

/** The properties in a state in the form of today, whichever version of this package wrote them. Pure. Throws `Refused` for a newer one. */
export function migratedIn(kind: Kind, properties: JsonObject): JsonObject {
  const state = { version: Number(properties["__version"] ?? 1), urn: textAt(properties, "__urn") ?? "", properties };
  return { ...migrate(kind, state, hiddenMigrations), __version: STATE_VERSION };
}
