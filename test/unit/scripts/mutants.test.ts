/** The faults of `npm run test:mutants`, without planting them. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../../scripts/checkout.mjs";

interface Mutant {
  readonly fault: string;
  readonly file: string;
  readonly find: string;
  readonly test: { readonly file: string };
}

const read = (path: string): string => readFileSync(join(checkoutFolder(), path), "utf8");

describe("the faults that mutation tests plant", () => {
  it("are at one place of their source each, and have a test", () => {
    const mutants = JSON.parse(read("test/mutants.json")) as readonly Mutant[];
    const lost = mutants.filter(
      ({ file, find }) => !existsSync(join(checkoutFolder(), file)) || read(file).split(find).length !== 2,
    );
    assert.deepEqual(
      lost.map(({ fault }) => fault),
      [],
    );
    const untested = mutants.filter(({ test }) => !existsSync(join(checkoutFolder(), test.file)));
    assert.deepEqual(
      untested.map(({ fault }) => fault),
      [],
    );
  });
});
