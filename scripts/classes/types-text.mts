/** The types of inputs and outputs as TypeScript. */
import { docstring, inputText, outputText, typeText } from "./docstrings.mjs";
import {
  entryPlace,
  isArray,
  isEnum,
  isMap,
  isObject,
  type NamedType,
  nameAt,
  type Place,
  type Property,
  propertiesAt,
  type Schema,
} from "./shapes.mjs";

/** The types of resources of which preview knows more than the id, in `provider/dynamic/arguments.ts`. */
const KNOWN_RESOURCES: Readonly<Record<string, string>> = {
  "*": "Identified",
  "Microsoft.RecoveryServices/vaults": "KnownVault",
  "Microsoft.RecoveryServices/vaults/backupPolicies": "KnownPolicy",
  "Microsoft.Resources/resourceGroups": "KnownGroup",
  "Microsoft.Compute/virtualMachines": "KnownVm",
  "Microsoft.Compute/disks": "KnownDisk",
  "Microsoft.Compute/snapshots": "KnownSnapshot",
};

/** The value of an input, without the outer `Input`. */
function inputType(schema: Schema, place: Place): string {
  if (schema.refersTo !== undefined) {
    return `string | ${KNOWN_RESOURCES[schema.refersTo] ?? `ResourceOf<"${schema.refersTo}">`}`;
  }
  if (isEnum(schema)) return nameAt(schema, place);
  if (isArray(schema)) return `readonly pulumi.Input<${inputType(schema["items"] as Schema, entryPlace(place))}>[]`;
  if (isObject(schema)) return `${nameAt(schema, place)}Args`;
  if (isMap(schema)) return "Readonly<Record<string, OptionalInput<string>>>";
  return plainType(schema);
}

/** The value of an output. Its arrays are not readonly, because Pulumi's types for outputs of arrays require that. */
export function outputType(schema: Schema, place: Place): string {
  if (isEnum(schema) || isObject(schema)) return nameAt(schema, place);
  if (isArray(schema)) return `${outputType(schema["items"] as Schema, entryPlace(place))}[]`;
  if (isMap(schema)) return "Record<string, string>";
  return plainType(schema);
}

function plainType(schema: Schema): string {
  if (schema["type"] === undefined) return "Record<string, unknown>";
  return schema["type"] === "integer" ? "number" : String(schema["type"]);
}

/** Whether a program may omit an input: one with a default, and one that the class derives. */
const isOptional = ({ schema, isRequired }: Property, mayOmit: readonly string[], key: string): boolean =>
  !isRequired || schema["default"] !== undefined || schema.derived === true || mayOmit.includes(key);

/** The members of an interface of inputs. `mayOmit` are required properties that the class sets. */
export const inputMembers = (properties: readonly Property[], mayOmit: readonly string[] = []): string =>
  properties
    .map((property) => {
      const { key, schema, place } = property;
      const type = inputType(schema, place);
      const isReference = schema.refersTo !== undefined;
      const member = isOptional(property, mayOmit, key)
        ? `${key}?: OptionalInput<${type}>`
        : `${key}: ${isReference ? `Reference<${type.replace(/^string \| /, "")}>` : `pulumi.Input<${type}>`}`;
      return `${docstring(inputText(property), "  ")}  ${member};\n`;
    })
    .join("");

/** Whether an output always has a value. */
export const isAlwaysSet = ({ schema, isRequired, key }: Property): boolean =>
  isRequired || schema["default"] !== undefined || key === "name";

const outputMembers = (properties: readonly Property[]): string =>
  properties
    .map((property) => {
      const { key, schema, place } = property;
      const type = outputType(schema, place);
      const member = isAlwaysSet(property) ? `readonly ${key}: ${type}` : `readonly ${key}?: ${type} | undefined`;
      return `${docstring(outputText(property), "  ")}  ${member};\n`;
    })
    .join("");

/** The declarations of a named type: an enum as a union, an object as an interface, and one of its inputs. */
export function declarationsOf(type: NamedType): string {
  const { name, schema, isInput } = type;
  if (isEnum(schema)) {
    const values = (schema["enum"] as readonly string[]).map((value) => JSON.stringify(value)).join(" | ");
    return `${docstring(typeText(type))}export type ${name} = ${values};\n`;
  }
  const properties = propertiesAt(schema, { typeName: name, path: type.paths[0] ?? name });
  const outputs = `${docstring(typeText(type))}export interface ${name} {\n${outputMembers(properties)}}\n`;
  if (!isInput) return outputs;
  const inputs = `${docstring(`${typeText(type)} As an input.`)}export interface ${name}Args {\n${inputMembers(properties)}}\n`;
  return `${inputs}\n${outputs}`;
}
