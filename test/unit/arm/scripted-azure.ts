/** A fake Azure that returns scripted responses, one per request, and records the requests. */
import sinon from "sinon";
import { type ArmClient, createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent unchanged. */
  readonly body?: object | string;
}

export interface Scripted {
  readonly arm: ArmClient;
  /** The requests, such as `GET /subscriptions/s?api-version=1`, in order. */
  readonly asked: string[];
  /** The bodies of the requests. */
  readonly sent: unknown[];
}

export const BASE = "https://management.azure.com";

/** A client over a fake Azure that returns these responses in order; any further request fails. */
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

/** Fakes only the timers; promises and streams are not affected. */
export const fakeTimers = (): sinon.SinonFakeTimers =>
  sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });

/** Runs work to its end, skips its pauses, and returns its result. */
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
