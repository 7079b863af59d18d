import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { createJobs } from "../../../provider/engine/jobs.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const JOB = `${VAULT}/backupJobs/j`;

const job = (status: string, more: JsonObject = {}): JsonObject => ({ name: "j", properties: { status, ...more } });
const polled = (body: JsonObject, retryAfterMs?: number) => ({ body, retryAfterMs });

describe("a wait for a job", () => {
  it("returns the job when it has completed", async () => {
    const arm = fakeArm();
    arm.poll.resolves(polled(job("Completed")));

    assert.deepEqual(await createJobs(arm, fakeClock()).settled(VAULT, "j"), job("Completed"));

    assert.deepEqual(arm.poll.args, [[JOB, "2025-02-01"]]);
  });

  it("returns the job when it has completed with warnings, since its recovery point exists", async () => {
    const arm = fakeArm();
    arm.poll.resolves(polled(job("CompletedWithWarnings")));

    assert.deepEqual(await createJobs(arm, fakeClock()).settled(VAULT, "j"), job("CompletedWithWarnings"));
  });

  it("polls at the interval that Azure requests, or else every thirty seconds", async () => {
    const [arm, clock] = [fakeArm(), fakeClock()];
    arm.poll.onCall(0).resolves(polled(job("InProgress"), 5000));
    arm.poll.onCall(1).resolves(polled(job("InProgress")));
    arm.poll.onCall(2).resolves(polled(job("Cancelling"), 0));
    arm.poll.onCall(3).resolves(polled(job("Completed")));

    await createJobs(arm, clock).settled(VAULT, "j");

    assert.deepEqual(clock.slept, [5000, 30_000, 0]);
  });

  it("continues after five failed reads in a row", async () => {
    const [arm, clock] = [fakeArm(), fakeClock()];
    for (let call = 0; call < 5; call++) arm.poll.onCall(call).rejects(new BackupError("Unavailable", "no"));
    arm.poll.onCall(5).resolves(polled(job("Completed")));

    await createJobs(arm, clock).settled(VAULT, "j");

    assert.deepEqual(clock.slept, Array(5).fill(30_000));
  });

  it("fails after six failed reads in a row, or after a refused read", async () => {
    const arm = fakeArm();
    arm.poll.rejects(new BackupError("Unreachable", "no network"));
    await assert.rejects(createJobs(arm, fakeClock()).settled(VAULT, "j"), { code: "Unreachable" });
    assert.equal(arm.poll.callCount, 6);

    arm.poll.rejects(new BackupError("NotFound", "no job"));
    await assert.rejects(createJobs(arm, fakeClock()).settled(VAULT, "j"), { code: "NotFound" });
    assert.equal(arm.poll.callCount, 7);
  });

  it("throws Azure's error details if the job has failed", async () => {
    const arm = fakeArm();
    const errorDetails = [
      { errorCode: 400_080, errorTitle: "GuestAgentNotReady", errorString: "The agent did not answer." },
      { errorCode: 1, errorTitle: "Second", errorString: "and this" },
    ];
    arm.poll.resolves(polled(job("Failed", { errorDetails })));

    await assert.rejects(createJobs(arm, fakeClock()).settled(VAULT, "j"), {
      code: "JobFailed",
      message: `The job ${JOB} ended with status Failed: 400080 GuestAgentNotReady The agent did not answer.; 1 Second and this. Correct the cause, then run again.`,
    });
  });

  it("throws if the job was cancelled, even without error details", async () => {
    const arm = fakeArm();
    arm.poll.resolves(polled(job("Cancelled")));

    await assert.rejects(createJobs(arm, fakeClock()).settled(VAULT, "j"), {
      code: "JobFailed",
      message: `The job ${JOB} ended with status Cancelled. Correct the cause, then run again.`,
    });
  });

  it("times out after a day while the job continues in Azure", async () => {
    const [arm, clock] = [fakeArm(), fakeClock()];
    arm.poll.resolves(polled(job("InProgress"), 3_600_000));

    await assert.rejects(createJobs(arm, clock).settled(VAULT, "j"), {
      code: "TimedOut",
      message: `The job ${JOB} is still InProgress after 24 hours. It continues in Azure; run again to wait for it.`,
    });
    assert.equal(clock.now().toISOString(), "2024-04-29T06:00:00.000Z");
  });
});

describe("the jobs of a vault", () => {
  it("are listed with a filter", async () => {
    const arm = fakeArm();
    arm.list.returns(pageOf({ name: "a" }, { name: "b" }));

    const jobs = await createJobs(arm, fakeClock()).list(VAULT, "status eq 'InProgress'");

    assert.deepEqual(jobs, [{ name: "a" }, { name: "b" }]);
    assert.deepEqual(arm.list.args, [[`${VAULT}/backupJobs`, "2025-02-01", "status eq 'InProgress'"]]);
  });
});
