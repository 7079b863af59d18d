/**
 * Kinds as Pulumi's package schema (`schema.json`), the language-neutral form that its registry, code generators and
 * plugin hosts read. Metaschema: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
import { isJsonObject, type JsonObject, withoutUndefined } from "../core/json.js";
import type { TObject, TSchema } from "./vocabulary.js";

/** The parts of a kind that the schema describes. */
interface Described {
  readonly name: string;
  readonly description: string;
  readonly inputs: TObject;
  readonly outputs: TObject;
}

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  /** The keys of the configuration, and what each means. */
  readonly config: Readonly<Record<string, string>>;
  /** The keys whose values are secrets. */
  readonly secretConfig?: readonly string[];
}

interface Types {
  readonly packageName: string;
  readonly found: Record<string, JsonObject>;
}

/** The schema of the package. Nested objects and enums become named types: `VaultSoftDelete`. */
export function pulumiSchema(facts: PackageFacts, kinds: readonly Described[]): JsonObject {
  const types: Types = { packageName: facts.name, found: {} };
  const resources = Object.fromEntries(
    kinds.map((kind) => [`${facts.name}:index:${kind.name}`, resourceOf(kind, types)] as const),
  );
  const variables = Object.fromEntries(
    Object.entries(facts.config).map(([key, description]) => [
      key,
      { type: "string", description, ...(facts.secretConfig?.includes(key) ? { secret: true } : {}) },
    ]),
  );
  return {
    name: facts.name,
    version: facts.version,
    description: facts.description,
    keywords: facts.keywords,
    license: facts.license,
    config: { variables },
    types: Object.fromEntries(Object.entries(types.found).sort(([left], [right]) => (left < right ? -1 : 1))),
    resources,
  };
}

const COMMON_OUTPUTS: JsonObject = {
  endpoint: {
    type: "string",
    description:
      "The endpoint of this resource: embedded (simulation), azure, azure-usgovernment, azure-china or a URL.",
  },
  adopted: { type: "boolean", description: "Whether it existed before and was adopted." },
};

function resourceOf(kind: Described, types: Types): JsonObject {
  const inputs = properties(kind.inputs, kind.name, types);
  const outputs = properties(kind.outputs, kind.name, types);
  // An omitted name defaults to the resource's name in the program.
  const requiredInputs = requiredOf(kind.inputs).filter(
    (key) => key !== "name" && defaultOf(kind.inputs, key) === undefined,
  );
  return {
    description: kind.description,
    properties: { ...inputs, ...outputs, ...COMMON_OUTPUTS },
    required: [...requiredOf(kind.inputs), ...requiredOf(kind.outputs), ...Object.keys(COMMON_OUTPUTS)],
    inputProperties: inputs,
    requiredInputs,
    // A stack can switch from the dynamic provider to the plugin and keep its resources.
    aliases: [{ type: `pulumi-nodejs:dynamic/${types.packageName}:${kind.name}` }],
  };
}

const requiredOf = (schema: TSchema): string[] => (Array.isArray(schema["required"]) ? [...schema["required"]] : []);

const defaultOf = (schema: TSchema, key: string): unknown =>
  (schema["properties"] as Record<string, TSchema>)[key]?.["default"];

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
  const values = (schema["enum"] as string[]).map((value) => ({ value }));
  return named(typeName, { type: "string", enum: values }, types);
}

function objectType(schema: TSchema, typeName: string, types: Types): JsonObject {
  const description = schema["description"] as string | undefined;
  const body = {
    type: "object",
    description,
    properties: properties(schema, typeName, types),
    required: requiredOf(schema),
  };
  return named(typeName, withoutUndefined(body), types);
}

function named(typeName: string, type: JsonObject, types: Types): JsonObject {
  const token = `${types.packageName}:index:${typeName}`;
  types.found[token] = isJsonObject(type) ? type : {};
  return { $ref: `#/types/${token}` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const singular = (text: string): string => text.replace(/s$/, "");
