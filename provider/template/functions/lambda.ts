/** Functions that take a lambda, such as `map(array, lambda('x', …))`. Source: "Lambda functions for ARM templates". */
import type { Json, JsonObject } from "../../core/json.js";
import type { Expression } from "../expression.js";
import { templateFault } from "../faults.js";
import type { Evaluate, Scope } from "../scope.js";
import { arrayArg, booleanArg, type LazyFunction, objectArg, stringArg } from "./arguments.js";

type Lambda = (...values: readonly Json[]) => Json;

/** Converts a `lambda(…)` to a function, which ignores surplus values. */
function lambdaOf(expression: Expression | undefined, scope: Scope, evaluate: Evaluate): Lambda {
  if (expression?.kind !== "call" || expression.name.toLowerCase() !== "lambda") {
    throw templateFault("a lambda function is expected.");
  }
  const names = expression.args.slice(0, -1).map((name) => stringArg(evaluate(name, scope)));
  const body = expression.args.at(-1);
  if (body === undefined) throw templateFault("a lambda function needs a body.");
  return (...values) => {
    const locals = new Map(scope.locals);
    for (const [index, name] of names.entries()) locals.set(name.toLowerCase(), values[index] ?? null);
    return evaluate(body, { ...scope, locals });
  };
}

interface LambdaArguments {
  /** The first argument. */
  readonly of: Json;
  readonly rest: readonly Expression[];
  readonly lambda: (expression: Expression | undefined) => Lambda;
  readonly value: (expression: Expression | undefined) => Json;
}

const withLambda = (name: string, most: number, call: (args: LambdaArguments) => Json): LazyFunction => ({
  name,
  arity: [2, most],
  lazy: ([of, ...rest], scope, evaluate) => {
    const value = (expression: Expression | undefined) =>
      expression === undefined ? null : evaluate(expression, scope);
    return call({ of: value(of), rest, value, lambda: (expression) => lambdaOf(expression, scope, evaluate) });
  },
});

function sorted(values: readonly Json[], goesFirst: Lambda): Json[] {
  return [...values].sort((left, right) => {
    if (booleanArg(goesFirst(left, right))) return -1;
    return booleanArg(goesFirst(right, left)) ? 1 : 0;
  });
}

function keyed(values: readonly Json[], key: Lambda, value: Lambda): JsonObject {
  return Object.fromEntries(values.map((entry, index) => [stringArg(key(entry, index)), value(entry, index)]));
}

function grouped(values: readonly Json[], key: Lambda, value: Lambda): JsonObject {
  const groups = new Map<string, Json[]>();
  for (const [index, entry] of values.entries()) {
    const name = stringArg(key(entry, index));
    groups.set(name, [...(groups.get(name) ?? []), value(entry, index)]);
  }
  return Object.fromEntries(groups);
}

const itself: Lambda = (value) => value ?? null;

const orItself = ({ rest, lambda }: LambdaArguments): Lambda => (rest[1] === undefined ? itself : lambda(rest[1]));

export const LAMBDA_FUNCTIONS: readonly LazyFunction[] = [
  withLambda("map", 2, ({ of, rest, lambda }) => {
    const change = lambda(rest[0]);
    return arrayArg(of).map((entry, index) => change(entry, index));
  }),
  withLambda("filter", 2, ({ of, rest, lambda }) => {
    const keeps = lambda(rest[0]);
    return arrayArg(of).filter((entry, index) => booleanArg(keeps(entry, index)));
  }),
  withLambda("reduce", 3, ({ of, rest, lambda, value }) => {
    const next = lambda(rest[1]);
    return arrayArg(of).reduce<Json>((sum, entry, index) => next(sum, entry, index), value(rest[0]));
  }),
  withLambda("sort", 2, ({ of, rest, lambda }) => sorted(arrayArg(of), lambda(rest[0]))),
  withLambda("toObject", 3, (args) => keyed(arrayArg(args.of), args.lambda(args.rest[0]), orItself(args))),
  withLambda("groupBy", 3, (args) => grouped(arrayArg(args.of), args.lambda(args.rest[0]), orItself(args))),
  withLambda("mapValues", 2, ({ of, rest, lambda }) => {
    const change = lambda(rest[0]);
    return Object.fromEntries(Object.entries(objectArg(of)).map(([key, value]) => [key, change(value ?? null)]));
  }),
  {
    name: "lambdaVariables",
    arity: [1, 1],
    lazy: ([name], scope, evaluate) => {
      const wanted = name === undefined ? "" : stringArg(evaluate(name, scope));
      const found = scope.locals.get(wanted.toLowerCase());
      if (found !== undefined) return found;
      throw templateFault(`The lambda variable '${wanted}' is not found.`);
    },
  },
];
