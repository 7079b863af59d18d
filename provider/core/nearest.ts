/** The known name that a mistyped name most likely means. */

/** The largest number of edits that counts as a typing mistake; smaller for short names, which are similar to many others. */
const editsAllowed = (name: string): number => Math.min(3, Math.ceil(name.length / 3));

/** The candidate with the fewest edits from `name`, compared without case; undefined if none is similar. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const typed = name.trim().toLowerCase();
  const most = editsAllowed(typed);
  const [first] = candidates
    .filter((candidate) => Math.abs(candidate.length - typed.length) <= most)
    .map((candidate) => ({ candidate, edits: editsBetween(typed, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((left, right) => left.edits - right.edits);
  return first?.candidate;
}

/** The number of characters to insert, remove, replace or swap to turn one string into the other (optimal string alignment distance). */
function editsBetween(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++)
      current[column] = cell({ from, to, rows, current, row, column });
    rows.push(current);
  }
  return rows[from.length]?.[to.length] ?? 0;
}

interface Cell {
  readonly from: string;
  readonly to: string;
  /** The rows before the current one. */
  readonly rows: readonly (readonly number[])[];
  readonly current: readonly number[];
  readonly row: number;
  readonly column: number;
}

function cell({ from, to, rows, current, row, column }: Cell): number {
  const at = (cells: readonly number[] | undefined, index: number) => cells?.[index] ?? Number.POSITIVE_INFINITY;
  const [left, above] = [from[row - 1], to[column - 1]];
  const isSwap = row > 1 && column > 1 && left === to[column - 2] && from[row - 2] === above;
  return Math.min(
    at(rows[row - 1], column) + 1,
    at(current, column - 1) + 1,
    at(rows[row - 1], column - 1) + (left === above ? 0 : 1),
    isSwap ? at(rows[row - 2], column - 2) + 1 : Number.POSITIVE_INFINITY,
  );
}
