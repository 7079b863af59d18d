/** Writes in turn: one at a time for each vault and each VM, again while Azure is busy with it. */
import type { ArmClient } from "../arm/client.js";
import { idKey } from "../arm/resource-id.js";
import type { Clock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { createGate, createQueue } from "./queue.js";
import { whileBusy } from "./retry.js";

export interface Turns {
  /** Runs a write when it is this resource's turn; `id` is a vault's, a VM's, or lies below one. */
  at<T>(id: string, work: () => Promise<T>): Promise<T>;
}

/** Items of one vault that are written at the same time; the number is ours, since Azure names none and throttles beyond it. */
const ITEMS_AT_ONCE = 20;

export function createTurns(clock: Clock): Turns {
  const queue = createQueue();
  const gate = createGate(ITEMS_AT_ONCE);
  return {
    at: (id, work) =>
      queue.run(turnKey(id), () => {
        const vault = /^(.*)\/backupfabrics\//.exec(idKey(id))?.[1];
        const written = () => whileBusy(clock, work);
        return vault === undefined ? written() : gate.pass(vault, written);
      }),
  };
}

/** What shares a turn: all of a VM, the vault itself and its policies, and each protected item of a vault for itself. */
export function turnKey(id: string): string {
  const key = idKey(id);
  return /^.*\/protecteditems\/[^/]+/.exec(key)?.[0] ?? /^.*\/(vaults|virtualmachines)\/[^/]+/.exec(key)?.[0] ?? key;
}

/** A delete that is idempotent: what is gone already is gone. */
export async function deleteOnce(arm: ArmClient, id: string, apiVersion: string): Promise<void> {
  try {
    await arm.write({ method: "DELETE", path: id, apiVersion });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
