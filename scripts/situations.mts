// Who owns a live resource: every situation for every kind over the RPCs of the real provider process, then each once, with kills of
// every write and at random moments, under the real Pulumi CLI: `npm run test:situations [-- --grep TEXT]`.
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runTests } from "./test-run.mts";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values } = parseArgs({ options: { grep: { type: "string" } } });
const files = globSync(["dist/test/situations/*.test.js", "dist/test/ownership/*.test.js"], { cwd: root });

runTests(
  files.sort().map((file) => `${root}${file}`),
  values.grep,
);
