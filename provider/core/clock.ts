/** The time of day, and pauses. `systemClock` is the only source of time: no other file calls `Date.now`. */

export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds of the machine's time. */
  sleep(ms: number): Promise<void>;
  /** Milliseconds since a fixed moment, whatever happens to the time of day. `now` is used where it is missing. */
  readonly elapsedMs?: () => number;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  elapsedMs: () => performance.now(),
};

/** A clock that runs ahead of another by `offsetMs()`, which is called at each reading. */
export const shiftedClock = (clock: Clock, offsetMs: () => number): Clock => ({
  ...clock,
  now: () => new Date(clock.now().getTime() + offsetMs()),
  sleep: (ms) => clock.sleep(ms),
});
