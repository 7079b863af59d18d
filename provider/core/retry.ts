/** One loop for all retries, polls and waits: attempts with pauses in between, until a deadline. */
import type { Clock } from "./clock.js";
import { BackupError } from "./errors.js";

/** The part of `AbortSignal` that a wait needs and that the signal type of Azure's SDK has too. */
interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The last attempt: its result, or its error. */
export type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: unknown };

/** The conditions, the pauses and the limit of a retry loop. */
export interface Retry<T> {
  readonly clock: Clock;
  /** Whether a result ends the retries. By default every result does. */
  readonly until?: (value: T) => boolean;
  /** Whether an error is retried. By default none is. */
  readonly retryOn?: (error: unknown) => boolean | Promise<boolean>;
  /** The pause after so many attempts; undefined to end the retries. */
  readonly pauseMs: (attempts: number, last: Attempt<T>) => number | undefined;
  /** How long to retry. The last attempt is made when the limit is reached. */
  readonly limitMs?: number;
  /** Ends the retries, also within a pause. */
  readonly signal?: CancelSignal | undefined;
  /** Called before each pause; `elapsedMs` includes the pause. */
  readonly onPause?: (last: Attempt<T>, elapsedMs: number) => void;
  /** The error for a result that `until` did not accept before the retries ended. By default that result is returned. */
  readonly timedOut?: (last: T) => unknown;
}

/**
 * Runs `attempt` until `until` accepts its result or `retryOn` rejects its error. If pauses, limit or signal end the retries
 * earlier, throws the last error; a last result goes to `timedOut`.
 */
export async function retryUntil<T>(attempt: () => T | Promise<T>, retry: Retry<T>): Promise<T> {
  const elapsedMs = stopwatch(retry.clock);
  for (let attempts = 1; ; attempts++) {
    const last = await attempted(attempt);
    if (!(await isRetried(last, retry))) return resultOf(last);
    const leftMs = (retry.limitMs ?? Number.POSITIVE_INFINITY) - elapsedMs();
    const pauseMs = leftMs <= 0 || retry.signal?.aborted ? undefined : retry.pauseMs(attempts, last);
    if (pauseMs === undefined) return endOf(last, retry);
    const shortenedMs = Math.min(pauseMs, leftMs);
    retry.onPause?.(last, elapsedMs() + shortenedMs);
    await pause(shortenedMs, retry);
    if (retry.signal?.aborted) return endOf(last, retry);
  }
}

function stopwatch(clock: Clock): () => number {
  const read = () => clock.elapsedMs?.() ?? clock.now().getTime();
  const startMs = read();
  return () => read() - startMs;
}

async function attempted<T>(attempt: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await attempt() };
  } catch (error) {
    return { error };
  }
}

const isRetried = <T>(last: Attempt<T>, { until, retryOn }: Retry<T>): boolean | Promise<boolean> =>
  "value" in last ? until?.(last.value) === false : (retryOn?.(last.error) ?? false);

function resultOf<T>(last: Attempt<T>): T {
  if ("value" in last) return last.value;
  throw last.error;
}

function endOf<T>(last: Attempt<T>, { signal, timedOut }: Retry<T>): T {
  if (!("value" in last)) throw last.error;
  if (signal?.aborted) throw new BackupError("TimedOut", "Timed out while waiting.");
  if (timedOut !== undefined) throw timedOut(last.value);
  return last.value;
}

/** A pause that ends early when the signal is aborted. */
async function pause<T>(ms: number, { clock, signal }: Retry<T>): Promise<void> {
  if (signal === undefined) return clock.sleep(ms);
  let abort: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
  });
  signal.addEventListener("abort", abort);
  try {
    await Promise.race([clock.sleep(ms), aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

interface Growth {
  readonly firstMs: number;
  readonly longestMs: number;
  /** The range of a random factor for each pause, so callers do not retry at the same time. */
  readonly jitter?: readonly [least: number, most: number];
}

/** Pauses that double up to `longestMs`. */
export function growingPauses({ firstMs, longestMs, jitter: [least, most] = [1, 1] }: Growth) {
  return (attempts: number): number =>
    Math.min(longestMs, firstMs * 2 ** (attempts - 1)) * (least + Math.random() * (most - least));
}

/** Exactly these pauses; the retries end after them. */
export const fixedPauses =
  (pausesMs: readonly number[]) =>
  (attempts: number): number | undefined =>
    pausesMs[attempts - 1];
