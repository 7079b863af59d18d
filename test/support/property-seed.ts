/** The seed of all property tests, set before any test runs. The same seed generates the same values. */
import fc from "fast-check";

const VARIABLE = "AZVB_TEST_SEED";
const DEFAULT_SEED = 20_261_130;

/** The seed in the environment. Throws if it is not an integer. */
export function seedIn(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment[VARIABLE];
  const seed = text === undefined || text === "" ? DEFAULT_SEED : Number(text);
  if (Number.isInteger(seed)) return seed;
  throw new Error(`${VARIABLE} is "${text}": expected an integer.`);
}

/** The line at the start of a run. fast-check names the seed in each failure too. */
export const seedLine = (): string => `property tests: seed ${seedIn(process.env)} (set ${VARIABLE} for another one)`;

fc.configureGlobal({ seed: seedIn(process.env) });
