// Measures speed and memory of this package and of the baseline: `npm run bench [-- NAME…]`. A missed target is reported, but is not an error.
import { cpus, loadavg } from "node:os";
import type { Bench } from "./bench.mts";
import { providerBench } from "./provider.mts";
import { progress } from "./rounds.mts";
import { serviceBench } from "./service.mts";
import { headerLine, rowLine } from "./table.mts";
import { testsBench } from "./tests.mts";
import { checkpointsBench, upBench } from "./up.mts";

/** The tests come last: they build again. */
const BENCHES: readonly Bench[] = [upBench, checkpointsBench, providerBench, serviceBench, testsBench];
const NAMES = BENCHES.flatMap(({ names }) => names);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown benchmark ${unknown.join(", ")}. Known benchmarks: ${NAMES.join(", ")}.`);
    return 1;
  }
  const asked = new Set(names.length === 0 ? NAMES : names);
  progress(
    `${cpus().length} CPUs, load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}`,
  );
  console.log(headerLine());
  for (const bench of BENCHES) {
    if (bench.names.some((name) => asked.has(name))) await runBench(bench, asked);
  }
  return 0;
}

async function runBench(bench: Bench, asked: ReadonlySet<string>): Promise<void> {
  try {
    await bench.run(asked, (row) => console.log(rowLine(row)));
  } catch (error) {
    const [why = "", ...more] = (error instanceof Error ? error.message : String(error)).split("\n");
    for (const line of more) progress(line);
    for (const what of bench.names.filter((name) => asked.has(name))) console.log(rowLine({ what, why }));
  }
}

// Some measured parts keep the process alive by design.
process.exit(await main(process.argv.slice(2)));
