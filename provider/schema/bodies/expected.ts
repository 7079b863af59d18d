/** What a place in a body allows, in words. */
import type { WrongValue } from "./canonical.js";

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
};

/** What is allowed in the place of a wrong value. `Invalid` stands for no value in many of Azure's models. */
export const expectedOf = ({ type, values }: WrongValue): string =>
  values === undefined
    ? (TYPES[type ?? ""] ?? "another value")
    : `one of ${values
        .filter((value) => value !== "Invalid")
        .map((value) => (value.includes(",") ? JSON.stringify(value) : value))
        .join(", ")}`;
