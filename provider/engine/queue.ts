/** Azure answers two writes to one vault, or to one VM, with "another operation is in progress"; here the second waits. */

interface Queue {
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
interface Gate {
  /** Runs `work` as soon as fewer than the limit of the same key run, in the order of the calls. */
  pass<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** The keys of which something runs or waits. */
  keys(): readonly string[];
}

/** What one key holds. */
interface Place {
  running: number;
  /** A set removes its oldest member without moving the others. */
  readonly waiting: Set<() => void>;
}

export function createGate(limit: number): Gate {
  const places = new Map<string, Place>();
  const enter = async (key: string): Promise<void> => {
    const place = places.get(key) ?? { running: 0, waiting: new Set() };
    places.set(key, place);
    if (place.running >= limit) return new Promise<void>((go) => void place.waiting.add(go));
    place.running++;
  };
  const leave = (key: string): void => {
    const place = places.get(key);
    if (place === undefined) return;
    const [next] = place.waiting;
    if (next === undefined) place.running--;
    else {
      // The next one takes over the place, so the count stays.
      place.waiting.delete(next);
      next();
    }
    if (place.running === 0) places.delete(key);
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
    keys: () => [...places.keys()],
  };
}
