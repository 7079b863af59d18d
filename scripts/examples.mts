/** Selects the example of a command: `npm run up` runs the quickstart, `npm run up enterprise-vault` another one. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./checkout.mts";

/** The default example. */
export const QUICKSTART = "quickstart";

/** A command's example and the remaining arguments for Pulumi. */
export interface Choice {
  readonly example: string;
  readonly rest: readonly string[];
}

/** The names of the examples of a checkout, sorted. */
export function exampleNames(checkout: string): string[] {
  const folder = join(checkout, "examples");
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "Pulumi.yaml")))
    .sort();
}

/** Takes the example's name from the front of the arguments of an up, a preview, a down or a test. Throws a Refusal for an unknown name. */
export function chosenExample(args: readonly string[], names: readonly string[]): Choice {
  const [first = "-", ...rest] = args;
  if (first.startsWith("-")) return { example: QUICKSTART, rest: args };
  if (names.includes(first)) return { example: first, rest };
  throw new Refusal(`Unknown example "${first}". Known examples: ${names.join(", ")}.`);
}

/** The same for any command of Pulumi, whose first word may be a word of Pulumi's. */
export function namedExample(args: readonly string[], names: readonly string[]): Choice {
  const [first = "", ...rest] = args;
  return names.includes(first) ? { example: first, rest } : { example: QUICKSTART, rest: args };
}

/** The folder that Pulumi runs in: the quickstart's project file is in the root of the checkout. */
export const projectFolder = (checkout: string, example: string): string =>
  example === QUICKSTART ? checkout : exampleFolder(checkout, example);

/** The folder of an example, into which the package is installed. */
export const exampleFolder = (checkout: string, example: string): string => join(checkout, "examples", example);
