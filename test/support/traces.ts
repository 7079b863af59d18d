/**
 * Searches for planted strings in files and outputs. A planted string has only letters and digits, which escaping in JSON,
 * YAML, HTML and URIs does not change. The search is case-insensitive, and includes hexadecimal, base64 at every offset in
 * a longer string, and base64 of base64.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The planted strings by their names. */
export type Planted = Readonly<Record<string, string>>;

/** Bytes to search, with their name in reports. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** `NAME in PLACE as FORM` for each planted string and form that a place contains. */
export function tracesOf(planted: Planted, places: readonly Place[]): string[] {
  const searches = Object.entries(planted).map(([name, text]) => ({ name, forms: formsOf(text) }));
  return places.flatMap((place) => {
    const text = place.bytes.toString("latin1");
    const folded = text.toLowerCase();
    return searches.flatMap(({ name, forms }) =>
      forms
        .filter(({ form, texts }) => texts.some((one) => (form === "base64" ? text : folded).includes(one)))
        .map(({ form }) => `${name} in ${place.name} as ${form}`),
    );
  });
}

/** All files below a folder, except in the excluded folders. Their names are paths relative to the folder. */
export function filesIn(folder: string, excluded: readonly string[]): Place[] {
  const walk = (at: string): Place[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return excluded.includes(entry.name) ? [] : walk(path);
      return entry.isFile() ? [{ name: relative(folder, path), bytes: readFileSync(path) }] : [];
    });
  return walk(folder);
}

/** A string as a place. */
export const placeOf = (name: string, text: string): Place => ({ name, bytes: Buffer.from(text, "utf8") });

interface Form {
  readonly form: "text" | "base64" | "hex";
  readonly texts: readonly string[];
}

function formsOf(planted: string): Form[] {
  if (!/^[A-Za-z0-9]{12,}$/.test(planted))
    throw new Error(`${planted} is not to be planted: expected twelve letters and digits or more`);
  const once = inBase64(planted);
  return [
    { form: "text", texts: [planted.toLowerCase()] },
    { form: "base64", texts: [...once, ...once.flatMap(inBase64)] },
    { form: "hex", texts: [Buffer.from(planted, "utf8").toString("hex")] },
  ];
}

/** The base64 characters that depend only on this string, for each of its three possible offsets in a group of three bytes. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.from("x".repeat(before) + text, "utf8").toString("base64");
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
  });
