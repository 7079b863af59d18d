import assert from "node:assert/strict";
import sinon from "sinon";
import { at, type Json } from "../../provider/core/json.js";
import { everyMs } from "../../provider/http/ticking.js";
import { ITEM, openTestAzure, protection, putBasics, type TestAzure, VAULT } from "../support/service.js";

describe("a background loop", () => {
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
  });

  afterEach(() => clock.restore());

  it("runs its work at every interval, even after a failure, until it is stopped", async () => {
    const work = sinon.stub().resolves();
    work.onSecondCall().rejects(new Error("busy"));
    const failed = sinon.stub();
    const ticking = everyMs(1000, work, failed);
    await clock.tickAsync(3500);
    await ticking.stop();
    await clock.tickAsync(3500);
    assert.equal(work.callCount, 3);
    assert.deepEqual(
      failed.args.map(([error]) => (error as Error).message),
      ["busy"],
    );
  });

  it("never runs its work twice at the same time, and stops only after the work has finished", async () => {
    const events: string[] = [];
    let finish = (): void => undefined;
    const work = sinon.stub().callsFake(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const ticking = everyMs(1000, work, () => undefined);
    await clock.tickAsync(5000);
    const stopped = ticking.stop().then(() => events.push("stopped"));
    await clock.tickAsync(1);
    events.push("finishing");
    finish();
    await stopped;
    assert.equal(work.callCount, 1);
    assert.deepEqual(events, ["finishing", "stopped"]);
  });
});

describe("long-running work that no client polls", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    await azure.call("PUT", ITEM, protection());
  });

  afterEach(() => azure.close());

  const running = () =>
    azure.azure.store.read((documents) => documents.count({ type: "azure-vm-backup/running", scope: VAULT }));

  it("is advanced by the server when it is due, and not earlier", async () => {
    await azure.azure.settle();
    const before = await running();
    azure.advance(86_400_000);
    await azure.azure.settle();
    assert.deepEqual([before, await running()], [1, 0]);
    const [job] = (await azure.call("GET", `${VAULT}/backupJobs`)).body["value"] as Json[];
    assert.equal(at(job, "properties", "status"), "Completed");
  });

  it("is not advanced by the server if the pace counts polls", async () => {
    const polled = await openTestAzure({ pace: { kind: "polls", reads: 1 } });
    await putBasics(polled);
    const accepted = await polled.call("PUT", ITEM, protection());
    await polled.azure.settle();
    const marked = await polled.azure.store.read((documents) => documents.count({ type: "azure-vm-backup/running" }));
    await polled.close();
    assert.equal(accepted.status, 202);
    assert.notEqual(marked, 0);
  });
});
