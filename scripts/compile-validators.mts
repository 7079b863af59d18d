// Compiles schemas to plain code: those of all kinds, and Microsoft's of the bodies that they send. A part of `npm run build`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { Kind } from "../provider/kinds/kind.ts";

const dist = new URL("../dist/provider/", import.meta.url);
const microsoft = new URL("../provider/schema/microsoft/", import.meta.url);
const { kinds } = (await import(new URL("kinds/index.js", dist).href)) as { kinds: Record<string, Kind> };
const { MARKS } = (await import(new URL("schema/vocabulary.js", dist).href)) as { MARKS: readonly string[] };

const compile = (standalone as unknown as { default: typeof standalone }).default as unknown as (
  ajv: Ajv,
  names: Record<string, string>,
) => string;

function compileKinds(): string {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true, code: { source: true, lines: true } });
  ajv.addVocabulary([...MARKS]);
  for (const kind of Object.values(kinds)) ajv.addSchema({ ...kind.inputs, $id: kind.name });
  return compile(ajv, Object.fromEntries(Object.keys(kinds).map((name) => [name, name])));
}

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

writeFileSync(new URL("kinds/validators.compiled.cjs", dist), compileKinds());
writeFileSync(new URL("kinds/arm-bodies.compiled.cjs", dist), compileBodies());
