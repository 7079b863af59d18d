/** The parameters of a deployment: provided values, else defaults, validated by their declared types. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { type Declaration, declarationOf, replyType, requireValid } from "./definitions.js";
import { resolve } from "./evaluator.js";
import { invalidTemplate, type Place, templateFault, withPlace } from "./faults.js";
import { isList } from "./functions/arguments.js";
import { keyOf, member, objectMember } from "./members.js";
import type { Environment, Scope, TrackedValue } from "./scope.js";

const MAX_PARAMETERS = 256;

export interface Binding {
  /** The value of a parameter. Throws `InvalidTemplate` for an unknown name. */
  readonly parameter: (name: string) => TrackedValue;
  /** The parameters for a response: secure ones have no value. */
  readonly redacted: JsonObject;
  /** All strings of at least four characters in secure values, the longest first. */
  readonly secrets: readonly string[];
}

interface ParameterSources {
  readonly declared: JsonObject;
  readonly definitions: JsonObject;
  /** Name to `{ value }`, from the deployment. */
  readonly provided: JsonObject;
  readonly environment: Environment;
  readonly functions: Scope["functions"];
  readonly fresh: NonNullable<Scope["fresh"]>;
}

/** Binds the parameters of a template. Throws `InvalidTemplate`: missing, unknown, of another type, out of bounds. */
export function bindParameters(sources: ParameterSources): Binding {
  const { declared } = sources;
  const names = Object.keys(declared);
  if (names.length > MAX_PARAMETERS)
    throw invalidTemplate(`The template has ${names.length} parameters; the maximum is ${MAX_PARAMETERS}.`);
  requireKnown(sources.provided, names);
  const bound = new Map<string, TrackedValue & { readonly declaration: Declaration }>();
  const parameter = boundLazily(sources, bound);
  for (const name of names) parameter(name);
  const values = names.map((name) => [name, bound.get(name.toLowerCase())] as const);
  return {
    parameter,
    redacted: Object.fromEntries(values.map(([name, one]) => [name, one === undefined ? {} : redacted(one)])),
    secrets: values
      .flatMap(([, one]) => (one?.secret === true ? secretTexts(one.value) : []))
      .sort((left, right) => right.length - left.length),
  };
}

const redacted = ({
  value,
  secret,
  declaration,
}: TrackedValue & { readonly declaration: Declaration }): JsonObject => ({
  type: replyType(declaration.type),
  ...(secret ? {} : { value }),
});

/** Binds each parameter when it is first read, since a default may read other parameters. */
function boundLazily(
  sources: ParameterSources,
  bound: Map<string, TrackedValue & { readonly declaration: Declaration }>,
): Binding["parameter"] {
  const pending = new Set<string>();
  const parameter = (name: string): TrackedValue => {
    const key = name.toLowerCase();
    const known = bound.get(key);
    if (known !== undefined) return known;
    const declaredName = keyOf(sources.declared, name);
    if (declaredName === undefined) throw templateFault(`The template parameter '${name}' is not found.`);
    if (pending.has(key))
      throw invalidTemplate(`Circular dependency detected on template parameter '${declaredName}'.`);
    pending.add(key);
    const place = { what: `template parameter '${declaredName}'`, path: `parameters.${declaredName}` };
    const binding = withPlace(place, undefined, () => bindOne(declaredName, sources, { place, parameter }));
    pending.delete(key);
    bound.set(key, binding);
    return binding;
  };
  return parameter;
}

interface Binder {
  readonly place: Place;
  readonly parameter: Binding["parameter"];
}

function bindOne(name: string, sources: ParameterSources, { place, parameter }: Binder) {
  const declaration = declarationOf(objectMember(sources.declared, name), sources.definitions);
  const provided = providedValue(name, sources.provided);
  if (provided !== undefined) {
    requireValid(name, provided, declaration);
    return { value: provided, secret: declaration.secure, declaration };
  }
  const fallback = member(declaration.terms, "defaultValue");
  if (fallback === undefined && declaration.nullable) return { value: null, secret: declaration.secure, declaration };
  if (fallback === undefined) throw missing(name);
  const { environment, functions, fresh } = sources;
  const secrecy = { hasReadSecret: false };
  const scope: Scope = { environment, functions, fresh, parameter, secrecy, loops: [], locals: new Map() };
  const value = resolve(fallback, scope, { ...place, path: `${place.path}.defaultValue` });
  const secret = declaration.secure || secrecy.hasReadSecret;
  requireValid(name, value, { ...declaration, secure: secret });
  return { value, secret, declaration };
}

/** The provided value. Throws for a reference to a key vault. */
function providedValue(name: string, all: JsonObject): Json | undefined {
  const provided = member(all, name);
  if (provided === undefined) return undefined;
  if (isJsonObject(provided) && member(provided, "reference") !== undefined) {
    throw invalidTemplate(
      `The template parameter '${name}' refers to a key vault, which the embedded Azure does not support. Provide the value instead.`,
      "KeyVaultParameterReferenceNotFound",
    );
  }
  const value = isJsonObject(provided) ? member(provided, "value") : undefined;
  if (value === undefined) throw templateFault(`expected '{ "value": … }' for the parameter '${name}'.`);
  return value;
}

const missing = (name: string) =>
  invalidTemplate(
    `The value for the template parameter '${name}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
  );

function requireKnown(provided: JsonObject, names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const unknown = Object.keys(provided).filter((name) => !known.has(name.toLowerCase()));
  if (unknown.length === 0) return;
  throw invalidTemplate(
    `The template parameters '${unknown.join(", ")}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${names.join(", ")}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
  );
}

/** Shorter strings would redact parts of many words. In characters. */
const MIN_SECRET_LENGTH = 4;

/** Every string and number in a secure value, except short ones. */
function secretTexts(value: Json): string[] {
  if (isList(value)) return value.flatMap(secretTexts);
  if (isJsonObject(value)) return Object.values(value).flatMap((member) => secretTexts(member ?? null));
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return text.length < MIN_SECRET_LENGTH ? [] : [text];
}
