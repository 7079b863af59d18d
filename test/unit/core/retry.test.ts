import assert from "node:assert/strict";
import sinon from "sinon";
import { fixedPauses, growingPauses, retryUntil } from "../../../provider/core/retry.js";
import { fakeClock } from "../engine/fakes.js";

const SECOND = () => 1000;
const busy = new Error("busy");

describe("retryUntil", () => {
  it("returns the first result without a pause by default", async () => {
    const clock = fakeClock();

    assert.equal(await retryUntil(() => "done", { clock, pauseMs: SECOND }), "done");
    assert.deepEqual(clock.slept, []);
  });

  it("retries a result until it is accepted, and pauses as the last result requests", async () => {
    const clock = fakeClock();
    const read = sinon.stub<[], Promise<number>>();
    for (const [call, value] of [30, 20, 10, 0].entries()) read.onCall(call).resolves(value);

    const ended = await retryUntil(read, {
      clock,
      until: (value) => value === 0,
      pauseMs: (_, last) => ("value" in last ? last.value : undefined),
    });

    assert.equal(ended, 0);
    assert.deepEqual(clock.slept, [30, 20, 10]);
  });

  it("retries the configured errors, and throws any other error immediately", async () => {
    const work = sinon.stub<[], Promise<string>>();
    work.onCall(0).rejects(busy);
    work.onCall(1).rejects(new Error("no"));
    const retryOn = async (error: unknown) => error === busy;

    await assert.rejects(retryUntil(work, { clock: fakeClock(), retryOn, pauseMs: SECOND }), { message: "no" });
    assert.equal(work.callCount, 2);
  });

  it("throws an error immediately by default", async () => {
    const clock = fakeClock();

    await assert.rejects(
      retryUntil(() => Promise.reject(busy), { clock, pauseMs: SECOND }),
      busy,
    );
    assert.deepEqual(clock.slept, []);
  });

  it("throws the last error after the last pause", async () => {
    const clock = fakeClock();
    const work = sinon.stub<[], Promise<string>>().rejects(busy);

    await assert.rejects(retryUntil(work, { clock, retryOn: () => true, pauseMs: fixedPauses([5, 7]) }), busy);

    assert.deepEqual(clock.slept, [5, 7]);
    assert.equal(work.callCount, 3);
  });

  it("makes its last attempt when the limit is reached, and no later", async () => {
    const clock = fakeClock();
    const work = sinon.stub<[], Promise<string>>().resolves("running");
    const timedOut = (last: string) => new Error(`still ${last}`);

    await assert.rejects(retryUntil(work, { clock, until: () => false, pauseMs: () => 400, limitMs: 1000, timedOut }), {
      message: "still running",
    });

    assert.deepEqual(clock.slept, [400, 400, 200]);
    assert.equal(work.callCount, 4);
  });

  it("counts the time of each attempt, by a monotonic clock", async () => {
    let elapsedMs = 0;
    const clock = { ...fakeClock(), now: () => new Date(0), elapsedMs: () => elapsedMs };
    const work = sinon.stub<[], Promise<string>>().callsFake(async () => {
      elapsedMs += 600;
      return "running";
    });

    assert.equal(await retryUntil(work, { clock, until: () => false, pauseMs: SECOND, limitMs: 1000 }), "running");
    assert.equal(work.callCount, 2);
  });

  it("reports before each pause the time that will have elapsed after it", async () => {
    const paused: [unknown, number][] = [];
    const work = sinon.stub<[], Promise<string>>().rejects(busy);
    work.onCall(2).resolves("done");

    await retryUntil(work, {
      clock: fakeClock(),
      retryOn: () => true,
      pauseMs: SECOND,
      onPause: ({ error }, elapsedMs) => paused.push([error, elapsedMs]),
    });

    assert.deepEqual(paused, [
      [busy, 1000],
      [busy, 2000],
    ]);
  });
});

describe("retryUntil with a signal", () => {
  it("makes no further attempt once it is aborted", async () => {
    const work = sinon.stub<[], Promise<string>>().rejects(busy);
    const signal = AbortSignal.abort();

    await assert.rejects(retryUntil(work, { clock: fakeClock(), retryOn: () => true, pauseMs: SECOND, signal }), busy);
    assert.equal(work.callCount, 1);
  });

  it("ends a pause when it is aborted, makes no further attempt and removes its listener", async () => {
    const controller = new AbortController();
    const removed = sinon.spy(controller.signal, "removeEventListener");
    const work = sinon.stub<[], Promise<string>>().resolves("running");
    const clock = { now: () => new Date(0), sleep: () => new Promise<void>(() => undefined) };
    const waiting = retryUntil(work, { clock, until: () => false, pauseMs: SECOND, signal: controller.signal });

    setImmediate(() => controller.abort());

    await assert.rejects(waiting, { code: "TimedOut" });
    assert.equal(work.callCount, 1);
    assert.equal(removed.callCount, 1);
  });
});

describe("pauses", () => {
  it("double up to the longest", () => {
    const pauseMs = growingPauses({ firstMs: 1000, longestMs: 5000 });

    assert.deepEqual([1, 2, 3, 4, 400].map(pauseMs), [1000, 2000, 4000, 5000, 5000]);
  });

  it("vary by their jitter, within its bounds", () => {
    const pauseMs = growingPauses({ firstMs: 1000, longestMs: 5000, jitter: [0.5, 1] });
    const random = sinon.stub(Math, "random");
    try {
      random.returns(0);
      assert.equal(pauseMs(1), 500);
      random.returns(0.5);
      assert.equal(pauseMs(2), 1500);
    } finally {
      random.restore();
    }
  });
});
