// Tests of ownership: every situation for every kind over the RPCs of the real provider process, then each situation once with the
// real Pulumi CLI, with kills at every write and at random times: `npm run test:situations [-- --grep TEXT]`.
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
