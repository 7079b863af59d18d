// Compiles schemas to plain code: of all kinds, of all functions' arguments, and Microsoft's of the request bodies. Part of `npm run build`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { Question } from "../provider/functions/answers/question.ts";
import type { Kind } from "../provider/kinds/kind.ts";

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

/** A validator for each name, which fills in defaults. */
function compileShapes(shapes: Readonly<Record<string, object>>): string {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true, code: { source: true, lines: true } });
  ajv.addVocabulary([...MARKS]);
  for (const [name, shape] of Object.entries(shapes)) ajv.addSchema({ ...shape, $id: name });
  return compile(ajv, Object.fromEntries(Object.keys(shapes).map((name) => [name, name])));
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
  for (const file of readdirSync(microsoft)) {
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
