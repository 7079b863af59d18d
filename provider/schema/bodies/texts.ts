/** What messages about bodies have in common. */
import { nearest } from "../../core/nearest.js";
import type { UnknownMember, WrongValue } from "./canonical.js";

/** In characters. A client chooses the names of members, and a header of warnings has a limit. */
const LONGEST_QUOTED = 100;

/** A name or a value of a client, at most 100 characters long. */
export const shortened = (text: string): string =>
  text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text;

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
