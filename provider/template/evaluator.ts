/** Evaluates expressions, and JSON that holds them, in a scope. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { type Call, callsIn, type Expression, isExpression, literalOf } from "./expression.js";
import { isTemplateFault, type Place, placed, templateFault, under } from "./faults.js";
import { isList, type TemplateFunction, text, typeName, whole } from "./functions/arguments.js";
import { functionNamed, isRuntimeFunction, requireArity } from "./functions/index.js";
import { keyOf, member } from "./members.js";
import { parseExpression } from "./parser.js";
import { inLoop, type Scope } from "./scope.js";

/** The value of an expression. Throws `InvalidTemplate` with a reason that does not say yet where it stands. */
export function evaluate(expression: Expression, scope: Scope): Json {
  switch (expression.kind) {
    case "text":
    case "whole":
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

/** A reason that is a whole sentence of Azure's stands alone; else it is said which function gave it. */
function explained({ name }: TemplateFunction, work: () => Json): Json {
  try {
    return work();
  } catch (error) {
    if (!isTemplateFault(error) || name === "fail") throw error;
    if (/^The (template|language|resource|lambda) |^Unable to/.test(error.message)) throw error;
    throw templateFault(`Unable to evaluate template language function '${name}': ${error.message}`);
  }
}

type OwnFunction = Scope["functions"] extends ReadonlyMap<string, infer Held> ? Held : never;

function callOwn(name: string, { parameters, output }: OwnFunction, values: readonly Json[], scope: Scope): Json {
  if (values.length !== parameters.length) {
    throw templateFault(
      `The template function '${name}' requires '${parameters.length}' argument(s), '${values.length}' were given.`,
    );
  }
  const given = new Map(parameters.map((parameter, index) => [parameter.toLowerCase(), values[index] ?? null]));
  const inner: Scope = {
    environment: scope.environment,
    functions: scope.functions,
    loops: [],
    locals: new Map(),
    secrecy: scope.secrecy,
    parameter: (asked) => {
      const value = given.get(asked.toLowerCase());
      if (value === undefined) throw templateFault(`The template parameter '${asked}' is not found.`);
      // What the arguments read was noted when they were evaluated.
      return { value, secret: false };
    },
  };
  return resolve(output, inner, { what: `template function '${name}'`, path: "functions" });
}

/** One step into an object or an array. */
function step(of: Json, key: Json): Json {
  if (isList(of)) return element(of, whole(key));
  const name = text(key);
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

/** The value of a text of a template: evaluated, or itself. Throws `InvalidTemplate` naming the expression and its place. */
function resolveText(source: string, scope: Scope, place: Place): Json {
  if (!isExpression(source)) return literalOf(source);
  return placed(place, source, () => guarded(scope, () => evaluate(parseExpression(source), scope)));
}

/** A reason may quote what was read: where that was secure, the reason is withheld. */
function guarded(scope: Scope, work: () => Json): Json {
  const secrecy = { seen: scope.secrecy.seen };
  scope.secrecy.seen = false;
  try {
    return work();
  } catch (error) {
    if (!scope.secrecy.seen || !isTemplateFault(error)) throw error;
    throw templateFault("it reads a secure value, so that what is wrong with it is not shown");
  } finally {
    scope.secrecy.seen ||= secrecy.seen;
  }
}

/** JSON with every expression in it evaluated and every `copy` of properties carried out. */
export function resolve(value: Json, scope: Scope, place: Place): Json {
  if (typeof value === "string") return resolveText(value, scope, place);
  if (isList(value)) return value.map((entry, index) => resolve(entry, scope, under(place, index)));
  return isJsonObject(value) ? resolveObject(value, scope, place) : value;
}

function resolveObject(value: JsonObject, scope: Scope, place: Place): JsonObject {
  const copyKey = keyOf(value, "copy");
  const copies = copyKey === undefined ? undefined : propertyCopies(value[copyKey]);
  const members = Object.entries(value)
    .filter(([key, held]) => held !== undefined && (copies === undefined || key !== copyKey))
    .map(([key, held]) => [key, resolve(held ?? null, scope, under(place, key))] as const);
  const copied = (copies ?? []).map(
    (copy) => [text(copy["name"]), copiesOf(copy, scope, under(place, "copy"))] as const,
  );
  return Object.fromEntries([...members, ...copied]);
}

/** The loops that a member named copy declares; undefined where it is a property of that name. */
function propertyCopies(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const loops = value.filter(isJsonObject);
  const all = loops.every((loop) => typeof loop["name"] === "string" && "count" in loop && "input" in loop);
  return all && loops.length === value.length ? loops : undefined;
}

const MOST_COPIES = 800;

/** What a loop makes: its input, once for each turn. */
export function copiesOf(copy: JsonObject, scope: Scope, place: Place): Json[] {
  const name = text(copy["name"]);
  return Array.from({ length: copyCount(copy, scope, place) }, (_, index) =>
    resolve(copy["input"] ?? null, inLoop(scope, { name, index, unnamed: false }), under(place, "input")),
  );
}

/** How often a loop runs. Throws `InvalidTemplate` for less than none, and for more than 800. */
export function copyCount(copy: JsonObject, scope: Scope, place: Place): number {
  return placed(under(place, "count"), undefined, () => {
    const count = whole(resolve(copy["count"] ?? null, scope, under(place, "count")));
    if (count >= 0 && count <= MOST_COPIES) return count;
    throw templateFault(`The copy count '${count}' must be from 0 to ${MOST_COPIES}.`);
  });
}

/** Whether some expression in JSON reads resources as they are. */
export const needsRuntime = (value: Json): boolean => callsOf(value).some(({ name }) => isRuntimeFunction(name));

/** Every call of every expression in JSON. Throws `InvalidTemplate` where one cannot be read. */
export function callsOf(value: Json | undefined): Call[] {
  if (typeof value === "string") return isExpression(value) ? callsIn(parseExpression(value)) : [];
  if (isList(value)) return value.flatMap(callsOf);
  return isJsonObject(value) ? Object.values(value).flatMap(callsOf) : [];
}

/** Throws `InvalidTemplate` where an expression in JSON cannot be read, or calls what is no function or with too few or many arguments. */
export function checkExpressions(value: Json, scope: Scope, place: Place): void {
  if (isList(value)) {
    for (const [index, entry] of value.entries()) checkExpressions(entry, scope, under(place, index));
  } else if (isJsonObject(value)) {
    for (const [key, held] of Object.entries(value)) checkExpressions(held ?? null, scope, under(place, key));
  } else if (typeof value === "string" && isExpression(value)) {
    placed(place, value, () => checkCalls(callsIn(parseExpression(value)), scope));
  }
}

function checkCalls(calls: readonly Call[], { functions }: Scope): void {
  for (const { name, args } of calls) {
    if (functions.has(name.toLowerCase()) || name.toLowerCase() === "lambda") continue;
    requireArity(functionNamed(name), args.length);
  }
}
