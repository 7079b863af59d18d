/** Text on a terminal: how wide it is, how it is cut, and how characters that would control the terminal are escaped. */

/** Control characters (C0, DEL, C1), line separators, bidirectional controls, and characters without any width. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{ad}\u{200b}\u{2060}-\u{2064}\u{feff}\u{e0000}-\u{e007f}]/gu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

const escaped = (character: string): string => SHORT_ESCAPES.get(character) ?? jsonEscaped(character);

const jsonEscaped = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** Text from a store or a server, safe to print: `\u001b` instead of ESC, `\n` instead of a line feed. */
export const printable = (text: string): string => text.replace(UNSAFE, escaped);

/** As `printable`, but line feeds stay line feeds. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** A value as indented JSON. `JSON.stringify` escapes C0 only; here everything that `printable` escapes is escaped. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(UNSAFE, (character) =>
    character === "\n" ? character : jsonEscaped(character),
  );

/** A name in a message. */
export const quoted = (name: string): string => `"${printable(name)}"`;

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const ASCII = /^[\x20-\x7e]*$/;
/** Only combining marks and joiners, which a terminal draws onto the character before. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** East Asian wide and fullwidth characters, by the blocks of Unicode's EastAsianWidth.txt, and emoji. */
const WIDE =
  /^[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97f}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\u{fe0f}/u;

const graphemesOf = (text: string): string[] => Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

const sumOfWidths = (graphemes: readonly string[]): number =>
  graphemes.reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);

/** How many columns of a terminal text takes. */
export const widthOf = (text: string): number => (ASCII.test(text) ? text.length : sumOfWidths(graphemesOf(text)));

/** Text padded with spaces at its end to this many columns. */
export const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

const ELLIPSIS = "…";

/** Text of at most this many columns: its beginning, then `…` if anything is cut. */
export function cutAtEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return (
    firstOf(graphemesOf(text), width - 1)
      .join("")
      .trimEnd() + ELLIPSIS
  );
}

/** Text of at most this many columns: its beginning and its end, with `…` between them if anything is cut. */
export function cutInMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const graphemes = graphemesOf(text);
  const head = firstOf(graphemes, Math.ceil((width - 1) / 2));
  const tail = firstOf(graphemes.slice(head.length).reverse(), Math.floor((width - 1) / 2)).reverse();
  return [...head, ELLIPSIS, ...tail].join("");
}

/** The first graphemes that fit into a width. */
function firstOf(graphemes: readonly string[], width: number): string[] {
  const fitting: string[] = [];
  let left = width;
  for (const grapheme of graphemes) {
    left -= graphemeWidth(grapheme);
    if (left < 0) break;
    fitting.push(grapheme);
  }
  return fitting;
}

/** Text in lines of at most this many columns, broken between words. */
export function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}
