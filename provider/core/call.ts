/**
 * The context of a call of Pulumi: its deadline, and the listeners for its warnings and writes. It follows the promises
 * of the call, so handlers, queues and the ARM client do not have to pass it as a parameter.
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** The deadline of a call. */
export interface Deadline {
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
  /** Takes the request that Azure has accepted and still runs, such as `PUT /subscriptions/…`; undefined when it has ended. */
  follow(accepted: string | undefined): void;
  /** The timeout and the input that sets it, such as `2h (timeouts.create)`. */
  readonly limit?: string;
}

export interface Call {
  readonly deadline?: Deadline;
  readonly warn?: (text: string) => void;
  /** Called before a write is sent and before each retry. If it throws, the write is not sent. */
  readonly sending?: () => void;
  /** Called after each attempt of a write with the HTTP status, or undefined if there was no response. */
  readonly attempted?: (status: number | undefined) => void;
}

const calls = new AsyncLocalStorage<Call>();

/** Runs `work` within the current call, with `more` added to its context. */
export const asCall = <T>(more: Call, work: () => T): T => calls.run({ ...calls.getStore(), ...more }, work);

/** The deadline of the current call, if it has one. */
export const currentDeadline = (): Deadline | undefined => calls.getStore()?.deadline;

/** The listener for warnings of the current call; undefined if there is none. */
export const currentWarn = (): Call["warn"] => calls.getStore()?.warn;

/** Reports a warning at the resource of the current call. Does nothing outside a call. */
export const warn = (text: string): void => calls.getStore()?.warn?.(text);

/** Reports that a write is about to be sent. */
export const reportSending = (): void => calls.getStore()?.sending?.();

/** Reports how an attempt of a write ended: its HTTP status, or undefined if there was no response. */
export const reportAttempt = (status: number | undefined): void => calls.getStore()?.attempted?.(status);
