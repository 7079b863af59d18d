/** Splits the properties that Pulumi passes into the declared inputs and the `Caller` that the hidden ones describe. */
import { type Json, type JsonObject, textAt } from "../core/json.js";
import { declaredPart, hiddenMigrations, isPlain, knownIn } from "../dynamic/hidden-inputs.js";
import type { Declared } from "../kinds/caller.js";
import type { Kind } from "../kinds/kind.js";
import { migrate, STATE_VERSION } from "../kinds/migrate.js";

/** The declared inputs and their `Caller`. Pure. */
export const declaredIn = (properties: JsonObject): Declared => ({
  inputs: declaredPart(properties),
  caller: {
    urn: textAt(properties, "__urn") ?? "",
    mayQuote: (input: string, value: Json) => isPlain(properties, input, value),
    known: knownIn(properties),
  },
});

/** The properties of a state, migrated to the current state version. Pure. Throws `Refused` for a newer version. */
export function migratedIn(kind: Kind, properties: JsonObject): JsonObject {
  const state = { version: Number(properties["__version"] ?? 1), urn: textAt(properties, "__urn") ?? "", properties };
  return { ...migrate(kind, state, hiddenMigrations), __version: STATE_VERSION };
}
