/** Opens the embedded Azure of a home folder. */
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
  /** The home folder; created if it is missing. */
  readonly home: string;
  readonly log: Log;
  readonly pace?: Pace;
  readonly clock?: Clock;
  /** Whether a write waits for the disk. Default `full`. `none` is several times faster, for temporary homes. */
  readonly durability?: Durability;
  /** The initial fault plan; it can be changed at `/_azvb/faults`. */
  readonly faults?: readonly Fault[];
  /** Regions in addition to those of `rules/shared/region-list.ts`. */
  readonly regions?: readonly string[];
}

export interface EmbeddedAzure {
  readonly fetch: Fetch;
  readonly store: Store;
  /** Completes all long-running work that is due, as a read of it would. Throws the store's errors. */
  settle(): Promise<void>;
  /** The simulator's time: the machine's time plus the offset of its clock. Throws the store's errors. */
  now(): Promise<Date>;
  /** Closes the store after all running calls. */
  close(): Promise<void>;
}

/** Opens the embedded Azure of a home. Throws `HomeUnusable` or `StoreUnusable`. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedAzure> {
  const clock = options.clock ?? systemClock;
  const store = await openStore(join(openHome(options.home), "azure.sqlite"), clock, options.durability);
  const { pace = { kind: "instant" }, log, faults = [], regions = [] } = options;
  const service = createService({ store, clock, pace, log, faults, regions });
  return {
    fetch: service.fetch,
    store,
    settle: () => service.settleDue(),
    now: async () => new Date(clock.now().getTime() + (await store.read(clockOffsetMs))),
    close: () => store.close(),
  };
}
