/** The named types of a schema: enums, and nested objects. Each is one type of the generated code. */
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";

export type Schema = TSchema & Marks;

/** An enum or a nested object. */
export interface NamedType {
  readonly name: string;
  readonly schema: Schema;
  /** The description of the properties of this type, if they have the same one. */
  readonly description: string | undefined;
  /** Where it is used, such as `Vault.softDelete`. */
  readonly paths: readonly string[];
  /** Whether it is in inputs, and needs a form whose properties are inputs. */
  readonly isInput: boolean;
}

/** Where a schema is: the name that its type has by default, and its path. */
export interface Place {
  readonly typeName: string;
  readonly path: string;
}

/** A property of an object. */
export interface Property {
  readonly key: string;
  readonly schema: Schema;
  readonly place: Place;
  readonly isRequired: boolean;
}

/** The properties of an object at a place. */
export function propertiesAt(object: Schema, { typeName, path }: Place): Property[] {
  const required = (object["required"] ?? []) as readonly string[];
  return Object.entries((object["properties"] ?? {}) as Record<string, Schema>).map(([key, schema]) => ({
    key,
    schema,
    place: { typeName: `${typeName}${capital(key)}`, path: `${path}.${key}` },
    isRequired: required.includes(key),
  }));
}

export const isEnum = (schema: Schema): boolean => Array.isArray(schema["enum"]);
export const isObject = (schema: Schema): boolean => schema["properties"] !== undefined;
export const isArray = (schema: Schema): boolean => schema["type"] === "array";
/** A map of strings, such as tags. */
export const isMap = (schema: Schema): boolean => schema["patternProperties"] !== undefined;

/** The name of the type of a schema. An array's entries have its name without the plural. */
export const nameAt = (schema: Schema, { typeName }: Place): string => schema.typeName ?? typeName;
export const entryPlace = ({ typeName, path }: Place): Place => ({
  typeName: typeName.replace(/s$/, ""),
  path: `${path}[]`,
});

/** All named types below the properties of an object, each after those that it contains. */
export function typesBelow(object: Schema, place: Place, isInput: boolean): NamedType[] {
  return propertiesAt(object, place).flatMap((property) => typesIn(property.schema, property.place, isInput));
}

function typesIn(schema: Schema, place: Place, isInput: boolean): NamedType[] {
  if (isArray(schema)) return typesIn(schema["items"] as Schema, entryPlace(place), isInput);
  const { description } = schema;
  const own = { name: nameAt(schema, place), schema, description, paths: [place.path], isInput };
  if (isEnum(schema)) return [own];
  if (!isObject(schema)) return [];
  return [...typesBelow(schema, { typeName: own.name, path: place.path }, isInput), own];
}

/** The types with those of the same name merged. Throws if two of the same name differ. */
export function merged(types: readonly NamedType[]): NamedType[] {
  const byName = new Map<string, NamedType>();
  for (const type of types) {
    const known = byName.get(type.name);
    if (known !== undefined && shapeText(known.schema) !== shapeText(type.schema)) {
      throw new Error(`${type.paths} and ${known.paths} have the type name ${type.name} but different shapes`);
    }
    const paths = [...(known?.paths ?? []), ...type.paths.filter((path) => known?.paths.includes(path) !== true)];
    const description = known === undefined || known.description === type.description ? type.description : undefined;
    const isInput = type.isInput || known?.isInput === true;
    byName.set(type.name, { ...(known ?? type), description, paths, isInput });
  }
  return [...byName.values()];
}

/** The parts of a schema that its type depends on. */
const shapeText = (schema: Schema): string =>
  JSON.stringify(isEnum(schema) ? schema["enum"] : [schema["required"], Object.keys(schema["properties"] as object)]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
