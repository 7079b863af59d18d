/** The terminal that a command prints to. */

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The columns that a table may take: those of COLUMNS, or of the terminal; unlimited for a pipe or a file. */
export function terminalWidth(
  columns: string | undefined = process.env["COLUMNS"],
  terminal: Terminal = process.stdout,
): number {
  if (/^[1-9]\d{0,4}$/.test(columns ?? "")) return Number(columns);
  return terminal.isTTY === true && (terminal.columns ?? 0) > 0 ? Number(terminal.columns) : Number.POSITIVE_INFINITY;
}
