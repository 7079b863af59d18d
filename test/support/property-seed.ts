/** The seed of all property tests, set before any test runs: the same values in each run, and others with another seed. */
import fc from "fast-check";

const VARIABLE = "AZVB_TEST_SEED";
const DEFAULT_SEED = 20_261_130;

/** The seed that an environment asks for. Throws for what is no integer. */
export function seedIn(environment: Readonly<Record<string, string | undefined>>): number {
  const asked = environment[VARIABLE];
  const seed = asked === undefined || asked === "" ? DEFAULT_SEED : Number(asked);
  if (Number.isInteger(seed)) return seed;
  throw new Error(`${VARIABLE} is "${asked}": expected an integer.`);
}

/** The line at the start of a run. fast-check names the seed in each failure too. */
export const seedLine = (): string => `property tests: seed ${seedIn(process.env)} (set ${VARIABLE} for another one)`;

fc.configureGlobal({ seed: seedIn(process.env) });
