/** One engine for all concurrent calls. It is released after the last call, unless it has nothing to release. */
import type { BackupEngine } from "../engine/engine.js";
import type { Connected } from "../runtime/connect.js";

/** Runs `work` over the engine. Throws what opening it throws, and what `work` throws. */
export type WithEngine = <T>(work: (engine: BackupEngine) => Promise<T>) => Promise<T>;

/** Shares the engine that `open` returns, and opens it again after a release. */
export function sharedEngine(open: () => Promise<Connected>): WithEngine {
  let opened: Promise<Connected> | undefined;
  let asking = 0;

  const release = async (connected: Connected | undefined): Promise<void> => {
    // After a failed open, the next call tries again. An engine without release stays open, which keeps its sign-in.
    if (asking > 0 || (connected !== undefined && connected.release === undefined)) return;
    opened = undefined;
    await connected?.release?.();
  };

  return async (work) => {
    asking++;
    opened ??= open();
    let connected: Connected | undefined;
    try {
      connected = await opened;
      return await work(connected.engine);
    } finally {
      asking--;
      await release(connected);
    }
  };
}
