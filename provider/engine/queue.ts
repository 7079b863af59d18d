/** Queues writes: Azure refuses a second write to a vault or VM with "another operation is in progress". */

interface Queue {
  /** Runs `work` after all earlier work with the same key. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const previous = last.get(key) ?? Promise.resolve();
      const current = previous.then(work, work);
      last.set(key, current);
      const forget = () => {
        if (last.get(key) === current) last.delete(key);
      };
      current.then(forget, forget);
      return current;
    },
  };
}

/** Limits parallel work per key: Azure Backup throttles a client that writes all items of a vault at the same time. */
interface Gate {
  /** Runs `work`, in the order of the calls, when less work than the limit runs with the same key. */
  pass<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** The keys with running or waiting work. */
  keys(): readonly string[];
}

/** The work of one key. */
interface Slots {
  running: number;
  /** A set removes its oldest member without moving the others. */
  readonly waiting: Set<() => void>;
}

export function createGate(limit: number): Gate {
  const slotsOf = new Map<string, Slots>();
  const enter = async (key: string): Promise<void> => {
    const slots = slotsOf.get(key) ?? { running: 0, waiting: new Set() };
    slotsOf.set(key, slots);
    if (slots.running >= limit) return new Promise<void>((start) => void slots.waiting.add(start));
    slots.running++;
  };
  const leave = (key: string): void => {
    const slots = slotsOf.get(key);
    if (slots === undefined) return;
    const [next] = slots.waiting;
    if (next === undefined) slots.running--;
    else {
      // The next one uses the free slot, so the count does not change.
      slots.waiting.delete(next);
      next();
    }
    if (slots.running === 0) slotsOf.delete(key);
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
    keys: () => [...slotsOf.keys()],
  };
}
