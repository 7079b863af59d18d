// Runs the compiled tests but those of `npm run test:situations`: `npm test [-- FOLDER…] [-- --grep TEXT]`.
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runTests } from "./test-run.mts";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values, positionals: folders } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const patterns =
  folders.length === 0 ? ["dist/test/**/*.test.js"] : folders.map((folder) => `dist/test/${folder}/**/*.test.js`);
/** Who owns a resource, in every situation, takes minutes by itself. */
const OF_SITUATIONS = /^dist\/test\/(situations|ownership)\//;
const isNamed = (file: string): boolean => folders.length > 0 || !OF_SITUATIONS.test(file);
const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).filter(isNamed);

runTests(
  files.sort().map((file) => `${root}${file}`),
  values.grep,
);
