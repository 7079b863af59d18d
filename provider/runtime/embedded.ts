/** The embedded Azure of a home folder, put together from its parts. */

import { join } from "node:path";
import type { Fetch } from "../arm/fetch.js";
import { type Clock, systemClock } from "../core/clock.js";
import { openHome } from "../core/home.js";
import type { Log } from "../core/log.js";
import type { Fault } from "../service/faults/index.js";
import { clockOffsetMs, createService, type Pace } from "../service/index.js";
import type { Durability } from "../service/store/database.js";
import { openStore, type Store } from "../service/store/store.js";

export interface EmbeddedOptions {
  /** The home folder; made where it is missing. */
  readonly home: string;
  readonly log: Log;
  readonly pace?: Pace;
  readonly clock?: Clock;
  /** Whether a write waits for the disk: default `full`. `none` is several times faster, for temporary homes. */
  readonly durability?: Durability;
  /** The fault plan of the service from its first call on; it can be changed at `/_azvb/faults`. */
  readonly faults?: readonly Fault[];
}

export interface EmbeddedAzure {
  readonly fetch: Fetch;
  readonly store: Store;
  /** Moves on what is due of all long-running work, as a read of it would. Throws what the store throws. */
  settle(): Promise<void>;
  /** The time that it lives in: that of the machine, and what its clock was moved on by. Throws what the store throws. */
  now(): Promise<Date>;
  /** Closes the store once all calls that began before have ended. */
  close(): Promise<void>;
}

/** Opens the embedded Azure of a home. Throws `HomeUnusable` or `StoreUnusable`, naming the folder or file and what to do. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedAzure> {
  const clock = options.clock ?? systemClock;
  const store = await openStore(join(openHome(options.home), "azure.sqlite"), clock, options.durability);
  const { pace = { kind: "instant" }, log, faults = [] } = options;
  const service = createService({ store, clock, pace, log, faults });
  return {
    fetch: service.fetch,
    store,
    settle: () => service.settleDue(),
    now: async () => new Date(clock.now().getTime() + (await store.read(clockOffsetMs))),
    close: () => store.close(),
  };
}
