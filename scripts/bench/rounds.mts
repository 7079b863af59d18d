/** Five rounds of ours and the other side by side, so that whatever else the machine does meets both alike. */

export const SIDES = ["ours", "other"] as const;
/** `ours` is the package; `other` is what it is measured against. */
export type Side = (typeof SIDES)[number];
export type Pair = Readonly<Record<Side, number>>;

const ROUNDS = 5;

/** Measures both sides in turn, five times, and returns the medians of each value that a measurement gives. */
export async function medians<Value extends string>(
  label: string,
  measure: (side: Side) => Promise<Readonly<Record<Value, number>>>,
): Promise<Readonly<Record<Value, Pair>>> {
  const measured: Record<Side, Readonly<Record<Value, number>>[]> = { ours: [], other: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const side of SIDES) {
      const values = await measure(side);
      measured[side].push(values);
      progress(`${label}, round ${round} of ${ROUNDS}, ${side}: ${written(values)}`);
    }
  }
  const names = Object.keys(measured.ours[0] ?? {}) as Value[];
  const middle = (side: Side, name: Value) => median(measured[side].map((values) => values[name]));
  const pairs = names.map((name) => [name, { ours: middle("ours", name), other: middle("other", name) }]);
  return Object.fromEntries(pairs) as Record<Value, Pair>;
}

/** The median. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Runs `work` and returns its result with the milliseconds that it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly tookMs: number }> {
  const since = performance.now();
  const result = await work();
  return { result, tookMs: performance.now() - since };
}

/** Prints progress to standard error; standard output contains only the table. */
export function progress(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

const written = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value.toFixed(value < WHOLE_FROM ? 2 : 0)}`)
    .join(", ");

const WHOLE_FROM = 100;
