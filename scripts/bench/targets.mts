/** The targets of all rows. A target bounds ours alone, the ratio of ours to the other, or by how much ours is above the other. */

/** The unit of a row. */
export type Unit = "s" | "min" | "ms" | "MB" | "/s";

export interface Target {
  readonly of: "ours" | "ratio" | "difference";
  readonly bound: "atMost" | "atLeast";
  /** In the row's unit; a plain number for a ratio. */
  readonly limit: number;
}

const atMost = (of: Target["of"], limit: number): Target => ({ of, bound: "atMost", limit });
const atLeast = (of: Target["of"], limit: number): Target => ({ of, bound: "atLeast", limit });

export const TARGETS = {
  up: atMost("ratio", 1.6),
  upWithCheckpoints: atMost("ratio", 1.15),
  noChange: atMost("ratio", 1.2),
  firstCheckMs: atMost("difference", 150),
  memoryMb: atMost("difference", 80),
  getsPerSecond: atLeast("ours", 5_000),
  putsPerSecond: atLeast("ours", 2_000),
  validatedPutMs: atMost("ratio", 1.15),
  httpGetMs: atMost("ours", 2),
  testsMinutes: atMost("ours", 9),
} as const satisfies Readonly<Record<string, Target>>;
