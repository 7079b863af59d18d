/** Markdown as the pages of docs/ use it. */

/** A table; a cell holds no line break, and a bar in it is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `|${cells.map(cell).join("|")}|`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

const cell = (text: string): string => (text === "" ? " " : ` ${text.replaceAll("\n", " ").replaceAll("|", "\\|")} `);

/** A text as inline code; double backticks surround a text that contains one. */
export const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** `a`, `b` and `c`. */
export function listed(words: readonly string[]): string {
  const all = words.map(code);
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} and ${last}`;
}

/** The paragraphs of a page without the empty ones. */
export const page = (...paragraphs: readonly (string | undefined)[]): string =>
  `${paragraphs.filter((text) => text !== undefined && text !== "").join("\n\n")}\n`;
