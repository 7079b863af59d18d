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

describe("a request that waits for Azure", () => {
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

  /** The warnings that are reported while a vault is written with these responses. */
  const reported = (...answers: readonly Answer[]) =>
    heardIn(() => {
      const { arm } = scripted(...answers);
      const write = () => arm.write({ method: "PUT", path: "/vaults/v", apiVersion: "1", body: {} });
      return asCall({ deadline: deadline() }, () => withoutPauses(timers, write()));
    });

  it("is reported once at the resource, before the wait, if it is throttled for more than a minute", async () => {
    const text =
      "Waiting for Azure for more than a minute: PUT /vaults/v was refused: Slow down (Azure's code: TooManyRequests). The request is retried until Azure accepts it, for at most 30m (timeouts.update).";

    assert.deepEqual(await reported(throttled(600), done), [text]);
    assert.deepEqual(await reported(throttled(40), throttled(40), throttled(40), throttled(40), done), [text]);
  });

  it("is reported with a limited number of retries if Azure is unavailable", async () => {
    const text =
      "Waiting for Azure for more than a minute: PUT /vaults/v was refused: Try again (Azure's code: ServiceUnavailable). The request is retried a few more times.";

    assert.deepEqual(await reported(unavailable(40), unavailable(40), done), [text]);
  });

  it("is not reported if it is throttled for less than a minute", async () => {
    assert.deepEqual(await reported(throttled(20), throttled(20), done), []);
  });
});
