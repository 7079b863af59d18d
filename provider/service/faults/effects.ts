/** What a fault does to the process that answers. */
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Crash } from "./fault.js";

/** The ways of a fault into the world; a test gives its own. */
export interface FaultEffects {
  /** Ends the process; does not return. */
  readonly end: (fault: Crash) => never;
  /** Resolves after that many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Ends this process as SIGKILL does, and before it the one that the fault names: nothing is flushed, nobody is told. */
function end({ andProcessOf }: Crash): never {
  if (andProcessOf !== undefined) process.kill(Number(readFileSync(andProcessOf, "utf8")), "SIGKILL");
  process.kill(process.pid, "SIGKILL");
  return process.exit(137);
}

export const processEffects: FaultEffects = { end, sleep: (ms, signal) => setTimeout(ms, undefined, { signal }) };
