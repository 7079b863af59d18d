/** Random choices from a seed: the same seed makes the same choices. */

export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** At least 0, less than `below`. */
  integer(below: number): number;
  pick<T>(values: readonly T[]): T;
  chance(share: number): boolean;
}

/** The generator mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[integer(values.length)];
    if (value === undefined) throw new Error("pick from an empty list, or an undefined value");
    return value;
  };
  return { next, integer, pick, chance: (share) => next() < share };
}
