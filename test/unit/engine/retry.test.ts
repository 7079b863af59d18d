import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { isBusy, whileBusy } from "../../../provider/engine/retry.js";
import { fakeClock } from "./fakes.js";

const refusal = (azureCode: string) => new BackupError("Conflict", `refused: ${azureCode}`, { azureCode });

describe("a write that finds Azure busy", () => {
  it("is made again until Azure is free", async () => {
    const clock = fakeClock();
    const work = sinon.stub<[], Promise<string>>();
    work.onCall(0).rejects(refusal("AnotherOperationInProgress"));
    work.onCall(1).rejects(refusal("BMSUserErrorObjectLocked"));
    work.onCall(2).resolves("done");

    assert.equal(await whileBusy(clock, work), "done");

    assert.equal(work.callCount, 3);
    assert.equal(clock.slept.length, 2);
  });

  it("waits longer each time, up to a minute, with jitter", async () => {
    const clock = fakeClock();
    const work = sinon.stub<[], Promise<never>>().rejects(refusal("CloudConflictingOperation"));

    await assert.rejects(whileBusy(clock, work), { azureCode: "CloudConflictingOperation" });

    const longest = [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
    assert.equal(work.callCount, 8);
    assert.deepEqual(
      clock.slept.map((ms, index) => ms >= (longest[index] ?? 0) / 2 && ms <= (longest[index] ?? 0)),
      Array(7).fill(true),
    );
  });

  it("is not made again for another refusal", async () => {
    const work = sinon.stub<[], Promise<never>>().rejects(refusal("BMSUserErrorPolicyObjectInUse"));

    await assert.rejects(whileBusy(fakeClock(), work), { azureCode: "BMSUserErrorPolicyObjectInUse" });

    assert.equal(work.callCount, 1);
  });

  it("is not made again for an error that is not Azure's", async () => {
    const work = sinon.stub<[], Promise<never>>().rejects(new Error("AnotherOperationInProgress"));

    await assert.rejects(whileBusy(fakeClock(), work), { message: "AnotherOperationInProgress" });

    assert.equal(work.callCount, 1);
  });

  it("is known by Azure's codes alone", () => {
    assert.equal(isBusy(refusal("RetryableError")), true);
    assert.equal(isBusy(refusal("OperationNotAllowedOnResourceInTransition")), true);
    assert.equal(isBusy(refusal("ConflictingConcurrentWriteNotAllowed")), true);
    assert.equal(isBusy(new BackupError("Conflict", "busy")), false);
    assert.equal(isBusy("busy"), false);
  });
});
