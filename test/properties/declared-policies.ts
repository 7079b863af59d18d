/** Policies as programs declare them: the bodies of `policy-bodies.ts`, converted to inputs of BackupPolicy. */
import fc from "fast-check";
import { VAULT } from "../support/service.js";
import type { Declared } from "./law.js";
import { type MonthFormat, policyBodies, SHAPES, type Wanted } from "./policy-bodies.js";
import { declaredPolicy } from "./policy-declared.js";

const FORMATS: readonly (MonthFormat | undefined)[] = ["Daily", "Weekly", undefined];

const wanted: fc.Arbitrary<Wanted> = fc
  .tuple(fc.constantFrom(...SHAPES), fc.constantFrom(...FORMATS), fc.constantFrom(...FORMATS))
  .map(([shape, monthly, yearly]) => ({
    shape,
    ...(monthly === undefined ? {} : { monthly }),
    ...(yearly === undefined ? {} : { yearly }),
  }));

const name = fc.stringMatching(/^[a-zA-Z][-\da-zA-Z]{2,149}$/);

export const declaredPolicies: fc.Arbitrary<Declared> = fc
  .tuple(wanted.chain(policyBodies), name)
  .map(([body, called]) => ({ inputs: declaredPolicy(body, { vault: VAULT, name: called }) }));
