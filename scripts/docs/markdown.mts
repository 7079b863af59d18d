/** Markdown as the pages of docs/ use it. */

/** A table. Line breaks in a cell become spaces, and bars are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `|${cells.map(cell).join("|")}|`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

const cell = (text: string): string => (text === "" ? " " : ` ${text.replaceAll("\n", " ").replaceAll("|", "\\|")} `);

/** A text as inline code; double backticks surround a text that contains one. */
export const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** `a`, `b` and `c`. */
export function listed(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  const all = words.map(code);
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} ${conjunction} ${last}`;
}

/** A page with these paragraphs; empty ones are omitted. */
export const page = (...paragraphs: readonly (string | undefined)[]): string =>
  `${paragraphs.filter((text) => text !== undefined && text !== "").join("\n\n")}\n`;
