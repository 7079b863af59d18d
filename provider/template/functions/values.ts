/** Functions that read the template's own values, and the one that ends a deployment. Source: "Deployment functions for ARM templates". */
import type { Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import type { Held, Scope } from "../scope.js";
import { type EagerFunction, text, whole } from "./arguments.js";

function remembered({ value, secret }: Held, { secrecy }: Scope): Json {
  secrecy.seen ||= secret;
  return value;
}

function variable(name: string, scope: Scope): Json {
  if (scope.variable !== undefined) return remembered(scope.variable(name), scope);
  throw templateFault("The template function 'VARIABLES' is not expected at this location.");
}

/** The turn of the loop around, or of the loop that is named; with an offset. */
function copyIndex([first, second]: readonly Json[], { loops }: Scope): number {
  const named = typeof first === "string" ? first.toLowerCase() : undefined;
  const loop = loops.findLast(({ name, unnamed }) => (named === undefined ? unnamed : name.toLowerCase() === named));
  if (loop === undefined) {
    throw templateFault(
      "The template function 'copyIndex' is not expected at this location. The function can only be used in a resource with copy specified.",
    );
  }
  const offset = named === undefined ? first : second;
  return loop.index + (offset === undefined ? 0 : whole(offset));
}

export const VALUE_FUNCTIONS: readonly EagerFunction[] = [
  { name: "parameters", arity: [1, 1], call: ([name], scope) => remembered(scope.parameter(text(name)), scope) },
  { name: "variables", arity: [1, 1], call: ([name], scope) => variable(text(name), scope) },
  { name: "copyIndex", arity: [0, 2], call: copyIndex },
  {
    name: "fail",
    arity: [1, 1],
    call: ([message]) => {
      throw templateFault(text(message));
    },
  },
];
