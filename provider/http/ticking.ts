/** Periodic work of a server. */

export interface Ticking {
  /** Stops; resolves when running work has ended. */
  stop(): Promise<void>;
}

/** Runs `work` every `ms` milliseconds, never in parallel. Errors go to `failed` and do not stop it. */
export function everyMs(ms: number, work: () => Promise<void>, failed: (error: unknown) => void): Ticking {
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed(error);
    }
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= run();
  }, ms);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
