/** Functions that read parameters, variables and loops, and `fail`. Source: "Deployment functions for ARM templates". */
import type { Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import type { Scope, TrackedValue } from "../scope.js";
import { type EagerFunction, integerArg, stringArg } from "./arguments.js";

function tracked({ value, secret }: TrackedValue, { secrecy }: Scope): Json {
  secrecy.hasReadSecret ||= secret;
  return value;
}

function variable(name: string, scope: Scope): Json {
  if (scope.variable !== undefined) return tracked(scope.variable(name), scope);
  throw templateFault("The template function 'VARIABLES' is not expected at this location.");
}

/** The index of the enclosing loop, or of the named loop, plus an offset. */
function copyIndex([first, second]: readonly Json[], { loops }: Scope): number {
  const named = typeof first === "string" ? first.toLowerCase() : undefined;
  const loop = loops.findLast(({ name, unnamed }) => (named === undefined ? unnamed : name.toLowerCase() === named));
  if (loop === undefined) {
    throw templateFault(
      "The template function 'copyIndex' is not expected at this location. The function can only be used in a resource with copy specified.",
    );
  }
  const offset = named === undefined ? first : second;
  return loop.index + (offset === undefined ? 0 : integerArg(offset));
}

export const VALUE_FUNCTIONS: readonly EagerFunction[] = [
  { name: "parameters", arity: [1, 1], call: ([name], scope) => tracked(scope.parameter(stringArg(name)), scope) },
  { name: "variables", arity: [1, 1], call: ([name], scope) => variable(stringArg(name), scope) },
  { name: "copyIndex", arity: [0, 2], call: copyIndex },
  {
    name: "fail",
    arity: [1, 1],
    call: ([message]) => {
      throw templateFault(stringArg(message));
    },
  },
];
