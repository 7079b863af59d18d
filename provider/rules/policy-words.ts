/** Reading the words of a policy's ARM body; what cannot be read is a fault that names the property and what was expected. */
import { type Json, type JsonObject, at as valueAt } from "../core/json.js";
import type { PolicyFault } from "./policy-terms.js";

/** Thrown while a policy is read; it never leaves `termsOfPolicy`. */
export class MalformedPolicy extends Error {
  readonly fault: PolicyFault;

  constructor(property: string, reason: string) {
    super(`${property} ${reason}`);
    this.fault = { property, reason };
  }
}

/** `HH:MM` of an instant that Azure reads the time of day from. */
export function timeOf(value: Json | undefined, property: string): string {
  const found = typeof value === "string" ? /T(\d\d:\d\d)(:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(value) : null;
  if (found?.[1] !== undefined) return found[1];
  throw new MalformedPolicy(
    property,
    `is ${JSON.stringify(value ?? null)}: expected an instant on a full minute, such as 2024-01-01T02:00:00Z.`,
  );
}

/** The words of a list that are all of a known set. */
export function knownWords<T extends string>(list: readonly Json[], known: readonly T[], property: string): T[] {
  return list.map((word) => {
    const found = known.find((name) => name === word);
    if (found !== undefined) return found;
    throw new MalformedPolicy(property, `holds ${JSON.stringify(word)}: expected ${known.join(", ")}.`);
  });
}

export function numberAt(value: JsonObject, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}
