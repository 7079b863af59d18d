/** Declarations of every kind, good and bad: written by the documents' rules, then spoilt here and there. */
import fc from "fast-check";
import type { Json, JsonObject } from "../../provider/core/json.js";
import type { Kind } from "../../provider/kinds/kind.js";
import { inputSchemas } from "../../provider/kinds/kind.js";
import { valuesOf } from "../unit/kinds/generated.js";
import type { Declared } from "./law.js";

export const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });
export const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const among = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
/** Nearly always the first. */
export const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** An object without what is absent. */
export const record = (parts: Readonly<Record<string, fc.Arbitrary<Json | undefined>>>): fc.Arbitrary<JsonObject> =>
  fc.record(parts).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));

/** Words that Azure's tags may be. */
export const tags = fc.dictionary(fc.stringMatching(/^[A-Za-z][\w -]{0,15}$/), fc.string({ maxLength: 20 }), {
  maxKeys: 4,
});

/** How we act, which Azure is not asked for. */
const LOCAL = ["adopt", "timeouts"];

/**
 * Declarations of a kind, a third of them with one to three of their inputs replaced by values that fit the schema and
 * nothing else, or by none that fits. `kept` are inputs that name what has to be there.
 */
export function spoilt(kind: Kind, good: fc.Arbitrary<Declared>, kept: readonly string[]): fc.Arbitrary<Declared> {
  const open = inputSchemas(kind).filter(([key]) => !kept.includes(key) && !LOCAL.includes(key));
  const odd = fc
    .constantFrom(...open)
    .chain(([key, schema]) =>
      fc
        .oneof({ weight: 6, arbitrary: valuesOf(schema) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) })
        .map((value) => [key, value as Json] as const),
    );
  const changes = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(odd, { minLength: 1, maxLength: 3 }) },
  );
  return fc
    .tuple(good, changes)
    .map(([declared, changed]) => ({ ...declared, inputs: { ...declared.inputs, ...Object.fromEntries(changed) } }));
}
