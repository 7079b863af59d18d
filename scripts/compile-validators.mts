// Compiles the schemas of all kinds and of all functions' arguments to plain code, and the shapes of request bodies to data. Part of `npm run build`.
import { writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { Question } from "../provider/functions/answers/question.ts";
import type { Kind } from "../provider/kinds/kind.ts";
import { compiledShapes } from "./bodies/compile.mts";

const dist = new URL("../dist/provider/", import.meta.url);
const { kinds } = (await import(new URL("kinds/index.js", dist).href)) as { kinds: Record<string, Kind> };
const { questions } = (await import(new URL("functions/answers/index.js", dist).href)) as {
  questions: Record<string, Question>;
};
const { MARKS } = (await import(new URL("schema/vocabulary.js", dist).href)) as { MARKS: readonly string[] };

const compile = (standalone as unknown as { default: typeof standalone }).default as unknown as (
  ajv: Ajv,
  names: Record<string, string>,
) => string;

/** A validator for each name, which fills in defaults. The package has its own messages. */
function compileShapes(shapes: Readonly<Record<string, object>>): string {
  const code = { source: true, lines: true };
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true, messages: false, code });
  for (const [name, shape] of Object.entries(shapes)) ajv.addSchema({ ...withoutNotes(shape), $id: name });
  const names = Object.fromEntries(Object.keys(shapes).map((name) => [name, name]));
  return withoutSchemaPaths(compile(ajv, names));
}

/** Messages name the path of the value; the path in the schema would only make the package larger. */
const withoutSchemaPaths = (code: string): string => code.replaceAll(/schemaPath:"[^"\n]*",/g, "");

/** A schema without descriptions and marks, which validate nothing and would be copied into the compiled code. */
function withoutNotes(schema: object): object {
  const kept = Object.entries(schema).filter(([keyword]) => !NOTES.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => [keyword, keyword === "default" ? value : inner(keyword, value)]),
  );
}

const NOTES: ReadonlySet<string> = new Set(["description", ...MARKS]);

function inner(keyword: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => inner("", entry));
  if (keyword !== "properties") return withoutNotes(value);
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, inner("", property)]));
}

const shapesOf = <T,>(register: Readonly<Record<string, T>>, shapeOf: (entry: T) => object): Record<string, object> =>
  Object.fromEntries(Object.entries(register).map(([name, entry]) => [name, shapeOf(entry)]));

const kindShapes = shapesOf(kinds, ({ inputs }) => inputs);
const questionShapes = shapesOf(questions, ({ args }) => args);
writeFileSync(new URL("kinds/validators.compiled.cjs", dist), compileShapes(kindShapes));
writeFileSync(new URL("functions/answers/validators.compiled.cjs", dist), compileShapes(questionShapes));
writeFileSync(new URL("schema/bodies/shapes.compiled.cjs", dist), compiledShapes());
