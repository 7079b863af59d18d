import assert from "node:assert/strict";
import sinon from "sinon";
import { reportAttempt, reportSending } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import { watchWrites } from "../../../provider/kinds/write-watch.js";
import { stubEngine } from "../../support/stub-engine.js";
import { DISK } from "./examples.js";

const timedOut = new BackupError("TimedOut", "timed out before the request was sent", { status: 504 });

/** Watches a PUT of an engine that reports its writes; `put` is the implementation of the PUT. */
async function watchPut(put: () => Promise<object>) {
  const { armed, engine } = stubEngine();
  sinon.stub(armed.resources, "put").callsFake(() => put() as never);
  const steps: string[] = [];
  const watch = watchWrites({ ...engine, reportsWrites: true }, () => steps.push("begun"));
  await watch.engine.resources.put(DISK, "2024-03-02", {}).catch((error: Error) => steps.push(error.message));
  return { steps, outcome: { sent: watch.isSent(), accepted: watch.isAccepted(), uncertain: watch.isUncertain() } };
}

describe("watching the writes of a create", () => {
  it("does not count a write that timed out before it was sent", async () => {
    assert.deepEqual(await watchPut(() => Promise.reject(timedOut)), {
      steps: [timedOut.message],
      outcome: { sent: false, accepted: false, uncertain: false },
    });
  });

  it("runs the callback once, right before the first attempt is sent", async () => {
    const { steps, outcome } = await watchPut(async () => {
      for (const status of [429, 201]) {
        reportSending();
        reportAttempt(status);
      }
      return {};
    });

    assert.deepEqual(steps, ["begun"]);
    assert.deepEqual(outcome, { sent: true, accepted: true, uncertain: false });
  });

  it("reports an attempt without a response as uncertain, and a redirect as not accepted", async () => {
    const outcomeOf = (status: number | undefined) =>
      watchPut(async () => {
        reportSending();
        reportAttempt(status);
        throw timedOut;
      });

    assert.deepEqual((await outcomeOf(undefined)).outcome, { sent: true, accepted: false, uncertain: true });
    assert.deepEqual((await outcomeOf(302)).outcome, { sent: true, accepted: false, uncertain: false });
  });
});
