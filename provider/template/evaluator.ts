/** Evaluates expressions, and JSON with expressions, in a scope. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { type Call, callsIn, type Expression, isExpression, literalOf } from "./expression.js";
import { isTemplateFault, type Place, templateFault, under, withPlace } from "./faults.js";
import { integerArg, isList, stringArg, type TemplateFunction, typeName } from "./functions/arguments.js";
import { functionNamed, isRuntimeFunction, requireArity } from "./functions/index.js";
import { keyOf, member } from "./members.js";
import { parseExpression } from "./parser.js";
import { inLoop, type Scope } from "./scope.js";

/** The value of an expression. Throws `InvalidTemplate` without its place. */
export function evaluate(expression: Expression, scope: Scope): Json {
  switch (expression.kind) {
    case "string":
    case "integer":
      return expression.value;
    case "call":
      return call(expression, scope);
    case "member":
      return step(evaluate(expression.of, scope), expression.name);
    case "index":
      return step(evaluate(expression.of, scope), evaluate(expression.index, scope));
  }
}

function call({ name, args }: Call, scope: Scope): Json {
  const own = scope.functions.get(name.toLowerCase());
  if (own !== undefined)
    return callOwn(
      name,
      own,
      args.map((arg) => evaluate(arg, scope)),
      scope,
    );
  const declared = functionNamed(name);
  requireArity(declared, args.length);
  if ("lazy" in declared) return declared.lazy(args, scope, evaluate);
  const values = args.map((arg) => evaluate(arg, scope));
  return explained(declared, () => declared.call(values, scope));
}

/** Adds the name of the function to an error, unless the error is a complete message of Azure. */
function explained({ name }: TemplateFunction, work: () => Json): Json {
  try {
    return work();
  } catch (cause) {
    const error = languageFault(cause);
    if (!isTemplateFault(error) || name === "fail") throw error;
    if (/^The (template|language|resource|lambda) |^Unable to/.test(error.message)) throw error;
    throw templateFault(`Unable to evaluate template language function '${name}': ${error.message}`);
  }
}

/** The errors that JavaScript throws for a text that it cannot hold or encode, as faults of the template. */
function languageFault(error: unknown): unknown {
  if (error instanceof RangeError) return templateFault("the result is too long.");
  if (error instanceof URIError) return templateFault("the text has half of a surrogate pair.");
  return error;
}

type OwnFunction = Scope["functions"] extends ReadonlyMap<string, infer Value> ? Value : never;

function callOwn(name: string, { parameters, output }: OwnFunction, values: readonly Json[], scope: Scope): Json {
  if (values.length !== parameters.length) {
    throw templateFault(
      `The template function '${name}' requires '${parameters.length}' argument(s), '${values.length}' were provided.`,
    );
  }
  const byName = new Map(parameters.map((parameter, index) => [parameter.toLowerCase(), values[index] ?? null]));
  const inner: Scope = {
    environment: scope.environment,
    functions: scope.functions,
    loops: [],
    locals: new Map(),
    secrecy: scope.secrecy,
    parameter: (parameterName) => {
      const value = byName.get(parameterName.toLowerCase());
      if (value === undefined) throw templateFault(`The template parameter '${parameterName}' is not found.`);
      // Secrets in the arguments were tracked when these were evaluated.
      return { value, secret: false };
    },
  };
  return resolve(output, inner, { what: `template function '${name}'`, path: "functions" });
}

/** One step into an object or an array. */
function step(of: Json, key: Json): Json {
  if (isList(of)) return element(of, integerArg(key));
  const name = stringArg(key);
  if (!isJsonObject(of)) {
    throw templateFault(
      `The language expression property '${name}' can't be evaluated, the value is of type '${typeName(of)}'.`,
    );
  }
  const found = member(of, name);
  if (found !== undefined) return found;
  const available = Object.keys(of).join(", ");
  throw templateFault(
    `The language expression property '${name}' doesn't exist, available properties are '${available}'.`,
  );
}

function element(of: readonly Json[], index: number): Json {
  const found = of[index];
  if (found !== undefined) return found;
  throw templateFault(`The language expression property array index '${index}' is out of bounds.`);
}

/** The value of a string of a template: an evaluated expression or a literal. Throws `InvalidTemplate` with the expression and its place. */
function resolveText(source: string, scope: Scope, place: Place): Json {
  if (!isExpression(source)) return literalOf(source);
  return withPlace(place, source, () => guarded(scope, () => evaluate(parseExpression(source), scope)));
}

/** An error may quote values, so its reason is replaced if the expression has read a secure value. */
function guarded(scope: Scope, work: () => Json): Json {
  const hadReadSecret = scope.secrecy.hasReadSecret;
  scope.secrecy.hasReadSecret = false;
  try {
    return work();
  } catch (error) {
    if (!scope.secrecy.hasReadSecret || !isTemplateFault(error)) throw error;
    throw templateFault("the expression reads a secure value, so the reason is not shown");
  } finally {
    scope.secrecy.hasReadSecret ||= hadReadSecret;
  }
}

/** JSON with evaluated expressions and expanded `copy` loops of properties. */
export function resolve(value: Json, scope: Scope, place: Place): Json {
  if (typeof value === "string") return resolveText(value, scope, place);
  if (isList(value)) return value.map((entry, index) => resolve(entry, scope, under(place, index)));
  return isJsonObject(value) ? resolveObject(value, scope, place) : value;
}

function resolveObject(value: JsonObject, scope: Scope, place: Place): JsonObject {
  const copyKey = keyOf(value, "copy");
  const copies = copyKey === undefined ? undefined : propertyCopies(value[copyKey]);
  const members = Object.entries(value)
    .filter(([key, member]) => member !== undefined && (copies === undefined || key !== copyKey))
    .map(([key, member]) => [key, resolve(member ?? null, scope, under(place, key))] as const);
  const copied = (copies ?? []).map(
    (copy) => [stringArg(copy["name"]), copiesOf(copy, scope, under(place, "copy"))] as const,
  );
  return Object.fromEntries([...members, ...copied]);
}

/** The loops of a member `copy`; undefined if it is an ordinary property. */
function propertyCopies(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const loops = value.filter(isJsonObject);
  const all = loops.every((loop) => typeof loop["name"] === "string" && "count" in loop && "input" in loop);
  return all && loops.length === value.length ? loops : undefined;
}

const MAX_COPIES = 800;

/** The values of a loop: its input, evaluated for each iteration. */
export function copiesOf(copy: JsonObject, scope: Scope, place: Place): Json[] {
  const name = stringArg(copy["name"]);
  return Array.from({ length: copyCount(copy, scope, place) }, (_, index) =>
    resolve(copy["input"] ?? null, inLoop(scope, { name, index, unnamed: false }), under(place, "input")),
  );
}

/** The number of iterations of a loop. Throws `InvalidTemplate` for less than 0 or more than 800. */
export function copyCount(copy: JsonObject, scope: Scope, place: Place): number {
  return withPlace(under(place, "count"), undefined, () => {
    const count = integerArg(resolve(copy["count"] ?? null, scope, under(place, "count")));
    if (count >= 0 && count <= MAX_COPIES) return count;
    throw templateFault(`The copy count '${count}' must be from 0 to ${MAX_COPIES}.`);
  });
}

/** Whether an expression in JSON reads live resources. */
export const needsRuntime = (value: Json): boolean => callsOf(value).some(({ name }) => isRuntimeFunction(name));

/** Every call of every expression in JSON. Throws `InvalidTemplate` for an invalid expression. */
export function callsOf(value: Json | undefined): Call[] {
  if (typeof value === "string") return isExpression(value) ? callsIn(parseExpression(value)) : [];
  if (isList(value)) return value.flatMap(callsOf);
  return isJsonObject(value) ? Object.values(value).flatMap(callsOf) : [];
}

/** Throws `InvalidTemplate` for invalid expressions, unknown functions and wrong numbers of arguments. */
export function checkExpressions(value: Json, scope: Scope, place: Place): void {
  if (isList(value)) {
    for (const [index, entry] of value.entries()) checkExpressions(entry, scope, under(place, index));
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) checkExpressions(member ?? null, scope, under(place, key));
  } else if (typeof value === "string" && isExpression(value)) {
    withPlace(place, value, () => checkCalls(callsIn(parseExpression(value)), scope));
  }
}

function checkCalls(calls: readonly Call[], { functions }: Scope): void {
  for (const { name, args } of calls) {
    if (functions.has(name.toLowerCase()) || name.toLowerCase() === "lambda") continue;
    requireArity(functionNamed(name), args.length);
  }
}
