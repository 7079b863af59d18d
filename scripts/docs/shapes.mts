/** The schema of a kind or a function as rows of a table: one for each property; nested properties have their path. */
import { allowed } from "../../provider/schema/failures.js";
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";
import { code } from "./markdown.mjs";

/** A property of a schema, with its marks. */
export interface Property {
  /** Such as `retention.daily.count`; `[]` follows the name of an array. */
  readonly path: string;
  readonly schema: TSchema & Marks;
  readonly isRequired: boolean;
}

/** All properties of a schema, each before its nested ones. */
export function propertiesOf(shape: TSchema, above = ""): Property[] {
  const entries = Object.entries((shape["properties"] ?? {}) as Record<string, TSchema & Marks>);
  const required = (shape["required"] ?? []) as readonly string[];
  return entries.flatMap(([key, schema]) => {
    const path = `${above}${key}`;
    const inside =
      schema["items"] === undefined
        ? propertiesOf(schema, `${path}.`)
        : propertiesOf(schema["items"] as TSchema, `${path}[].`);
    return [{ path, schema, isRequired: required.includes(key) }, ...inside];
  });
}

/** The paths of the properties without a description. */
export const undescribed = (shape: TSchema): string[] =>
  propertiesOf(shape)
    .filter(({ schema }) => (schema.description ?? "").trim() === "")
    .map(({ path }) => path);

const ARM_ID = /^an ARM id \/subscriptions\/\{id\}\/resourceGroups\/\{group\}\/providers\/(.+)$/;

/** The default of a property as code; "**required**" if it is required and has no default. */
export function defaultText({ schema, isRequired }: Property): string {
  if (schema["default"] !== undefined) return code(JSON.stringify(schema["default"]));
  return isRequired ? "**required**" : "";
}

/** The type of a value and its allowed values, in words. */
export function typeText(schema: TSchema & Marks): string {
  const [, resource] = ARM_ID.exec(schema.expected ?? "") ?? [];
  if (resource !== undefined) return `ARM id of ${code(resource.replaceAll("/{name}", ""))}`;
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => code(JSON.stringify(value))).join(", ");
  if (schema["type"] === "array") return arrayText(schema);
  if (schema["properties"] !== undefined) return "object";
  if (schema["patternProperties"] !== undefined) return "map of strings";
  if (schema["type"] === undefined) return "object";
  if (schema["type"] === "string" && schema.expected === undefined) return "string";
  return allowed(schema).replace(/^an? (?=(string|integer|number|boolean|array|object)\b)/, "");
}

function arrayText(schema: TSchema & Marks): string {
  const entries = typeText(schema["items"] as TSchema);
  const least = schema["minItems"] === undefined ? "" : `, at least ${String(schema["minItems"])}`;
  return `array of ${entries}${least}`;
}
