// Compiles schemas to plain code: of all kinds, of all functions' arguments, and Microsoft's of request bodies, as kinds send and as the service reads them. Part of `npm run build`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { Question } from "../provider/functions/answers/question.ts";
import type { Kind } from "../provider/kinds/kind.ts";
import { compileWire } from "./wire/compile.mts";

const dist = new URL("../dist/provider/", import.meta.url);
const microsoft = new URL("../provider/schema/microsoft/", import.meta.url);
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
  return compile(ajv, Object.fromEntries(Object.keys(shapes).map((name) => [name, name])));
}

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

interface Reduced {
  readonly resources: Readonly<Record<string, object>>;
  readonly definitions: object;
}

/** One validator an ARM type, exported by the type with `_` for what no name can hold. */
function compileBodies(): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    discriminator: true,
    code: { source: true, lines: true },
  });
  const names: Record<string, string> = {};
  for (const file of readdirSync(microsoft).filter((name) => name.endsWith(".json"))) {
    const { resources, definitions } = JSON.parse(readFileSync(new URL(file, microsoft), "utf8")) as Reduced;
    for (const [type, body] of Object.entries(resources)) {
      ajv.addSchema({ ...body, definitions, $id: type });
      names[type.replaceAll(/\W/g, "_")] = type;
    }
  }
  return compile(ajv, names);
}

const kindShapes = shapesOf(kinds, ({ inputs }) => inputs);
const questionShapes = shapesOf(questions, ({ args }) => args);
writeFileSync(new URL("kinds/validators.compiled.cjs", dist), compileShapes(kindShapes));
writeFileSync(new URL("functions/answers/validators.compiled.cjs", dist), compileShapes(questionShapes));
writeFileSync(new URL("kinds/arm-bodies.compiled.cjs", dist), compileBodies());

const wire = compileWire(compile);
writeFileSync(new URL("service/wire/shapes.compiled.cjs", dist), wire.shapes);
writeFileSync(new URL("service/wire/validators.compiled.cjs", dist), wire.validators);
