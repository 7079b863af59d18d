/** Azure answers two writes to one vault, or to one VM, with "another operation is in progress"; here the second waits. */

export interface Queue {
  /** Runs `work` after all that was queued before it under the same key. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(key, mine);
      const forget = () => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(forget, forget);
      return mine;
    },
  };
}

/** Many of one key at the same time, and no more than that: Azure Backup throttles who writes all items of a vault at once. */
export interface Gate {
  /** Runs `work` as soon as fewer than the limit of the same key run; who waits longest goes first. */
  pass<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createGate(limit: number): Gate {
  const running = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const enter = async (key: string): Promise<void> => {
    const inside = running.get(key) ?? 0;
    if (inside < limit) return void running.set(key, inside + 1);
    await new Promise<void>((go) => waiting.set(key, [...(waiting.get(key) ?? []), go]));
  };
  const leave = (key: string): void => {
    const [next, ...others] = waiting.get(key) ?? [];
    waiting.set(key, others);
    // The place goes to who waits, else it is free.
    if (next !== undefined) next();
    else running.set(key, (running.get(key) ?? 1) - 1);
  };
  return {
    pass: async (key, work) => {
      await enter(key);
      try {
        return await work();
      } finally {
        leave(key);
      }
    },
  };
}
