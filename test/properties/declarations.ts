/** Generators of declarations of every kind: valid by Azure's documentation, some of them then mutated. */
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
/** The first value in 19 of 20 cases, else the second. */
export const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** An object without its undefined members. */
export const record = (parts: Readonly<Record<string, fc.Arbitrary<Json | undefined>>>): fc.Arbitrary<JsonObject> =>
  fc
    .record(parts)
    .map((members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)));

/** Valid tags of an Azure resource. */
export const tags = fc.dictionary(fc.stringMatching(/^[A-Za-z][\w -]{0,15}$/), fc.string({ maxLength: 20 }), {
  maxKeys: 4,
});

/** Provider settings; not stored in Azure. */
const LOCAL = ["adopt", "timeouts"];

/**
 * Declarations of a kind. In a third of them, one to three inputs are replaced by random values, most of which match
 * the input's schema. `fixedInputs` are never replaced, since they reference resources that must exist.
 */
export function mutatedDeclarations(
  kind: Kind,
  good: fc.Arbitrary<Declared>,
  fixedInputs: readonly string[],
): fc.Arbitrary<Declared> {
  const open = inputSchemas(kind).filter(([key]) => !fixedInputs.includes(key) && !LOCAL.includes(key));
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
