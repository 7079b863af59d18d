import assert from "node:assert/strict";
import sinon from "sinon";
import { armError } from "../../../provider/arm/failures.js";
import { asCall } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import { isBusy, whileBusy } from "../../../provider/engine/retry.js";
import { heardIn } from "../kinds/listening.js";
import { fakeClock } from "./fakes.js";

const refusal = (azureCode: string) => new BackupError("Conflict", `refused: ${azureCode}`, { azureCode });

const answer = (status: number, code: string) => armError("PUT /p", status, { error: { code, message: "m" } }, "r");

describe("a write that finds Azure busy", () => {
  it("is retried until Azure is no longer busy", async () => {
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
    const work = sinon.stub<[], Promise<never>>().rejects(refusal("AnotherOperationInProgress"));

    await assert.rejects(whileBusy(clock, work), { azureCode: "AnotherOperationInProgress" });

    const longest = [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
    assert.equal(work.callCount, 8);
    assert.deepEqual(
      clock.slept.map((ms, index) => ms >= (longest[index] ?? 0) / 2 && ms <= (longest[index] ?? 0)),
      Array(7).fill(true),
    );
  });

  it("is not retried after another error of Azure", async () => {
    const work = sinon.stub<[], Promise<never>>().rejects(refusal("BMSUserErrorPolicyObjectInUse"));

    await assert.rejects(whileBusy(fakeClock(), work), { azureCode: "BMSUserErrorPolicyObjectInUse" });

    assert.equal(work.callCount, 1);
  });

  it("is not retried after an error that is not from Azure", async () => {
    const work = sinon.stub<[], Promise<never>>().rejects(new Error("AnotherOperationInProgress"));

    await assert.rejects(whileBusy(fakeClock(), work), { message: "AnotherOperationInProgress" });

    assert.equal(work.callCount, 1);
  });

  it("is recognized by these status and error codes", () => {
    assert.equal(isBusy(answer(409, "AnotherOperationInProgress")), true);
    assert.equal(isBusy(answer(409, "ConflictingConcurrentWriteNotAllowed")), true);
    assert.equal(isBusy(answer(409, "RetryableError")), true);
    assert.equal(isBusy(answer(400, "BMSUserErrorObjectLocked")), true);
    assert.equal(isBusy(answer(409, "BMSUserErrorObjectLocked")), true);
    assert.equal(isBusy(answer(429, "ResourceRequestsThrottled")), true);
    assert.equal(isBusy(answer(429, "TooManyRequests")), true);
  });

  it("is not recognized by any other recorded or reported status and error code", () => {
    assert.equal(isBusy(answer(400, "ServiceResourceNotEmptyWithBackendMessage")), false);
    assert.equal(isBusy(answer(400, "BMSUserErrorInvalidPolicyInput")), false);
    assert.equal(isBusy(answer(400, "BMSUserErrorPolicyObjectInUse")), false);
    assert.equal(isBusy(answer(400, "UserErrorOperationDeniedOnImmutableItem")), false);
    assert.equal(isBusy(answer(400, "CloudInvalidInputError")), false);
    assert.equal(isBusy(answer(404, "ResourceNotFound")), false);
    assert.equal(isBusy(answer(409, "MissingSubscriptionRegistration")), false);
    assert.equal(isBusy(answer(409, "OperationNotAllowed")), false);
    assert.equal(isBusy(answer(409, "UserErrorBackupOperationInProgress")), false);
    assert.equal(isBusy(answer(500, "InternalServerError")), false);
    assert.equal(isBusy(answer(500, "CloudStorageUnexpectedError")), false);
    assert.equal(isBusy(answer(502, "InvalidGatewayHost")), false);
    assert.equal(isBusy(answer(503, "ServerTimeout")), false);
    assert.equal(isBusy(new BackupError("Conflict", "busy")), false);
    assert.equal(isBusy("busy"), false);
  });

  it("is retried until the deadline of the call, however often Azure is busy", async () => {
    const clock = fakeClock();
    const work = sinon.stub<[], Promise<string>>().rejects(refusal("BMSUserErrorObjectLocked"));
    work.onCall(40).resolves("done");
    const deadline = { signal: new AbortController().signal, follow: () => undefined };

    assert.equal(await asCall({ deadline }, () => whileBusy(clock, work)), "done");
  });

  it("is reported once at the resource when the wait lasts more than a minute", async () => {
    const work = sinon.stub<[], Promise<string>>().rejects(answer(409, "AnotherOperationInProgress"));
    work.onCall(30).resolves("done");
    const deadline = {
      signal: new AbortController().signal,
      follow: () => undefined,
      limit: "2h (timeouts.create)",
    };

    const heard = await heardIn(() => asCall({ deadline }, () => whileBusy(fakeClock(), work)));

    assert.deepEqual(heard, [
      "Waiting for Azure for more than a minute: PUT /p was refused: m (Azure's code: AnotherOperationInProgress). The request is retried until Azure accepts it, for at most 2h (timeouts.create).",
    ]);
  });

  it("is reported with a limited number of retries if no deadline is set", async () => {
    const work = sinon.stub<[], Promise<string>>().rejects(answer(429, "TooManyRequests"));
    work.onCall(7).resolves("done");

    const heard = await heardIn(() => whileBusy(fakeClock(), work));

    assert.deepEqual(heard, [
      "Waiting for Azure for more than a minute: PUT /p was refused: m (Azure's code: TooManyRequests). The request is retried a few more times.",
    ]);
  });

  it("is not reported if it succeeds within a minute", async () => {
    const work = sinon.stub<[], Promise<string>>().rejects(refusal("BMSUserErrorObjectLocked"));
    work.onCall(4).resolves("done");

    assert.deepEqual(await heardIn(() => whileBusy(fakeClock(), work)), []);
  });

  it("is not retried after the call was aborted", async () => {
    const work = sinon.stub<[], Promise<string>>().rejects(refusal("BMSUserErrorObjectLocked"));
    const deadline = { signal: AbortSignal.abort(), follow: () => undefined };

    await assert.rejects(
      asCall({ deadline }, () => whileBusy(fakeClock(), work)),
      { azureCode: "BMSUserErrorObjectLocked" },
    );
    assert.equal(work.callCount, 1);
  });
});
