/** Rows as aligned columns that fit the terminal. */
import { cutAtEnd, cutInMiddle, padded, printable, widthOf, wrapped } from "./text.js";

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
  /** The order in which columns are hidden if not all fit: the highest first. A column of rank 0 is never hidden. */
  readonly rank: number;
  /** The narrowest width, in columns of the terminal, that a cell is cut to; default: never cut. */
  readonly least?: number;
  /** Names and ids are cut in the middle, because both ends distinguish them. Default: at the end. */
  readonly cut?: "end" | "middle";
}

const GAP = 2;

interface Fitted<Row> {
  readonly column: Column<Row>;
  readonly texts: readonly string[];
  /** The width of its widest cell. */
  readonly natural: number;
  readonly least: number;
}

/**
 * A line for the headers and one for each row. If the widths of all columns exceed `width`, columns are taken in order of
 * their rank while their narrowest widths fit, and the rest is hidden and named below the table; then the widest column is
 * narrowed, and again, until the table fits.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = Number.POSITIVE_INFINITY,
): string {
  const all = columns.map((column) => measured(column, rows));
  const visible = fitting(all, width);
  const widths = narrowed(visible, width);
  const lines = ["header", ...rows].map((_, line) =>
    visible
      .map(({ column, texts }, index) => padded(cut(column, texts[line] ?? "", widths[index] ?? 0), widths[index] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
  const hidden = all.filter((one) => !visible.includes(one)).map(({ column }) => column.header);
  return `${[...lines, ...noteOf(hidden, width)].join("\n")}\n`;
}

function measured<Row>(column: Column<Row>, rows: readonly Row[]): Fitted<Row> {
  const texts = [column.header, ...rows.map((row) => printable(column.cell(row)))];
  const natural = Math.max(...texts.map(widthOf));
  return { column, texts, natural, least: Math.min(natural, column.least ?? natural) };
}

/** The columns whose narrowest widths fit next to each other, in the order of the table. */
function fitting<Row>(all: readonly Fitted<Row>[], width: number): Fitted<Row>[] {
  const visible = new Set<Fitted<Row>>();
  let left = width + GAP;
  for (const one of [...all].sort((left, right) => left.column.rank - right.column.rank)) {
    const needed = one.least + GAP;
    if (one.column.rank > 0 && needed > left) continue;
    visible.add(one);
    left -= needed;
  }
  return all.filter((one) => visible.has(one));
}

function narrowed<Row>(visible: readonly Fitted<Row>[], width: number): number[] {
  const widths = visible.map(({ natural }) => natural);
  const total = () => widths.reduce((sum, one) => sum + one + GAP, -GAP);
  for (let excess = total() - width; excess > 0; excess -= 1) {
    const widest = widestOf(widths, visible);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The index of the widest column that can still be narrowed. */
function widestOf<Row>(widths: readonly number[], visible: readonly Fitted<Row>[]): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (width <= (visible[index]?.least ?? width)) continue;
    if (widest === undefined || width > (widths[widest] ?? 0)) widest = index;
  }
  return widest;
}

const cut = <Row>({ cut }: Column<Row>, text: string, width: number): string =>
  cut === "middle" ? cutInMiddle(text, width) : cutAtEnd(text, width);

const noteOf = (hidden: readonly string[], width: number): string[] =>
  hidden.length === 0
    ? []
    : [wrapped(`Hidden columns: ${hidden.join(", ")}. Widen the terminal, or use --output json.`, width)];
