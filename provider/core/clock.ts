/** The time that everything asks for; nobody calls `Date.now` but this file. */

export interface Clock {
  now(): Date;
  /** Resolves after that many milliseconds of the machine's time. */
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A clock that runs ahead of another by `offsetMs()`, asked anew at each reading. */
export const shiftedClock = (clock: Clock, offsetMs: () => number): Clock => ({
  now: () => new Date(clock.now().getTime() + offsetMs()),
  sleep: (ms) => clock.sleep(ms),
});
