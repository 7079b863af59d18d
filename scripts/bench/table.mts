/** The table that a bench prints: aligned columns, a verdict in each row. All pure. */
import type { Target, Unit } from "./targets.mts";

/** A measured row; `other` is missing if there is no baseline. */
export interface Measured {
  readonly what: string;
  readonly unit: Unit;
  readonly ours: number;
  readonly other?: number;
  readonly target: Target;
}

/** A row that could not be measured, and why. */
export interface Undone {
  readonly what: string;
  readonly why: string;
}

export type Row = Measured | Undone;

const WIDTHS = [44, 12, 12, 9, 20] as const;
const DECIMALS: Readonly<Record<Unit, number>> = { s: 2, min: 1, ms: 2, MB: 1, "/s": 0 };
/** From this value on, decimals are not significant. */
const WHOLE_FROM = 100;

/** The header line. */
export const headerLine = (): string => columns(["measurement", "this package", "baseline", "ratio", "target", ""]);

/** One row as a line. */
export function rowLine(row: Row): string {
  if ("why" in row) return `${row.what.padEnd(WIDTHS[0])} failed: ${row.why}`;
  const { what, unit, ours, other, target } = row;
  return columns([
    what,
    quantity(ours, unit),
    other === undefined ? "" : quantity(other, unit),
    other === undefined ? "" : `${(ours / other).toFixed(2)} x`,
    targetText(target, unit),
    isMet(row) ? "ok" : "MISS",
  ]);
}

/** Whether a measurement meets its target. */
export function isMet({ ours, other = Number.NaN, target }: Measured): boolean {
  const values = { ours, ratio: ours / other, difference: ours - other };
  const value = values[target.of];
  return target.bound === "atMost" ? value <= target.limit : value >= target.limit;
}

function targetText({ of, bound, limit }: Target, unit: Unit): string {
  const sign = bound === "atMost" ? "<=" : ">=";
  if (of === "ratio") return `${sign} ${limit.toFixed(2)} x`;
  const amount = `${limit.toLocaleString("en-US")} ${unit}`;
  return of === "difference" ? `${sign} other + ${amount}` : `${sign} ${amount}`;
}

/** A number with its unit, with significant digits only. */
export function quantity(value: number, unit: Unit): string {
  const digits = value >= WHOLE_FROM ? 0 : DECIMALS[unit];
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${value.toLocaleString("en-US", options)} ${unit}`;
}

function columns([what = "", ...rest]: readonly string[]): string {
  const [first, ...others] = WIDTHS;
  const cells = rest.map((cell, index) => (others[index] === undefined ? cell : cell.padStart(others[index])));
  return [what.padEnd(first), ...cells].join("  ").trimEnd();
}
