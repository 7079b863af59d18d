/** Work that a door does by itself, again and again while it is open. */

export interface Ticking {
  /** Ends it; resolves when what was under way is done. */
  stop(): Promise<void>;
}

/** Does `work` every so many milliseconds, never twice at once. What it throws goes to `failed`, and the next turn comes all the same. */
export function everyMs(ms: number, work: () => Promise<void>, failed: (error: unknown) => void): Ticking {
  let underWay: Promise<void> | undefined;
  const turn = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed(error);
    }
    underWay = undefined;
  };
  const timer = setInterval(() => {
    underWay ??= turn();
  }, ms);
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
