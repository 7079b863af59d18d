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
