/**
 * The timeout of a create, an update or a delete. After it no request is sent; Azure continues accepted operations. The
 * next run sends the same write again and waits while an earlier operation still runs, so operations need not be recorded.
 */
import { nameOf, typeOf } from "../arm/resource-id.js";
import { asCall } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { type Json, textAt } from "../core/json.js";
import { durationText, parseDurationMs } from "../time/durations.js";

export type Verb = "create" | "update" | "delete";

export interface Wait {
  /** The ARM id of the resource. */
  readonly id: string;
  readonly verb: Verb;
  /** The input `timeouts`: `{ create: "2h" }`. */
  readonly timeouts?: Json | undefined;
}

type Timeouts = Readonly<Record<Verb, string>>;

const TWO_HOURS: Timeouts = { create: "2h", update: "2h", delete: "2h" };
const HALF_HOUR: Timeouts = { create: "30m", update: "30m", delete: "30m" };

/** Defaults by ARM type, in lower case. Source: the defaults of Azure's other providers, and issues of their users. */
const DEFAULTS: ReadonlyMap<string, Timeouts> = new Map([
  ["microsoft.recoveryservices/vaults", TWO_HOURS],
  ["microsoft.recoveryservices/vaults/backuppolicies", HALF_HOUR],
  [
    "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
    { ...TWO_HOURS, delete: "80m" },
  ],
  // A copy from another region transfers all used data of a disk.
  ["microsoft.compute/snapshots", { create: "24h", update: "30m", delete: "30m" }],
  ["microsoft.compute/virtualmachines/extensions", HALF_HOUR],
]);

/** The largest delay of `setTimeout`. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The timeout of a call in milliseconds. Throws `InvalidInput` for a string that is not a duration. */
export function timeoutMs({ id, verb, timeouts }: Wait): number {
  const type = typeOf(id).toLowerCase();
  return parseDurationMs(textAt(timeouts, verb) ?? (DEFAULTS.get(type) ?? TWO_HOURS)[verb]);
}

/**
 * Runs `work` with a deadline. Throws `TimedOut` at the deadline, whatever `work` waits for; after it, `work` can send no
 * more requests.
 */
export async function withTimeout<T>(wait: Wait, work: () => Promise<T>): Promise<T> {
  const ms = timeoutMs(wait);
  const controller = new AbortController();
  let running: string | undefined;
  const deadline = {
    signal: controller.signal,
    follow: (accepted: string | undefined) => {
      running = accepted;
    },
    limit: `${durationText(ms)} (timeouts.${wait.verb})`,
  };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(timedOut(wait, ms, running));
        controller.abort();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
  });
  try {
    return await Promise.race([asCall({ deadline }, work), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut({ id, verb }: Wait, ms: number, running: string | undefined): BackupError {
  const what = `The ${verb} of ${typeOf(id)} ${nameOf(id)} timed out after ${durationText(ms)}`;
  const state = running === undefined ? "Azure continues accepted operations" : `Azure still runs ${running}`;
  return new BackupError(
    "TimedOut",
    `${what}. ${state}; the next pulumi up or pulumi destroy waits for it again. To wait longer, set timeouts: { ${verb}: "${durationText(ms * 2)}" }.`,
  );
}
