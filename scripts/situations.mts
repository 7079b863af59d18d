// Who owns a live resource, in each situation once, and random kills, under the real Pulumi CLI: `npm run test:situations [-- --grep TEXT]`.
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runTests } from "./test-run.mts";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values } = parseArgs({ options: { grep: { type: "string" } } });
const files = globSync("dist/test/situations/*.test.js", { cwd: root });

runTests(
  files.sort().map((file) => `${root}${file}`),
  values.grep,
);
