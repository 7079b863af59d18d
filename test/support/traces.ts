/**
 * Looks for planted texts in whatever a run leaves behind. A planted text is letters and digits alone, which no escape of
 * JSON, YAML, HTML or a URI alters; it is looked for as it is, in any case, and in base64 wherever in a longer text it
 * began, also in base64 of base64, and in hexadecimal.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The planted texts by their names. */
export type Planted = Readonly<Record<string, string>>;

/** What is searched, and how it is called in a report. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** `NAME in PLACE as FORM` for each planted text and form that a place holds. */
export function tracesOf(planted: Planted, places: readonly Place[]): string[] {
  const looks = Object.entries(planted).map(([name, text]) => ({ name, forms: formsOf(text) }));
  return places.flatMap((place) => {
    const text = place.bytes.toString("latin1");
    const folded = text.toLowerCase();
    return looks.flatMap(({ name, forms }) =>
      forms
        .filter(({ form, texts }) => texts.some((one) => (form === "base64" ? text : folded).includes(one)))
        .map(({ form }) => `${name} in ${place.name} as ${form}`),
    );
  });
}

/** Every file below a folder but those in folders of the names to leave out; a name in a report is the path below it. */
export function filesIn(folder: string, leftOut: readonly string[]): Place[] {
  const walk = (at: string): Place[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return leftOut.includes(entry.name) ? [] : walk(path);
      return entry.isFile() ? [{ name: relative(folder, path), bytes: readFileSync(path) }] : [];
    });
  return walk(folder);
}

/** A text as a place. */
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

/** The characters of base64 that a text fills alone, for each of the three places in a group of three bytes where it may begin. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.from("x".repeat(before) + text, "utf8").toString("base64");
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
  });
