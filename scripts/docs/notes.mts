/**
 * Examples and known limitations on the page of a kind. An example is a declaration; the page shows the messages that the check
 * returns for it when the page is generated. A limitation names the test that proves it. So both stay up to date.
 */
import type { JsonObject } from "../../provider/core/json.js";
import type { Declared, Known } from "../../provider/kinds/caller.js";
import type { Kind } from "../../provider/kinds/kind.js";
import { check, reasons } from "../../provider/kinds/lifecycle.js";
import { code, table } from "./markdown.mjs";
import { SUBSCRIPTION } from "./notes/ids.mjs";

/** A change of the base declaration of the notes. */
export interface Attempt {
  readonly inputs: JsonObject;
  /** The properties that the program knows of a resource that an input refers to. */
  readonly known?: Readonly<Record<string, JsonObject>>;
}

/** Two successive declarations. */
export interface Change {
  readonly before: Attempt;
  readonly now: Attempt;
}

export interface Limit {
  readonly text: string;
  /** The file below test/ that proves it, and a part of a title in it. */
  readonly test: readonly [file: string, title: string];
}

export interface Notes {
  /** The base declaration, with only the required inputs. */
  readonly declared: JsonObject;
  readonly refused?: readonly Attempt[];
  readonly irreversibleChanges?: readonly Change[];
  readonly warned?: readonly Attempt[];
  readonly limits?: readonly Limit[];
}

/** Examples that check refuses, with its messages. Throws if check accepts one. */
export function refusedTable(kind: Kind, { declared, refused = [] }: Notes): string | undefined {
  const rows = refused.map((attempt) => {
    const refusal = failuresText(kind, withChange(declared, attempt));
    if (refusal === undefined) throw stale(kind, attempt, "is not refused");
    return [exampleText(attempt), refusal];
  });
  return rows.length === 0 ? undefined : table(["declaration", "error"], rows);
}

/** Changes that check refuses because Azure cannot undo the previous state. Throws if check accepts one. */
export function irreversibleChangesTable(
  kind: Kind,
  { declared, irreversibleChanges = [] }: Notes,
): string | undefined {
  const rows = irreversibleChanges.map(({ before, now }) => {
    const olds = withChange(declared, before);
    const refusal = failuresText(kind, withChange(declared, now), { ...olds, inputs: check(kind, olds).inputs });
    if (refusal === undefined) throw stale(kind, now, "is not refused");
    return [exampleText(before), exampleText(now), refusal];
  });
  return rows.length === 0 ? undefined : table(["earlier declaration", "new declaration", "error"], rows);
}

/** Examples that check warns about. Throws if it does not. */
export function warnedTable(kind: Kind, { declared, warned = [] }: Notes): string | undefined {
  const rows = warned.map((attempt) => {
    const { failures, warnings } = check(kind, withChange(declared, attempt));
    if (failures.length > 0 || warnings.length === 0) throw stale(kind, attempt, "gets no warning");
    return [exampleText(attempt), warnings.join(" ")];
  });
  return rows.length === 0 ? undefined : table(["declaration", "warning"], rows);
}

/** The known limitations as a list, each with the test that proves it. */
export const limitsList = ({ limits = [] }: Notes): string | undefined =>
  limits.length === 0
    ? undefined
    : limits.map(({ text, test: [file] }) => `- ${text} ([${file}](../../test/${file}))`).join("\n");

/** The declaration with a change; null removes an input. */
function withChange(declared: JsonObject, { inputs, known = {} }: Attempt): Declared {
  const all = Object.entries({ ...declared, ...inputs }).filter(([, value]) => value !== null);
  return { inputs: Object.fromEntries(all), caller: { urn: "", known: known as Known, mayQuote: () => true } };
}

function failuresText(kind: Kind, now: Declared, before?: Declared): string | undefined {
  const lines = reasons(kind, check(kind, now, before).failures, now);
  return lines.length === 0 ? undefined : lines.map(shortIds).join(" · ");
}

const stale = (kind: Kind, attempt: Attempt, what: string): Error =>
  new Error(
    `scripts/docs/notes of ${kind.name}: ${changeText(attempt) || "nothing"} ${what} any more; update the note`,
  );

const exampleText = (attempt: Attempt): string => changeText(attempt) || "only the required inputs";

/** The changed inputs as a program would write them, and the known properties of resources; empty for no change. */
function changeText({ inputs, known = {} }: Attempt): string {
  const values = Object.entries(inputs).map(([key, value]) =>
    value === null ? `without ${code(key)}` : code(shortIds(`${key}: ${literal(value)}`)),
  );
  const facts = Object.entries(known).map(
    ([key, value]) => `${code(key)} is a resource with ${code(shortIds(literal(value)))}`,
  );
  return [...values, ...facts].join(", ");
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${key}: ${literal(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Shortens the ids in the subscription of the notes. */
const shortIds = (text: string): string => text.replaceAll(`${SUBSCRIPTION}/resourceGroups/`, "/…/");
