import assert from "node:assert/strict";
import { asCall } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock } from "./fakes.js";

const GROUP = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute";
const SNAPSHOT = `${GROUP}/snapshots/copy`;
const SOURCE = `${GROUP}/snapshots/taken`;

function engineWith(resource: JsonObject = {}) {
  const arm = fakeArm();
  const clock = fakeClock();
  arm.write.resolves({ resource, operation: {} });
  return { arm, clock, engine: engineOver({ arm, clock, endpoint: "embedded" }) };
}

const copying = (properties: JsonObject): JsonObject => ({
  id: SNAPSHOT,
  properties: { creationData: { createOption: "CopyStart", sourceResourceId: SOURCE }, ...properties },
});

describe("the engine's snapshots", () => {
  it("are read, created, updated and deleted with the api-version of disks", async () => {
    const { arm, engine } = engineWith({ name: "copy" });
    arm.find.resolves({ name: "taken" });

    assert.deepEqual(await engine.snapshots.find(SNAPSHOT), { name: "taken" });
    assert.deepEqual(await engine.snapshots.findSource(SOURCE), { name: "taken" });
    assert.deepEqual(await engine.snapshots.put(SNAPSHOT, { location: "x" }), { name: "copy" });
    assert.deepEqual(await engine.snapshots.patch(SNAPSHOT, { tags: {} }), { name: "copy" });
    await engine.snapshots.delete(SNAPSHOT);

    assert.deepEqual(arm.find.args, [
      [SNAPSHOT, "2023-10-02"],
      [SOURCE, "2023-10-02"],
    ]);
    assert.deepEqual(arm.write.args, [
      [{ method: "PUT", path: SNAPSHOT, apiVersion: "2023-10-02", body: { location: "x" } }],
      [{ method: "PATCH", path: SNAPSHOT, apiVersion: "2023-10-02", body: { tags: {} } }],
      [{ method: "DELETE", path: SNAPSHOT, apiVersion: "2023-10-02" }],
    ]);
  });
});

describe("a background copy", () => {
  it("is polled until it is complete, with growing pauses", async () => {
    const { arm, clock, engine } = engineWith();
    const reads = [undefined, 0, 20, 40, 60, 80, 99.9].map((completionPercent) => copying({ completionPercent }));
    for (const [index, body] of reads.entries()) arm.poll.onCall(index).resolves({ body, retryAfterMs: undefined });
    arm.poll.onCall(reads.length).resolves({ body: copying({ completionPercent: 100 }), retryAfterMs: undefined });

    assert.deepEqual(await engine.snapshots.copied(SNAPSHOT), copying({ completionPercent: 100 }));

    assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.deepEqual(arm.poll.args[0], [SNAPSHOT, "2023-10-02"]);
  });

  it("is polled at the interval that Azure requests", async () => {
    const { arm, clock, engine } = engineWith();
    arm.poll.onFirstCall().resolves({ body: copying({ completionPercent: 1 }), retryAfterMs: 5000 });
    arm.poll.onSecondCall().resolves({ body: copying({ completionPercent: 100 }), retryAfterMs: 5000 });

    await engine.snapshots.copied(SNAPSHOT);

    assert.deepEqual(clock.slept, [5000]);
  });

  it("is not waited for if it is already complete", async () => {
    const { arm, clock, engine } = engineWith();
    arm.poll.resolves({ body: { properties: { creationData: { createOption: "Copy" } } }, retryAfterMs: undefined });

    await engine.snapshots.copied(SNAPSHOT);

    assert.deepEqual(clock.slept, []);
  });

  it("fails with Azure's reason, even after partial completion", async () => {
    const { arm, engine } = engineWith();
    const copyCompletionError = {
      errorCode: "CopySourceNotFound",
      errorMessage: "The source snapshot was deleted while it was copied.",
    };
    const body = copying({ completionPercent: 60, copyCompletionError });
    arm.poll.resolves({ body, retryAfterMs: undefined });

    await assert.rejects(engine.snapshots.copied(SNAPSHOT), {
      code: "JobFailed",
      azureCode: "CopySourceNotFound",
      message: `The copy of ${SOURCE} to ${SNAPSHOT} failed: The source snapshot was deleted while it was copied. Azure does not retry it. Fix the cause, then replace the snapshot to copy it again (change its triggers, or delete it).`,
    });
  });

  it("is polled further after failed reads, and fails only after several in a row", async () => {
    const { arm, clock, engine } = engineWith();
    const unavailable = new BackupError("Unavailable", "502");
    arm.poll.rejects(unavailable);
    arm.poll.onCall(2).resolves({ body: copying({ completionPercent: 100 }), retryAfterMs: undefined });

    await engine.snapshots.copied(SNAPSHOT);
    assert.deepEqual(clock.slept, [30_000, 30_000]);

    await assert.rejects(engine.snapshots.copied(SNAPSHOT), unavailable);
    assert.equal(arm.poll.callCount, 9);
  });

  it("fails immediately if the snapshot does not exist", async () => {
    const { arm, engine } = engineWith();
    arm.poll.rejects(new BackupError("NotFound", "gone"));

    await assert.rejects(engine.snapshots.copied(SNAPSHOT), { code: "NotFound" });
    assert.equal(arm.poll.callCount, 1);
  });

  it("reports its completion percentage while it is waited for", async () => {
    const { arm, engine } = engineWith();
    arm.poll.onFirstCall().resolves({ body: copying({ completionPercent: 42 }), retryAfterMs: undefined });
    arm.poll.onSecondCall().resolves({ body: copying({ completionPercent: 100 }), retryAfterMs: undefined });
    const followed: (string | undefined)[] = [];
    const deadline = { signal: new AbortController().signal, follow: (text?: string) => void followed.push(text) };

    await asCall({ deadline }, () => engine.snapshots.copied(SNAPSHOT));

    assert.deepEqual(followed, [`the copy to ${SNAPSHOT} (42 percent complete)`, undefined]);
  });

  it("times out after a day, with its completion percentage", async () => {
    const { arm, engine } = engineWith();
    arm.poll.resolves({ body: copying({ completionPercent: 42 }), retryAfterMs: 3_600_000 });

    await assert.rejects(engine.snapshots.copied(SNAPSHOT), {
      code: "TimedOut",
      message: `The copy to ${SNAPSHOT} is at 42 percent after 24 hours. It continues in Azure; run again to wait for it.`,
    });
    assert.equal(arm.poll.callCount, 25);
  });
});
