import assert from "node:assert/strict";
import sinon from "sinon";
import { reportAttempt, reportSending } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import { watchWrites } from "../../../provider/kinds/write-watch.js";
import { stubEngine } from "../../support/stub-engine.js";
import { DISK } from "./examples.js";

const timedOut = new BackupError("TimedOut", "timed out before the request was sent", { status: 504 });

/** The watch of a create over an engine that reports its writes; `put` is what its PUT does. */
async function watched(put: () => Promise<object>) {
  const { armed, engine } = stubEngine();
  sinon.stub(armed.resources, "put").callsFake(() => put() as never);
  const steps: string[] = [];
  const watch = watchWrites({ ...engine, reportsWrites: true }, () => steps.push("begun"));
  await watch.engine.resources.put(DISK, "2024-03-02", {}).catch((error: Error) => steps.push(error.message));
  return { steps, is: { sent: watch.isSent(), accepted: watch.isAccepted(), uncertain: watch.isUncertain() } };
}

describe("the watch of the writes of a create", () => {
  it("takes a write that ended while it waited for its turn as never sent", async () => {
    assert.deepEqual(await watched(() => Promise.reject(timedOut)), {
      steps: [timedOut.message],
      is: { sent: false, accepted: false, uncertain: false },
    });
  });

  it("begins right before the first attempt is sent, once", async () => {
    const { steps, is } = await watched(async () => {
      for (const status of [429, 201]) {
        reportSending();
        reportAttempt(status);
      }
      return {};
    });

    assert.deepEqual(steps, ["begun"]);
    assert.deepEqual(is, { sent: true, accepted: true, uncertain: false });
  });

  it("is uncertain where the answer of an attempt was lost, and does not take a redirection as accepted", async () => {
    const endOf = (status: number | undefined) =>
      watched(async () => {
        reportSending();
        reportAttempt(status);
        throw timedOut;
      });

    assert.deepEqual((await endOf(undefined)).is, { sent: true, accepted: false, uncertain: true });
    assert.deepEqual((await endOf(302)).is, { sent: true, accepted: false, uncertain: false });
  });
});
