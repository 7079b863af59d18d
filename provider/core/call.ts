/**
 * What a call of Pulumi carries along with its promises, through handlers, queues and the ARM client, none of which has
 * to hand it on: who hears its warnings and the ends of its writes, and until when anybody waits for it.
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** Until when a call is waited for. */
export interface Deadline {
  /** Aborted once nobody waits any more. */
  readonly signal: AbortSignal;
  /** What Azure has accepted and works on, such as `PUT /subscriptions/…`; undefined when that is done. */
  follow(accepted: string | undefined): void;
  /** How long the call is waited for and which input decides that, such as `2h (timeouts.create)`. */
  readonly limit?: string;
}

export interface Call {
  readonly deadline?: Deadline;
  readonly warn?: (text: string) => void;
  /** Called before a write is sent, also before each repetition; where it throws, the write is not sent. */
  readonly sending?: () => void;
  /** Hears how each attempt of a write ended: its HTTP status, or undefined where no answer came. */
  readonly attempted?: (status: number | undefined) => void;
}

const calls = new AsyncLocalStorage<Call>();

/** Runs `work` as a part of the call at hand, with `more` in it. */
export const asCall = <T>(more: Call, work: () => T): T => calls.run({ ...calls.getStore(), ...more }, work);

/** The deadline of the call at hand, where it has one. */
export const currentDeadline = (): Deadline | undefined => calls.getStore()?.deadline;

/** Who hears the warnings of the call at hand; undefined where nobody does. */
export const currentWarn = (): Call["warn"] => calls.getStore()?.warn;

/** Says something to whoever declared the resource that the call at hand is for; nobody hears it where there is no call. */
export const warn = (text: string): void => calls.getStore()?.warn?.(text);

/** Reports that a write is about to be sent. */
export const reportSending = (): void => calls.getStore()?.sending?.();

/** Reports how an attempt of a write ended, to whoever keeps account of what may have reached Azure. */
export const reportAttempt = (status: number | undefined): void => calls.getStore()?.attempted?.(status);
