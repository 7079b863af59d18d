import assert from "node:assert/strict";
import sinon from "sinon";
import { shiftedClock, systemClock } from "../../../provider/core/clock.js";

describe("the clock", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: new Date("2024-04-28T06:00:00Z") });
  });
  afterEach(() => timers.restore());

  it("is that of the machine", async () => {
    const slept = systemClock.sleep(90_000).then(() => systemClock.now().toISOString());

    await timers.tickAsync(90_000);

    assert.equal(await slept, "2024-04-28T06:01:30.000Z");
  });

  it("runs ahead by an offset that is evaluated at each reading", () => {
    let offsetMs = 0;
    const clock = shiftedClock(systemClock, () => offsetMs);
    const before = clock.now().toISOString();

    offsetMs = 86_400_000;

    assert.equal(before, "2024-04-28T06:00:00.000Z");
    assert.equal(clock.now().toISOString(), "2024-04-29T06:00:00.000Z");
  });

  it("sleeps by the machine's time even when it runs ahead", async () => {
    const clock = shiftedClock(systemClock, () => 86_400_000);
    let awake = false;
    const sleeping = clock.sleep(1000).then(() => {
      awake = true;
    });

    await timers.tickAsync(999);
    assert.equal(awake, false);
    await timers.tickAsync(1);
    await sleeping;
    assert.equal(awake, true);
  });
});
