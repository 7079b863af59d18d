/** Serializes writes: one at a time for each vault and each VM, with retries while Azure is busy. */
import type { ArmClient } from "../arm/client.js";
import { idKey } from "../arm/resource-id.js";
import type { Clock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { createGate, createQueue } from "./queue.js";
import { whileBusy } from "./retry.js";

export interface Turns {
  /** Runs a write after all earlier writes to the same vault or VM; `id` is its id, or one below it. */
  at<T>(id: string, work: () => Promise<T>): Promise<T>;
}

/** The largest number of parallel writes to items of one vault. Azure documents no limit but throttles above some number. */
const PARALLEL_ITEMS = 20;

export function createTurns(clock: Clock): Turns {
  const queue = createQueue();
  const gate = createGate(PARALLEL_ITEMS);
  return {
    at: (id, work) =>
      queue.run(turnKey(id), () => {
        const vault = /^(.*)\/backupfabrics\//.exec(idKey(id))?.[1];
        const write = () => whileBusy(clock, work);
        return vault === undefined ? write() : gate.pass(vault, write);
      }),
  };
}

/** The key of writes that must not run in parallel: a VM with its children, a vault with its policies, or one protected item. */
export function turnKey(id: string): string {
  const key = idKey(id);
  return /^.*\/protecteditems\/[^/]+/.exec(key)?.[0] ?? /^.*\/(vaults|virtualmachines)\/[^/]+/.exec(key)?.[0] ?? key;
}

/** An idempotent delete: does nothing if the resource is missing. */
export async function deleteOnce(arm: ArmClient, id: string, apiVersion: string): Promise<void> {
  try {
    await arm.write({ method: "DELETE", path: id, apiVersion });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
