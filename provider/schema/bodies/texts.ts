/** What messages about bodies have in common. */
import { nearest } from "../../core/nearest.js";
import { shortened } from "../../core/shorten.js";
import type { UnknownMember, WrongValue } from "./canonical.js";

/** The path of a member. */
export const placeOf = (path: string, name: string): string =>
  path === "" ? shortened(name) : `${shortened(path)}.${shortened(name)}`;

/** The question for the name or value that was most likely meant, with a space before it; empty if none is similar. */
export function meant(name: string, known: readonly string[]): string {
  const suggestion = nearest(name, known);
  return suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
}

/** What to do about an unknown member: the api-version that has it, or the name that was most likely meant. */
export const memberHint = ({ name, known, since }: UnknownMember): string =>
  since === undefined ? meant(name, known) : ` It exists since api-version ${since}.`;

/** The question for the allowed value that was most likely meant. */
export const meantValue = ({ found, values = [] }: WrongValue): string =>
  typeof found === "string" ? meant(found, values) : "";

/** The warning about a member that Azure ignores. */
export const ignoredWarning = (member: UnknownMember): string =>
  `Azure ignores "${placeOf(member.path, member.name)}": there is no such property.${memberHint(member)}`;

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
