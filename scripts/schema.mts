// Writes schema.json from the kinds: `npm run schema`. A test compares it with the committed file.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const { packageSchemaText } = (await import(new URL("dist/provider/runtime/package-schema.js", root).href)) as {
  packageSchemaText: (packageJson: string) => string;
};
writeFileSync(new URL("schema.json", root), packageSchemaText(readFileSync(new URL("package.json", root), "utf8")));
