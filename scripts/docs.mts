// Writes the generated pages of docs/: `npm run docs`. A test compares them with the committed files.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const { pages } = (await import(new URL("dist/scripts/docs/pages.mjs", root).href)) as {
  pages: () => Readonly<Record<string, string>>;
};
for (const [path, text] of Object.entries(pages())) {
  const file = fileURLToPath(new URL(path, root));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
