import type { JsonObject } from "../../core/json.js";

/** Why a request is refused: the status, code and message of the reply. A rule returns undefined where it is met. */
export interface RuleFault {
  readonly status: number;
  /** Azure's own code where one is known; docs/fidelity.md lists the codes of this package. */
  readonly code: string;
  /** What was found, what is allowed and what to do. */
  readonly message: string;
  /** The parameter that Azure's error names in addition to its message. */
  readonly target?: string;
  readonly details?: readonly JsonObject[];
}

/** A refusal with status 400, Azure's usual one. */
export const refused = (code: string, message: string, status = 400): RuleFault => ({ status, code, message });

/** Azure's refusal of a request without a required parameter. */
export const missingParameter = (name: string): RuleFault => ({
  ...refused("InvalidParameter", `Required parameter '${name}' is missing (null).`),
  target: name,
});

/** The refusal of a value that is not one of a list. The text is ours. */
export function enumFault(name: string, value: string, allowed: readonly string[]): RuleFault | undefined {
  if (allowed.includes(value)) return undefined;
  return refused("InvalidParameter", `The value '${value}' of ${name} is invalid: expected ${allowed.join(", ")}.`);
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Refuses a value outside a range, or a fraction. The form of the text is Compute's, recorded for LUNs in microsoft/lisa 692. */
export function rangeFault(parameter: string, value: number, { least, most }: Range): RuleFault | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  const message = `The value '${value}' of parameter '${parameter}' is out of range. Value '${value}' must be between '${least}' and '${most}' inclusive.`;
  return { ...refused("InvalidParameter", message), target: parameter };
}

/** Azure's refusal of a change of a property that cannot be changed. */
export const propertyChangeFault = (property: string): RuleFault =>
  refused("PropertyChangeNotAllowed", `Changing property '${property}' is not allowed.`, 409);

/** The fault of the first rule that is broken. The rules are functions, so those after it do not run. */
export function firstFault(...rules: readonly (() => RuleFault | undefined)[]): RuleFault | undefined {
  for (const rule of rules) {
    const fault = rule();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
