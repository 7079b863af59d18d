/**
 * Kinds and functions as Pulumi's package schema (`schema.json`), the language-neutral form that its registry, code generators
 * and plugin hosts read. Metaschema: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
import { isJsonObject, type JsonObject, withoutUndefined } from "../core/json.js";
import type { TObject, TSchema } from "./vocabulary.js";

/** The parts of a kind that the schema describes. */
interface DescribedKind {
  readonly name: string;
  readonly description: string;
  readonly inputs: TObject;
  readonly outputs: TObject;
}

/** The parts of a function that the schema describes. */
interface DescribedFunction {
  readonly name: string;
  readonly description: string;
  readonly args: TObject;
  /** An object, or an array. */
  readonly result: TSchema;
}

/** The description of the type of an enum, in addition to the descriptions of the properties that have it. */
export interface EnumText {
  readonly description: string;
  /** The meanings of its values that do not explain themselves. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The metadata of the package. */
interface PackageFacts {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly publisher: string;
  readonly keywords: readonly string[];
  /** The settings of code generators, by language. */
  readonly language: JsonObject;
  /** The keys of the configuration, and what each means. */
  readonly config: Readonly<Record<string, string>>;
  /** The keys whose values are secrets. */
  readonly secretConfig?: readonly string[];
  /** The descriptions of enums, by the name of their type. */
  readonly enums?: Readonly<Record<string, EnumText>>;
}

interface Types {
  readonly packageName: string;
  readonly enums: Readonly<Record<string, EnumText>>;
  readonly found: Record<string, JsonObject>;
}

/** The schema of the package. Nested objects and enums become named types: of their own name, or one such as `VaultSoftDelete`. */
export function pulumiSchema(
  facts: PackageFacts,
  kinds: readonly DescribedKind[],
  functions: readonly DescribedFunction[] = [],
): JsonObject {
  const { name, displayName, version, description, keywords, license, publisher, language } = facts;
  const types: Types = { packageName: name, enums: facts.enums ?? {}, found: {} };
  const token = (member: string) => `${name}:index:${member}`;
  const resources = Object.fromEntries(kinds.map((kind) => [token(kind.name), resourceOf(kind, types)]));
  const called = Object.fromEntries(functions.map((entry) => [token(entry.name), functionOf(entry, types)]));
  return {
    name,
    displayName,
    version,
    description,
    keywords,
    license,
    publisher,
    language,
    config: { variables: variablesOf(facts) },
    types: Object.fromEntries(Object.entries(types.found).sort(([left], [right]) => (left < right ? -1 : 1))),
    resources,
    functions: called,
  };
}

const variablesOf = ({ config, secretConfig }: PackageFacts): JsonObject =>
  Object.fromEntries(
    Object.entries(config).map(([key, description]) => [
      key,
      { type: "string", description, ...(secretConfig?.includes(key) ? { secret: true } : {}) },
    ]),
  );

const COMMON_OUTPUTS: JsonObject = {
  endpoint: {
    type: "string",
    description:
      "The endpoint of this resource: embedded (simulation), azure, azure-usgovernment, azure-china or a URL.",
  },
  adopted: { type: "boolean", description: "Whether it existed before and was adopted." },
};

function resourceOf(kind: DescribedKind, types: Types): JsonObject {
  const inputs = properties(kind.inputs, kind.name, types);
  const outputs = properties(kind.outputs, kind.name, types);
  return {
    description: kind.description,
    properties: { ...inputs, ...outputs, ...COMMON_OUTPUTS },
    required: [...requiredOf(kind.inputs), ...requiredOf(kind.outputs), ...Object.keys(COMMON_OUTPUTS)],
    inputProperties: inputs,
    // An omitted name defaults to the resource's name in the program.
    requiredInputs: requiredArguments(kind.inputs).filter((key) => key !== "name"),
    // A stack can switch from the dynamic provider to the plugin and keep its resources.
    aliases: [{ type: `pulumi-nodejs:dynamic/${types.packageName}:${kind.name}` }],
  };
}

function functionOf({ name, description, args, result }: DescribedFunction, types: Types): JsonObject {
  const owner = capital(name);
  return {
    description,
    inputs: withoutUndefined({
      type: "object",
      description: args["description"] as string | undefined,
      properties: properties(args, owner, types),
      required: requiredArguments(args),
    }),
    outputs: outputsOf(name, result, types),
  };
}

/** A function of Pulumi returns an object, so an array is its only property: `jobs` of `getJobs`. */
function outputsOf(name: string, result: TSchema, types: Types): JsonObject {
  const isObject = result["properties"] !== undefined;
  const list = lowerCase(name.replace(/^get/, ""));
  return withoutUndefined({
    type: "object",
    description: result["description"] as string | undefined,
    properties: isObject
      ? properties(result, nameIn(result) ?? `${capital(name)}Result`, types)
      : { [list]: propertyOf(result, capital(name), types) },
    required: isObject ? requiredOf(result) : [list],
  });
}

const requiredOf = (schema: TSchema): string[] => (Array.isArray(schema["required"]) ? [...schema["required"]] : []);

/** The required properties that have no default and that no class for programs derives from a resource. */
function requiredArguments(schema: TSchema): string[] {
  const found = schema["properties"] as Readonly<Record<string, TSchema>>;
  return requiredOf(schema).filter((key) => found[key]?.["default"] === undefined && found[key]?.["derived"] !== true);
}

function properties(schema: TSchema, owner: string, types: Types): Record<string, JsonObject> {
  const entries = Object.entries(schema["properties"] as Record<string, TSchema>);
  return Object.fromEntries(entries.map(([key, property]) => [key, propertyOf(property, owner + capital(key), types)]));
}

function propertyOf(schema: TSchema, typeName: string, types: Types): JsonObject {
  const value = schema["default"];
  return withoutUndefined({
    ...typeOf(schema, typeName, types),
    description: schema["description"] as string | undefined,
    default: typeof value === "object" ? undefined : (value as string | undefined),
    secret: schema["secret"] as boolean | undefined,
    replaceOnChanges: schema["replaceOnChanges"] as boolean | undefined,
  });
}

function typeOf(schema: TSchema, typeName: string, types: Types): JsonObject {
  if (Array.isArray(schema["enum"])) return enumType(schema, typeName, types);
  if (schema["type"] === "array")
    return { type: "array", items: typeOf(schema["items"] as TSchema, singular(typeName), types) };
  if (schema["type"] === undefined) return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } };
  if (schema["type"] !== "object") return { type: schema["type"] as string };
  return schema["properties"] === undefined ? recordType(schema, typeName, types) : objectType(schema, typeName, types);
}

function recordType(schema: TSchema, typeName: string, types: Types): JsonObject {
  const [value] = Object.values((schema["patternProperties"] ?? {}) as Record<string, TSchema>);
  return {
    type: "object",
    additionalProperties: value === undefined ? { type: "string" } : typeOf(value, typeName, types),
  };
}

function enumType(schema: TSchema, typeName: string, types: Types): JsonObject {
  const name = nameIn(schema) ?? typeName;
  const text = types.enums[name];
  const values = (schema["enum"] as string[]).map((value) => ({ description: text?.values?.[value], value }));
  const body = { type: "string", description: text?.description, enum: values };
  return named(name, withoutUndefined(body as unknown as JsonObject), types);
}

function objectType(schema: TSchema, typeName: string, types: Types): JsonObject {
  const name = nameIn(schema) ?? typeName;
  const body = {
    type: "object",
    description: schema["description"] as string | undefined,
    properties: properties(schema, name, types),
    required: requiredOf(schema),
  };
  return named(name, withoutUndefined(body), types);
}

const nameIn = (schema: TSchema): string | undefined => schema["typeName"] as string | undefined;

/** A reference to the type of this name. Throws if the name already has another type. */
function named(typeName: string, type: JsonObject, types: Types): JsonObject {
  const token = `${types.packageName}:index:${typeName}`;
  const known = types.found[token];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(type))
    throw new Error(`two types have the name ${typeName}`);
  types.found[token] = isJsonObject(type) ? type : {};
  return { $ref: `#/types/${token}` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerCase = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const singular = (text: string): string => text.replace(/s$/, "");
