import assert from "node:assert/strict";
import type sinon from "sinon";
import { asCall } from "../../../provider/core/call.js";
import { heardIn } from "../kinds/listening.js";
import { type Answer, fakeTimers, scripted, withoutPauses } from "./scripted-azure.js";

const unavailable = (seconds: number) => ({
  status: 503,
  headers: { "retry-after": String(seconds) },
  body: { error: { code: "ServiceUnavailable", message: "Try again." } },
});
const throttled = (seconds: number) => ({
  status: 429,
  headers: { "retry-after": String(seconds) },
  body: { error: { code: "TooManyRequests", message: "Slow down." } },
});
const done = { status: 200, body: { id: "/vaults/v" } };

describe("a request that Azure throttles", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  const deadline = () => ({
    signal: new AbortController().signal,
    follow: () => undefined,
    limit: "30m (timeouts.update)",
  });

  /** What is reported while a vault is written over these replies. */
  const reported = (...answers: readonly Answer[]) =>
    heardIn(() => {
      const { arm } = scripted(...answers);
      const write = () => arm.write({ method: "PUT", path: "/vaults/v", apiVersion: "1", body: {} });
      return asCall({ deadline: deadline() }, () => withoutPauses(timers, write()));
    });

  it("for more than a minute is reported once at the resource, before it is waited for", async () => {
    const text =
      "Waiting for Azure for more than a minute: PUT /vaults/v was refused: Slow down (Azure's code: TooManyRequests). The request is retried until Azure accepts it, for at most 30m (timeouts.update).";

    assert.deepEqual(await reported(throttled(600), done), [text]);
    assert.deepEqual(await reported(throttled(40), throttled(40), throttled(40), throttled(40), done), [text]);
  });

  it("while it is unavailable is not promised more attempts than the four that are made", async () => {
    const text =
      "Waiting for Azure for more than a minute: PUT /vaults/v was refused: Try again (Azure's code: ServiceUnavailable). The request is retried a few more times.";

    assert.deepEqual(await reported(unavailable(40), unavailable(40), done), [text]);
  });

  it("for less is not reported", async () => {
    assert.deepEqual(await reported(throttled(20), throttled(20), done), []);
  });
});
