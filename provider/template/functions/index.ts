/** The template functions. Names are compared without case. */
import { templateFault } from "../faults.js";
import type { TemplateFunction } from "./arguments.js";
import { COLLECTION_FUNCTIONS } from "./collections.js";
import { DATE_FUNCTIONS } from "./dates.js";
import { LAMBDA_FUNCTIONS } from "./lambda.js";
import { LOGICAL_FUNCTIONS } from "./logical.js";
import { NETWORK_FUNCTIONS } from "./networks.js";
import { NUMERIC_FUNCTIONS } from "./numeric.js";
import { listFunction, RESOURCE_FUNCTIONS } from "./resources.js";
import { STRING_FUNCTIONS } from "./strings.js";
import { VALUE_FUNCTIONS } from "./values.js";

const ALL: readonly TemplateFunction[] = [
  ...STRING_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...LAMBDA_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...LOGICAL_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...RESOURCE_FUNCTIONS,
  ...VALUE_FUNCTIONS,
];

const BY_NAME: ReadonlyMap<string, TemplateFunction> = new Map(
  ALL.map((declared) => [declared.name.toLowerCase(), declared]),
);

/** Functions of Azure that need data that the embedded Azure does not have. */
const UNSUPPORTED = new Set(
  [
    "providers",
    "pickZones",
    "toLogicalZone",
    "toLogicalZones",
    "toPhysicalZone",
    "toPhysicalZones",
    "roleDefinitions",
    "references",
    "externalInputs",
    "deployer",
    "managementGroup",
    "managementGroupResourceId",
    "buildUri",
    "parseUri",
    "listOutputsWithSecureValues",
  ].map((name) => name.toLowerCase()),
);

/** Whether a call reads live resources, so it cannot be evaluated before the deployment. */
export const isRuntimeFunction = (name: string): boolean => /^(reference$|list(?=.))/i.test(name);

/** The function with this name. Throws `InvalidTemplate` for an unknown or unsupported one. */
export function functionNamed(name: string): TemplateFunction {
  const key = name.toLowerCase();
  const known = BY_NAME.get(key);
  if (known !== undefined) return known;
  if (UNSUPPORTED.has(key)) {
    throw templateFault(`The template function '${name}' is not supported by the embedded Azure.`);
  }
  if (isRuntimeFunction(key)) return listFunction(name);
  throw templateFault(`The template function '${name}' is not valid.`);
}

/** Throws `InvalidTemplate` for a wrong number of arguments. */
export function requireArity({ name, arity }: TemplateFunction, count: number): void {
  const [least, most] = arity;
  if (count >= least && count <= most) return;
  const wanted = arityText(least, most);
  throw templateFault(
    `Unable to evaluate template language function '${name}': function requires ${wanted} argument(s) while '${count}' were provided. Please see https://aka.ms/arm-functions for usage details.`,
  );
}

function arityText(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least '${least}'`;
  return least === most ? `'${least}'` : `'${least}' to '${most}'`;
}
