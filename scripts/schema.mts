// Writes schema.json and the types of the functions' arguments and results: `npm run schema`. Tests compare them with the committed files.
import { mkdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const compiled = (name: string) => import(new URL(`dist/scripts/schema/${name}.mjs`, root).href);
const { packageSchemaText } = (await compiled("package-schema")) as typeof import("./schema/package-schema.mts");
const { functionTypes } = (await compiled("function-types")) as typeof import("./schema/function-types.mts");

writeFileSync(new URL("schema.json", root), packageSchemaText());
mkdirSync(new URL("provider/functions/results/", root), { recursive: true });
for (const [path, text] of Object.entries(functionTypes())) writeFileSync(new URL(path, root), text);
