// Runs the compiled tests: `npm test [-- --grep TEXT]`. The line before the last says what was skipped and why; the last counts.
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Mocha from "mocha";

const root = fileURLToPath(new URL("../", import.meta.url));
const { values, positionals: folders } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const patterns =
  folders.length === 0 ? ["dist/test/**/*.test.js"] : folders.map((folder) => `dist/test/${folder}/**/*.test.js`);

const mocha = new Mocha({
  timeout: 20_000,
  reporter: "spec",
  // A file is a process's work, so that the tests that drive a real CLI overlap; most of their time they wait for it.
  parallel: true,
  jobs: Math.min(4, availableParallelism()),
  ...(values.grep === undefined ? {} : { grep: values.grep }),
});
for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
  mocha.addFile(`${root}${file}`);

const skipped: string[] = [];
const runner = mocha.run((failures) => {
  const passed = runner.stats?.passes ?? 0;
  console.log(skipped.length === 0 ? "nothing was skipped" : `skipped: ${reasonsOf(skipped)}`);
  console.log(`${passed} passed, ${failures} failed`);
  // Servers and children of a failed test must not keep the run from ending.
  process.exit(failures === 0 ? 0 : 1);
});
runner.on("pending", (test) => skipped.push(test.title));

/** A test that skips itself says why in its title: "… (skipped: no Go, no Pulumi CLI)". */
function reasonsOf(titles: readonly string[]): string {
  const reasons = titles.map((title) => /\(skipped: (.*)\)$/.exec(title)?.[1] ?? title);
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} because ${reason}`).join("; ");
}
