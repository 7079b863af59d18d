/** Reading the words of a policy's ARM body; what cannot be read is a fault that names the property and what was expected. */
import { isJsonObject, type Json, type JsonObject, at as valueAt } from "../../core/json.js";
import type { PolicyFault } from "./policy-terms.js";

/** Thrown while a policy is read; it never leaves `termsOfPolicy`. */
export class MalformedPolicy extends Error {
  readonly fault: PolicyFault;

  constructor(property: string, reason: string) {
    super(`${property} ${reason}`);
    this.fault = { property, reason };
  }
}

/** The faults that a reading finds, or the one that ended it. */
export function foundFaults(read: () => PolicyFault[]): PolicyFault[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedPolicy) return [error.fault];
    throw error;
  }
}

/** A value of a body, and the property that a fault of it names. */
interface GivenValue {
  readonly value: Json | undefined;
  readonly property: string;
}

/** ARM takes a null for something that is not given. */
function given<T extends Json>(
  { value, property }: GivenValue,
  isWanted: (found: Json) => found is T,
  wanted: string,
): T | undefined {
  if (value === undefined || value === null) return undefined;
  if (isWanted(value)) return value;
  throw new MalformedPolicy(property, `is ${JSON.stringify(value)}: expected ${wanted}.`);
}

/** The number that is given, or undefined where nothing is. Throws `MalformedPolicy` for anything else. */
export const givenNumber = (value: GivenValue): number | undefined =>
  given(value, (found): found is number => typeof found === "number", "a number");

/** The text that is given, or undefined where nothing is. Throws `MalformedPolicy` for anything else. */
export const givenText = (value: GivenValue): string | undefined =>
  given(value, (found): found is string => typeof found === "string", "a text");

/** The object that is given, or undefined where nothing is. Throws `MalformedPolicy` for anything else. */
export const givenObject = (value: GivenValue): JsonObject | undefined => given(value, isJsonObject, "an object");

/** The list that is given, or an empty one. Throws `MalformedPolicy` for anything else. */
export const givenList = (value: GivenValue): readonly Json[] =>
  given(value, (found): found is readonly Json[] => Array.isArray(found), "a list") ?? [];

/** The first that a list holds twice. */
export const repeated = <T extends Json>(list: readonly T[]): T | undefined =>
  list.find((entry, index) => list.indexOf(entry) < index);

/** `HH:MM` of an instant that Azure reads the time of day from. */
export function timeOf(value: Json | undefined, property: string): string {
  const found = typeof value === "string" ? /T(\d\d:\d\d)(:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(value) : null;
  if (found?.[1] !== undefined) return found[1];
  throw new MalformedPolicy(
    property,
    `is ${JSON.stringify(value ?? null)}: expected an instant on a full minute, such as 2024-01-01T02:00:00Z.`,
  );
}

/** The words of a list that are all of a known set, each once: Azure says nothing of a day that is named twice, so it is refused. */
export function knownWords<T extends string>(value: GivenValue, known: readonly T[]): T[] {
  const words = givenList(value).map((word) => {
    const found = known.find((name) => name === word);
    if (found !== undefined) return found;
    throw new MalformedPolicy(value.property, `holds ${JSON.stringify(word)}: expected ${known.join(", ")}.`);
  });
  const twice = repeated(words);
  if (twice === undefined) return words;
  throw new MalformedPolicy(value.property, `names ${twice} twice: name it once.`);
}

export function numberAt(value: JsonObject, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}
