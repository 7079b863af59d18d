/** The parameters of a deployment: values that were given, else defaults, each of its declared type. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { type Declaration, declarationOf, requireFitting, shownType } from "./definitions.js";
import { resolve } from "./evaluator.js";
import { invalidTemplate, type Place, placed, templateFault } from "./faults.js";
import { isList } from "./functions/arguments.js";
import { keyOf, member, objectMember } from "./members.js";
import type { Environment, Held, Scope } from "./scope.js";

const MOST = 256;

export interface Binding {
  /** The value of a parameter. Throws `InvalidTemplate` where there is none of that name. */
  readonly parameter: (name: string) => Held;
  /** The parameters as a reply may show them: a secure one without its value. */
  readonly shown: JsonObject;
  /** The texts of secure values, of four characters and more, wherever they stand in one; the longest first. */
  readonly secrets: readonly string[];
}

interface ParameterSources {
  readonly declared: JsonObject;
  readonly definitions: JsonObject;
  /** Name to `{ value }`, as a deployment carries them. */
  readonly given: JsonObject;
  readonly environment: Environment;
  readonly functions: Scope["functions"];
  readonly fresh: NonNullable<Scope["fresh"]>;
}

/** Binds the parameters of a template. Throws `InvalidTemplate`: missing, unknown, of another type, out of bounds. */
export function bindParameters(sources: ParameterSources): Binding {
  const { declared } = sources;
  const names = Object.keys(declared);
  if (names.length > MOST) throw invalidTemplate(`The template has ${names.length} parameters: the most is ${MOST}.`);
  requireKnown(sources.given, names);
  const bound = new Map<string, Held & { readonly declaration: Declaration }>();
  const parameter = boundLazily(sources, bound);
  for (const name of names) parameter(name);
  const held = names.map((name) => [name, bound.get(name.toLowerCase())] as const);
  return {
    parameter,
    shown: Object.fromEntries(held.map(([name, one]) => [name, one === undefined ? {} : shown(one)])),
    secrets: held
      .flatMap(([, one]) => (one?.secret === true ? secretTexts(one.value) : []))
      .sort((left, right) => right.length - left.length),
  };
}

const shown = ({ value, secret, declaration }: Held & { readonly declaration: Declaration }): JsonObject => ({
  type: shownType(declaration.type),
  ...(secret ? {} : { value }),
});

/** A default may read other parameters, so each is bound when it is first asked for. */
function boundLazily(
  sources: ParameterSources,
  bound: Map<string, Held & { readonly declaration: Declaration }>,
): Binding["parameter"] {
  const underway = new Set<string>();
  const parameter = (name: string): Held => {
    const key = name.toLowerCase();
    const known = bound.get(key);
    if (known !== undefined) return known;
    const written = keyOf(sources.declared, name);
    if (written === undefined) throw templateFault(`The template parameter '${name}' is not found.`);
    if (underway.has(key)) throw invalidTemplate(`Circular dependency detected on template parameter '${written}'.`);
    underway.add(key);
    const place = { what: `template parameter '${written}'`, path: `parameters.${written}` };
    const made = placed(place, undefined, () => bindOne(written, sources, { place, parameter }));
    underway.delete(key);
    bound.set(key, made);
    return made;
  };
  return parameter;
}

interface Binder {
  readonly place: Place;
  readonly parameter: Binding["parameter"];
}

function bindOne(name: string, sources: ParameterSources, { place, parameter }: Binder) {
  const declaration = declarationOf(objectMember(sources.declared, name), sources.definitions);
  const given = givenValue(name, sources.given);
  if (given !== undefined) {
    requireFitting(name, given, declaration);
    return { value: given, secret: declaration.secure, declaration };
  }
  const fallback = member(declaration.terms, "defaultValue");
  if (fallback === undefined && declaration.nullable) return { value: null, secret: declaration.secure, declaration };
  if (fallback === undefined) throw missing(name);
  const { environment, functions, fresh } = sources;
  const secrecy = { seen: false };
  const scope: Scope = { environment, functions, fresh, parameter, secrecy, loops: [], locals: new Map() };
  const value = resolve(fallback, scope, { ...place, path: `${place.path}.defaultValue` });
  const secret = declaration.secure || secrecy.seen;
  requireFitting(name, value, { ...declaration, secure: secret });
  return { value, secret, declaration };
}

/** The value that was given. Throws for a reference to a key vault. */
function givenValue(name: string, all: JsonObject): Json | undefined {
  const given = member(all, name);
  if (given === undefined) return undefined;
  if (isJsonObject(given) && member(given, "reference") !== undefined) {
    throw invalidTemplate(
      `The template parameter '${name}' refers to a key vault, and the embedded Azure has none: give its value.`,
      "KeyVaultParameterReferenceNotFound",
    );
  }
  const value = isJsonObject(given) ? member(given, "value") : undefined;
  if (value === undefined) throw templateFault(`expected '{ "value": … }' for the parameter '${name}'.`);
  return value;
}

const missing = (name: string) =>
  invalidTemplate(
    `The value for the template parameter '${name}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
  );

function requireKnown(given: JsonObject, names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const unknown = Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
  if (unknown.length === 0) return;
  throw invalidTemplate(
    `The template parameters '${unknown.join(", ")}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${names.join(", ")}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
  );
}

const SHORTEST_SECRET = 4;

/** Every text and number in a secure value that is long enough to be known again. */
function secretTexts(value: Json): string[] {
  if (isList(value)) return value.flatMap(secretTexts);
  if (isJsonObject(value)) return Object.values(value).flatMap((held) => secretTexts(held ?? null));
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return text.length < SHORTEST_SECRET ? [] : [text];
}
