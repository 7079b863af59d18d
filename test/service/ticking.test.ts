import assert from "node:assert/strict";
import sinon from "sinon";
import { at, type Json } from "../../provider/core/json.js";
import { everyMs } from "../../provider/http/ticking.js";
import { ITEM, openTestAzure, protection, putBasics, type TestAzure, VAULT } from "../support/service.js";

describe("work that a door does by itself", () => {
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
  });

  afterEach(() => clock.restore());

  it("is done at every turn, though one of them fails, until it is stopped", async () => {
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

  it("is never done twice at once, and is done when the stop resolves", async () => {
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

describe("long-running work that nobody asks for", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    await azure.call("PUT", ITEM, protection());
  });

  afterEach(() => azure.close());

  const running = () =>
    azure.azure.store.read((documents) => documents.count({ type: "azure-vm-backup/running", scope: VAULT }));

  it("goes on by itself when its time has come, and not before", async () => {
    await azure.azure.settle();
    const before = await running();
    azure.advance(86_400_000);
    await azure.azure.settle();
    assert.deepEqual([before, await running()], [1, 0]);
    const [job] = (await azure.call("GET", `${VAULT}/backupJobs`)).body["value"] as Json[];
    assert.equal(at(job, "properties", "status"), "Completed");
  });

  it("is not moved by who serves at the pace of polls", async () => {
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
