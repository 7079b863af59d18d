/** What the classes declare, read from the properties that travel: the inputs, and the caller that their hidden ones describe. */
import { type Json, type JsonObject, textAt } from "../core/json.js";
import { declaredPart, isPlain, knownIn } from "../dynamic/hidden-inputs.js";
import type { Declared } from "../kinds/caller.js";

/** Pure. */
export const declaredIn = (properties: JsonObject): Declared => ({
  inputs: declaredPart(properties),
  caller: {
    urn: textAt(properties, "__urn") ?? "",
    mayQuote: (input: string, value: Json) => isPlain(properties, input, value),
    known: knownIn(properties),
  },
});
