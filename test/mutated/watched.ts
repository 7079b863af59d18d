/** Mutated requests in a process of their own, which is ended if it hangs. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isJsonObject } from "../../provider/core/json.js";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import type { Report } from "./run.js";

/** The watchdog does not measure: it only ends a process that prints nothing for this long. */
const HUNG_AFTER_MS = 60_000;

export const SEED = 20_261_130;

/** Sends mutated requests. Throws if the process ends without a report or hangs. */
export async function watchedRun(requests: number, seed: number): Promise<Report> {
  const program = join(checkoutFolder(), "dist", "test", "mutated", "main.js");
  const child = spawn(process.execPath, [program, String(requests), String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = "nothing";
  const end = () => child.kill("SIGKILL");
  let watchdog = setTimeout(end, HUNG_AFTER_MS);
  for await (const line of createInterface(child.stdout)) {
    clearTimeout(watchdog);
    watchdog = setTimeout(end, HUNG_AFTER_MS);
    last = line;
  }
  clearTimeout(watchdog);
  const report: unknown = last.startsWith("{") ? JSON.parse(last) : undefined;
  if (isJsonObject(report)) return report as unknown as Report;
  throw new Error(`The mutated requests with seed ${seed} hung or failed after ${last} of ${requests} requests.`);
}

/** The least share of requests that reach the handler of a subject: fewer would test only what is in front of them. */
const LEAST_REACHED = 0.4;

/** What is wrong with a run; empty if nothing is. */
export function faultsOf({ requests, reached, broken }: Report): string[] {
  const few = reached < LEAST_REACHED * requests;
  return [...broken, ...(few ? [`only ${reached} of ${requests} requests reached the handler of a subject`] : [])];
}
