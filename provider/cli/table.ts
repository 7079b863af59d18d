/** Rows as aligned columns of text. */

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
}

/** A line for the headers and one for each row; columns are as wide as their widest cell, two spaces apart. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return lines.map((cells) => aligned(cells, widths(lines))).join("");
}

const widths = (lines: readonly (readonly string[])[]): number[] =>
  (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));

const aligned = (cells: readonly string[], widths: readonly number[]): string =>
  `${cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join("  ")
    .trimEnd()}\n`;
