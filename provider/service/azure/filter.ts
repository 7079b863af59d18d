/** `$filter` as Azure Backup's clients send it: `name eq 'value'` joined by `and`. */
import { parseInstantMs } from "../../time/instants.js";
import { refusal } from "./route.js";

export type Filter = ReadonlyMap<string, string>;

const TERM = /^\(?\s*([\w/]+)\s+eq\s+'?([^']*?)'?\s*\)?$/i;

/** The terms of a filter, names in lower case. Throws 400 for a form that the embedded Azure does not read. */
export function parseFilter(text: string | null): Filter {
  if (text === null || text.trim() === "") return new Map();
  return new Map(
    text.split(/\s+and\s+/i).map((term) => {
      const [, name, value] = TERM.exec(term.trim()) ?? [];
      if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
      throw refusal(400, "BadRequest", `The filter ${JSON.stringify(text)} is not of the form name eq 'value' and ….`);
    }),
  );
}

/** Whether a thing has the value that a filter wants of one name; it has where the filter does not speak of it. */
export function meets(filter: Filter, name: string, value: string | undefined): boolean {
  const wanted = filter.get(name.toLowerCase());
  return wanted === undefined || wanted.toLowerCase() === value?.toLowerCase();
}

/** The instant of a date, in milliseconds since 1970. Clients write `2024-05-13 10:18:09 AM` and mean UTC. Throws 400 for a string that is not a date. */
export function instantOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const instant = parseInstantMs(text);
  if (!Number.isNaN(instant)) return instant;
  throw refusal(400, "BadRequest", `${name} is '${text}': expected a date and time.`);
}
