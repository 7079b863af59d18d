/** An Azure that answers from a script, one answer a call, and keeps what it was asked. */
import sinon from "sinon";
import { type ArmClient, createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: object | string;
}

export interface Scripted {
  readonly arm: ArmClient;
  /** What was asked, such as `GET /subscriptions/s?api-version=1`, in order. */
  readonly asked: string[];
  /** The bodies that came with it. */
  readonly sent: unknown[];
}

export const BASE = "https://management.azure.com";

/** A client over an Azure that gives these answers in order; a call beyond them fails. */
export function scripted(...answers: readonly Answer[]): Scripted {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    asked.push(`${request.method} ${request.url.replace(BASE, "")}`);
    const text = await request.text();
    sent.push(text === "" ? undefined : JSON.parse(text));
    const answer = answers[asked.length - 1];
    if (answer === undefined) throw new Error(`the script has no answer to ${asked.at(-1)}`);
    const body = typeof answer.body === "object" ? JSON.stringify(answer.body) : (answer.body ?? null);
    return new Response(body, { status: answer.status, headers: { ...answer.headers } });
  };
  return { arm: createArmClient(createTransport({ baseUrl: BASE, fetch })), asked, sent };
}

/** Faked timers alone: promises and streams go on by themselves. */
export const fakeTimers = (): sinon.SinonFakeTimers =>
  sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });

/** The result of work that pauses, with its pauses passed over. */
export async function withoutPauses<T>(timers: sinon.SinonFakeTimers, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone) {
    await new Promise(setImmediate);
    await timers.nextAsync();
  }
  return work;
}
