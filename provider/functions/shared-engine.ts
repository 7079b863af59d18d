/** One engine for all calls that run at a time. It is released after the last call; one that holds nothing stays open. */

import type { BackupEngine } from "../engine/engine.js";
import type { Connected } from "../runtime/connect.js";

/** Runs `work` over the engine. Throws what opening it throws, and what `work` throws. */
export type WithEngine = <T>(work: (engine: BackupEngine) => Promise<T>) => Promise<T>;

/** The engine that `open` opens, again and again where it has to. */
export function sharedEngine(open: () => Promise<Connected>): WithEngine {
  let opened: Promise<Connected> | undefined;
  let asking = 0;

  const release = async (connected: Connected | undefined): Promise<void> => {
    // One that could not be opened is tried again; one that holds nothing keeps what it has signed in to.
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
