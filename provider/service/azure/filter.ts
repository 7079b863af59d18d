/** `$filter` as Azure Backup's clients send it: `name eq 'value'` joined by `and`. */
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

/** The instant that a filter's date means. Clients write `2024-05-13 10:18:09 AM` and mean UTC. Throws 400 for what is none. */
export function instantOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text} UTC`);
  if (!Number.isNaN(instant)) return instant;
  throw refusal(400, "BadRequest", `The filter's date '${text}' cannot be read.`);
}
