/**
 * Runs compiled tests: `npm test [-- FOLDER…] [-- --grep TEXT]`. Without a folder it runs all except those of
 * `npm run test:situations`. `npm run test:cli` runs the tests with the real Pulumi CLI, `npm run test:quick` the others.
 */
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runTests } from "./test-run.mts";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values, positionals: folders } = parseArgs({
  options: { grep: { type: "string" }, without: { type: "string", multiple: true } },
  allowPositionals: true,
});
/** The tests of ownership in every situation take minutes. */
const OF_SITUATIONS = ["situations", "ownership"];
const without = [...(folders.length === 0 ? OF_SITUATIONS : []), ...(values.without ?? [])];
const patterns = folders.length === 0 ? ["**"] : folders.map((folder) => `${folder}/**`);
const files = patterns
  .flatMap((pattern) => globSync(`dist/test/${pattern}/*.test.js`, { cwd: root }))
  .filter((file) => !without.some((folder) => file.startsWith(`dist/test/${folder}/`)));

runTests(
  [...new Set(files)].sort().map((file) => `${root}${file}`),
  values.grep,
);
