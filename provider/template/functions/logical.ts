/** Logical and comparison functions. `if`, `and`, `or` and `coalesce` evaluate only the arguments that they need. */
import { type Json, sameJson } from "../../core/json.js";
import type { Expression } from "../expression.js";
import { templateFault } from "../faults.js";
import type { Evaluate, Scope } from "../scope.js";
import { ANY_NUMBER, booleanArg, type EagerFunction, type LazyFunction, stringArg, typeName } from "./arguments.js";

function toBool(value: Json | undefined): boolean {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  throw templateFault("a parameter is not valid. The value cannot be converted to the target type.");
}

/** Negative, zero or positive. Strings are compared by character codes, as in Azure. */
function order(left: Json | undefined, right: Json | undefined): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== typeof right) {
    throw templateFault(`'${typeName(left)}' and '${typeName(right)}' cannot be compared.`);
  }
  const [first, second] = [stringArg(left), stringArg(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

const comparison = (name: string, holds: (order: number) => boolean): EagerFunction => ({
  name,
  arity: [2, 2],
  call: ([left, right]) => holds(order(left, right)),
});

type Lazy = (args: readonly Expression[], scope: Scope, evaluate: Evaluate) => Json;

const choose: Lazy = ([condition, then, otherwise], scope, evaluate) => {
  const chosen = booleanArg(evaluateArgument(condition, scope, evaluate)) ? then : otherwise;
  return evaluateArgument(chosen, scope, evaluate);
};

/** `requireArity` has checked the number of arguments, so undefined does not occur. */
const evaluateArgument = (expression: Expression | undefined, scope: Scope, evaluate: Evaluate): Json =>
  expression === undefined ? null : evaluate(expression, scope);

function coalesce(args: readonly Expression[], scope: Scope, evaluate: Evaluate): Json {
  for (const arg of args) {
    const value = evaluate(arg, scope);
    if (value !== null) return value;
  }
  return null;
}

export const LOGICAL_FUNCTIONS: readonly (EagerFunction | LazyFunction)[] = [
  { name: "true", arity: [0, 0], call: () => true },
  { name: "false", arity: [0, 0], call: () => false },
  { name: "null", arity: [0, 0], call: () => null },
  { name: "not", arity: [1, 1], call: ([value]) => !booleanArg(value) },
  { name: "bool", arity: [1, 1], call: ([value]) => toBool(value) },
  { name: "equals", arity: [2, 2], call: ([left, right]) => sameJson(left, right) },
  comparison("less", (sign) => sign < 0),
  comparison("lessOrEquals", (sign) => sign <= 0),
  comparison("greater", (sign) => sign > 0),
  comparison("greaterOrEquals", (sign) => sign >= 0),
  { name: "if", arity: [3, 3], lazy: choose },
  {
    name: "and",
    arity: [2, ANY_NUMBER],
    lazy: (args, scope, evaluate) => args.every((arg) => booleanArg(evaluate(arg, scope))),
  },
  {
    name: "or",
    arity: [2, ANY_NUMBER],
    lazy: (args, scope, evaluate) => args.some((arg) => booleanArg(evaluate(arg, scope))),
  },
  { name: "coalesce", arity: [1, ANY_NUMBER], lazy: coalesce },
];
