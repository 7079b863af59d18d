// The control of a soak: `node control.mts FOLDER SECONDS`. Measures the event loop of a process that only appends to a file
// and flushes it to the disk, as a commit does.
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import type { Control } from "./load.mts";

const [folder = "", seconds] = process.argv.slice(2);
const PAGES = Buffer.alloc(4 * 4096);
const BETWEEN_MS = 2;

const file = openSync(join(folder, "control"), "w");
const until = performance.now() + Number(seconds) * 1000;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
while (performance.now() < until) {
  writeSync(file, PAGES, 0, PAGES.length, 0);
  fdatasyncSync(file);
  await setTimeout(BETWEEN_MS);
}
delay.disable();
closeSync(file);

const control: Control = { blockedMs: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 } };
process.stdout.write(`${JSON.stringify(control)}\n`);
