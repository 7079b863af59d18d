/** The time of day. `machineClock` is its only source: no other file calls `Date.now`. */
import { machineClock, type RetryClock } from "../core/retry.js";

export interface Clock extends RetryClock {
  now(): Date;
  /** Resolves after `ms` milliseconds of the machine's time. */
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = machineClock;

/** A clock that runs ahead of another by `offsetMs()`, which is called at each reading. */
export const shiftedClock = (clock: Clock, offsetMs: () => number): Clock => ({
  ...clock,
  now: () => new Date(clock.now().getTime() + offsetMs()),
  sleep: (ms) => clock.sleep(ms),
});
