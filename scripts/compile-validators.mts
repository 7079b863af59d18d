// Compiles the schemas of all kinds to plain code beside the compiled kinds: a part of `npm run build`.
import { writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { Kind } from "../provider/kinds/kind.ts";

const dist = new URL("../dist/provider/", import.meta.url);
const { kinds } = (await import(new URL("kinds/index.js", dist).href)) as { kinds: Record<string, Kind> };
const { MARKS } = (await import(new URL("schema/vocabulary.js", dist).href)) as { MARKS: readonly string[] };

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true, code: { source: true, lines: true } });
ajv.addVocabulary([...MARKS]);
for (const kind of Object.values(kinds)) ajv.addSchema({ ...kind.inputs, $id: kind.name });

const names = Object.fromEntries(Object.keys(kinds).map((name) => [name, name]));
const compile = (standalone as unknown as { default: typeof standalone }).default as unknown as (
  ajv: Ajv,
  names: Record<string, string>,
) => string;
writeFileSync(new URL("kinds/validators.compiled.cjs", dist), compile(ajv, names));
