/** Compiles the shapes of request bodies: to data for the canonical form, and with ajv to a validator for each. */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { amended } from "./amendments.mts";
import { requests } from "./requests.mts";
import type { Shape, Shapes } from "./shape.mts";

const reduced = new URL("../../provider/schema/microsoft/wire/", import.meta.url);

/** All shapes, each with the definitions of its file. */
function allShapes(): Shapes[] {
  const files = readdirSync(reduced).sort();
  const published = files.map((file) => JSON.parse(readFileSync(new URL(file, reduced), "utf8")) as Shapes);
  return [...published.map(amended), amended(requests)];
}

type Compile = (ajv: Ajv, names: Record<string, string>) => string;

/** The module of the shapes, and that of their validators, as code. */
export function compileWire(compile: Compile): { readonly shapes: string; readonly validators: string } {
  const shapes = allShapes();
  const code = { source: true, lines: true };
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    inlineRefs: false,
    messages: false,
    code,
  });
  const names: Record<string, string> = {};
  for (const [index, { resources, definitions }] of shapes.entries()) {
    const file = `wire:/${index}`;
    ajv.addSchema({ $id: file, definitions: schemasOf(definitions, file) });
    for (const [type, shape] of Object.entries(resources)) {
      ajv.addSchema({ ...schemaOf(shape, file), $id: `wire:/${type}` });
      names[type.replaceAll(/\W/g, "_")] = `wire:/${type}`;
    }
  }
  return { shapes: `module.exports = ${JSON.stringify(shapes)};\n`, validators: compile(ajv, names) };
}

const schemasOf = (shapes: Readonly<Record<string, Shape>>, file: string): Record<string, object> =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, schemaOf(shape, file)]));

/** The JSON schema of a shape of a file. Null is a value of every type: in JSON, clients write it for "no value". */
function schemaOf(shape: Shape, file: string): object {
  const { $ref, type, properties, values, items } = shape;
  if ($ref !== undefined) return { $ref: `${file}#/definitions/${$ref}` };
  if (shape.tag !== undefined) return taggedSchema(shape, shape.tag, file);
  return {
    ...(type === undefined ? {} : { type, nullable: true }),
    ...(shape.enum === undefined ? {} : { enum: [...shape.enum, null] }),
    ...(properties === undefined ? {} : { properties: schemasOf(withoutReadOnly(properties), file) }),
    ...(values === undefined ? {} : { additionalProperties: schemaOf(values, file) }),
    ...(items === undefined ? {} : { items: schemaOf(items, file) }),
  };
}

/** A body in its canonical form has no members that only Azure writes. */
const withoutReadOnly = (properties: Readonly<Record<string, Shape>>): Record<string, Shape> =>
  Object.fromEntries(
    Object.entries(properties).filter(([, { readOnly, ...rest }]) => !readOnly && Object.keys(rest).length > 0),
  );

const taggedSchema = ({ tagValues = [], branches = {} }: Shape, tag: string, file: string): object => ({
  type: "object",
  nullable: true,
  properties: { [tag]: { enum: [...tagValues, null] } },
  allOf: Object.entries(branches).map(([value, branch]) => ({
    if: { properties: { [tag]: { const: value } }, required: [tag] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: schemaOf(branch, file),
  })),
});
