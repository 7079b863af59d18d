/** Runs compiled test files in mocha, a file in a process of its own. The line before the last says what was skipped and why; the last counts. */
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

const seed = fileURLToPath(new URL("../dist/test/support/property-seed.js", import.meta.url));

/** Runs the files, and ends this process: servers and children of a failed test must not keep the run from ending. */
export function runTests(files: readonly string[], grep: string | undefined): void {
  const mocha = new Mocha({
    timeout: 20_000,
    reporter: "spec",
    require: [seed],
    // Tests with a real CLI run in parallel, since they mostly wait for it.
    parallel: true,
    jobs: Math.min(4, availableParallelism()),
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of files) mocha.addFile(file);
  console.log((createRequire(import.meta.url)(seed) as { seedLine(): string }).seedLine());
  const skipped: string[] = [];
  const runner = mocha.run((failures) => {
    const passed = runner.stats?.passes ?? 0;
    console.log(skipped.length === 0 ? "nothing was skipped" : `skipped: ${reasonsOf(skipped)}`);
    console.log(`${passed} passed, ${failures} failed`);
    process.exit(failures === 0 ? 0 : 1);
  });
  runner.on("pending", (test) => skipped.push(test.title));
}

/** A test that skips itself says why in its title: "… (skipped: no Go, no Pulumi CLI)". */
function reasonsOf(titles: readonly string[]): string {
  const reasons = titles.map((title) => /\(skipped: (.*)\)$/.exec(title)?.[1] ?? title);
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} because ${reason}`).join("; ");
}
