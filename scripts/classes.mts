// Writes the resource classes from the schemas of the kinds: part of `npm run schema`. A test compares them with the committed files.
import { writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const { generatedFiles } = (await import(new URL("dist/scripts/classes/files.mjs", root).href)) as {
  generatedFiles: () => Readonly<Record<string, string>>;
};
for (const [path, text] of Object.entries(generatedFiles())) writeFileSync(new URL(path, root), text);
