/**
 * The deadline of a create, an update or a delete. After it no request is sent; Azure continues what it has accepted. The
 * next run makes the same write again, and where that meets the operation that still runs, it waits for it: so no operation
 * has to be remembered.
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
  /** The input `timeouts` as it is declared: `{ create: "2h" }`. */
  readonly timeouts?: Json | undefined;
  /** How long this call is waited for where nothing is declared, where that is not what its type usually takes. */
  readonly usual?: string | undefined;
}

type Waits = Readonly<Record<Verb, string>>;

const HOURS: Waits = { create: "2h", update: "2h", delete: "2h" };
const HALF_HOURS: Waits = { create: "30m", update: "30m", delete: "30m" };

/** By ARM type, in lower case. Source: what Azure's other providers wait, and their users' complaints. */
const USUAL: ReadonlyMap<string, Waits> = new Map([
  ["microsoft.recoveryservices/vaults", HOURS],
  ["microsoft.recoveryservices/vaults/backuppolicies", HALF_HOURS],
  ["microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems", { ...HOURS, delete: "80m" }],
  // A copy from another region moves all that is used of a disk.
  ["microsoft.compute/snapshots", { create: "24h", update: "30m", delete: "30m" }],
  ["microsoft.compute/virtualmachines/extensions", HALF_HOURS],
]);

/** The longest time that a timer of the machine can run. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The timeout of a call in milliseconds. Throws `InvalidInput` for a text that is no duration. */
export function timeoutMs({ id, verb, timeouts, usual }: Wait): number {
  const type = typeOf(id).toLowerCase();
  return parseDurationMs(textAt(timeouts, verb) ?? usual ?? (USUAL.get(type) ?? HOURS)[verb]);
}

/**
 * Runs `work` with a deadline. Throws `TimedOut` when it is reached, at once, whatever `work` waits for; from then on the
 * requests that `work` still wants to send are refused.
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
  const what = `The ${verb} of ${typeOf(id)} ${nameOf(id)} was not done after ${durationText(ms)}`;
  const state = running === undefined ? "Azure continues what it has accepted" : `Azure still works on ${running}`;
  return new BackupError(
    "TimedOut",
    `${what}: ${state}. Nothing is lost: the next pulumi up (or destroy) waits for it again. To wait longer, declare timeouts: { ${verb}: "${durationText(ms * 2)}" }.`,
  );
}
