/**
 * Programs that use every input and output of every kind in every form, generated from the schemas but not from the generated
 * classes. The compiler checks them; they never run.
 */
import type { Kind } from "../../provider/kinds/kind.js";
import { isArray, isEnum, isMap, isObject, type Property, propertiesAt, type Schema } from "./shapes.mjs";

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import * as azure from "azure-vm-backup";

/** Any value of a type. */
declare function some<T>(): T;
/** Accepts only an output of this type. */
declare function reads<T>(output: pulumi.Output<T>): void;
`;

/** A program about one kind. */
export function typeProgram(kind: Kind): string {
  const inputs = propertiesAt(kind.inputs, { typeName: kind.name, path: kind.name });
  const outputs = propertiesAt(kind.outputs, { typeName: kind.name, path: kind.name });
  const forms = FORMS.map(
    ([title, form]) => `// ${title}\nnew azure.${kind.name}("r", {\n${membersOf(inputs, form)}});\n`,
  );
  return [
    HEAD,
    ...forms,
    omittedText(kind, inputs),
    `const found = azure.${kind.name}.get("r", some<pulumi.Output<string>>(), { protect: true });\n`,
    ...inputs.map((property) => readText(property, isSet(property))),
    ...outputs.map((property) => readText(property, isSet(property))),
    "reads<string>(found.endpoint);\nreads<boolean>(found.adopted);\nreads<string>(found.id);\n",
    `const it: unknown = found;\nif (azure.${kind.name}.isInstance(it)) reads<string>(it.endpoint);\n`,
    againText(kind, inputs),
  ].join("\n");
}

/** A value of a type in one form. */
type Form = (type: string, schema: Schema) => string;

const FORMS: readonly (readonly [title: string, form: Form])[] = [
  ["Plain values.", (type) => `some<${type}>()`],
  ["Outputs of complete values.", (type) => `some<pulumi.Output<${type}>>()`],
  ["Promises.", (type) => `some<Promise<${type}>>()`],
  ["Outputs at every level.", (_, schema) => deepOutput(schema)],
];

const membersOf = (properties: readonly Property[], form: Form): string =>
  properties.map(({ key, schema }) => `  ${key}: ${form(expandedType(schema), schema)},\n`).join("");

/** An object of outputs of objects of outputs. */
function deepOutput(schema: Schema): string {
  if (isArray(schema)) return `[${deepOutput(schema["items"] as Schema)}]`;
  if (isMap(schema)) return `{ key: some<pulumi.Output<string>>(), other: some<pulumi.Output<string | undefined>>() }`;
  if (!isObject(schema)) return `some<pulumi.Output<${expandedType(schema)}>>()`;
  const members = propertiesAt(schema, { typeName: "", path: "" }).map(({ key, schema: inner, isRequired }) =>
    isRequired || isObject(inner) || isArray(inner)
      ? `${key}: ${deepOutput(inner)}`
      : `${key}: some<pulumi.Output<${expandedType(inner)} | undefined>>()`,
  );
  return `{ ${members.join(", ")} }`;
}

/** Every optional input omitted in every way, at every level. */
function omittedText(kind: Kind, inputs: readonly Property[]): string {
  const mayOmit = (property: Property) => !isRequiredInput(property);
  const values = (type: string) => [
    "undefined",
    "null",
    `some<${type} | undefined>()`,
    `some<pulumi.Output<${type} | undefined>>()`,
  ];
  return [0, 1, 2, 3]
    .map((index) => {
      const members = inputs.map((property) => {
        const type = expandedType(property.schema);
        const value = mayOmit(property) ? values(type)[index] : omittedInside(property.schema, index);
        return `  ${property.key}: ${value},\n`;
      });
      return `new azure.${kind.name}("r", {\n${members.join("")}});\n`;
    })
    .join("");

  function omittedInside(schema: Schema, index: number): string {
    if (!isObject(schema)) return `some<${expandedType(schema)}>()`;
    const members = propertiesAt(schema, { typeName: "", path: "" }).map(({ key, schema: inner, isRequired }) =>
      isRequired ? `${key}: ${omittedInside(inner, index)}` : `${key}: ${values(expandedType(inner))[index]}`,
    );
    return `{ ${members.join(", ")} }`;
  }
}

/** Another resource with the same values: every output is assignable to its input. */
function againText(kind: Kind, inputs: readonly Property[]): string {
  const members = inputs.map(({ key }) => `  ${key}: found.${key},\n`).join("");
  return `new azure.${kind.name}("again", {\n${members}});\n`;
}

const readText = ({ key, schema }: Property, isAlwaysSet: boolean): string =>
  `reads<${expandedType(schema)}${isAlwaysSet ? "" : " | undefined"}>(found.${key});`;

/** Whether an output is never undefined. */
const isSet = ({ key, schema, isRequired }: Property): boolean =>
  isRequired || key === "name" || schema["default"] !== undefined;

const isRequiredInput = ({ key, schema, isRequired }: Property): boolean =>
  isRequired && key !== "name" && schema["default"] === undefined && schema.derived !== true;

/** The type of a plain value, without names of types. */
function expandedType(schema: Schema): string {
  if (isEnum(schema)) return (schema["enum"] as readonly string[]).map((value) => JSON.stringify(value)).join(" | ");
  if (isArray(schema)) return `(${expandedType(schema["items"] as Schema)})[]`;
  if (isMap(schema)) return "Record<string, string>";
  if (isObject(schema)) {
    const members = propertiesAt(schema, { typeName: "", path: "" }).map(({ key, schema: inner, isRequired }) =>
      isRequired || inner["default"] !== undefined
        ? `readonly ${key}: ${expandedType(inner)}`
        : `readonly ${key}?: ${expandedType(inner)} | undefined`,
    );
    return `{ ${members.join("; ")} }`;
  }
  if (schema["type"] === undefined) return "Record<string, unknown>";
  return schema["type"] === "integer" ? "number" : String(schema["type"]);
}
