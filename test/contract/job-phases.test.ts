import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import { codeOf, ITEM, propertiesOf, type TestAzure, VAULT, VM } from "../support/service.js";
import { ask, carryOut, end, endJob, JOBS, newestJob, openDiscovered, POINTS } from "./walk.js";

const SNAPSHOT = "Take Snapshot";
const TRANSFER = "Transfer data to vault";

/** The snapshot, the transfer and the job, as the documentation's table has them. */
function phasesOf(job: JsonObject): readonly [Json, Json, Json] {
  const tasks = listAt(job, "extendedInfo", "tasksList");
  const status = (name: string) =>
    textAt(
      tasks.find((task) => textAt(task, "taskId") === name),
      "status",
    ) ?? null;
  return [status(SNAPSHOT), status(TRANSFER), job["status"] ?? null];
}

for (const reads of [1, 3]) {
  describe(`with phases that end at read ${reads}, a backup job`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openDiscovered(reads);
      await carryOut(azure, "enable");
    });

    afterEach(() => azure.close());

    const read = async (path: string) => propertiesOf(await azure.call("GET", path));

    /** Begins a backup and returns its job. */
    async function begin(): Promise<string> {
      await end(azure, await ask(azure, "backup"));
      return newestJob(azure);
    }

    /** Reads a job until the phase that runs is over. */
    async function endPhase(path: string): Promise<JsonObject> {
      for (let count = 1; count < reads; count++) await azure.call("GET", path);
      return read(path);
    }

    const tiers = async (): Promise<Json[]> =>
      listAt((await azure.call("GET", POINTS)).body, "value").map((point) =>
        listAt(point, "properties", "recoveryPointTierDetails").map((tier) => textAt(tier, "type") ?? null),
      );
    const lastBackup = async () => propertiesOf(await azure.call("GET", ITEM))["lastBackupStatus"];

    it("is InProgress with its snapshot Completed and its transfer InProgress", async () => {
      const job = await begin();
      assert.deepEqual(phasesOf(await endPhase(job)), ["Completed", "InProgress", "InProgress"]);
      assert.deepEqual(await tiers(), [["InstantRP"]]);
      assert.equal(await lastBackup(), "");
    });

    it("is Completed with both phases Completed", async () => {
      const job = await begin();
      await endPhase(job);
      assert.deepEqual(phasesOf(await endPhase(job)), ["Completed", "Completed", "Completed"]);
      assert.deepEqual(await tiers(), [["InstantRP", "HardenedRP"]]);
      assert.equal(await lastBackup(), "Completed");
    });

    it("is Completed with its transfer Skipped while an earlier one runs, which goes on to its end", async () => {
      const earlier = await begin();
      await endPhase(earlier);
      const later = await begin();
      assert.deepEqual(phasesOf(await endPhase(later)), ["Completed", "Skipped", "Completed"]);
      const filter = `${JOBS}?$filter=status eq 'InProgress'`;
      assert.equal(listAt((await azure.call("GET", filter)).body, "value").length, 1);
      assert.deepEqual(phasesOf(await endJob(azure, earlier)), ["Completed", "Completed", "Completed"]);
      assert.deepEqual(await tiers(), [["InstantRP"], ["InstantRP", "HardenedRP"]]);
    });

    it("transfers again once the earlier transfer is over", async () => {
      const earlier = await begin();
      await endPhase(earlier);
      await endPhase(await begin());
      await endPhase(earlier);
      const third = await begin();
      assert.deepEqual(phasesOf(await endPhase(third)), ["Completed", "InProgress", "InProgress"]);
    });

    it("does not begin while another takes its snapshot", async () => {
      await begin();
      const answer = await ask(azure, "backup");
      assert.deepEqual([answer.status, codeOf(answer)], [409, "UserErrorBackupOperationInProgress"]);
    });

    it("is CompletedWithWarnings with its transfer Failed: the machine went, the snapshot is kept", async () => {
      const job = await begin();
      await endPhase(job);
      await azure.call("DELETE", VM);
      const over = await endPhase(job);
      assert.deepEqual(phasesOf(over), ["Completed", "Failed", "CompletedWithWarnings"]);
      assert.equal(at(listAt(over, "errorDetails")[0], "errorCode"), 320001);
      assert.equal(at(over, "extendedInfo", "propertyBag", "Backup Size"), "0 MB");
      assert.deepEqual(await tiers(), [["InstantRP"]]);
      assert.equal(await lastBackup(), "CompletedWithWarnings");
    });

    it("is Failed with both phases Failed: the machine went before the snapshot", async () => {
      const job = await begin();
      await azure.call("DELETE", VM);
      const over = await endPhase(job);
      assert.deepEqual(phasesOf(over), ["Failed", "Failed", "Failed"]);
      assert.equal(at(listAt(over, "errorDetails")[0], "errorCode"), 400136);
      assert.deepEqual(await tiers(), []);
      assert.equal(await lastBackup(), "Failed");
    });

    it("is Failed with both phases Failed: its item was deleted for good before the snapshot", async () => {
      await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, {
        properties: { softDeleteFeatureState: "Disabled" },
      });
      const job = await begin();
      await carryOut(azure, "delete");
      assert.deepEqual(phasesOf(await endPhase(job)), ["Failed", "Failed", "Failed"]);
    });

    it("is Cancelling, then Cancelled, when it is cancelled in its snapshot, and leaves no point", async () => {
      const job = await begin();
      const cancel = await azure.call("POST", `${job}/cancel`);
      assert.equal(cancel.status, 202);
      assert.equal(
        textAt(listAt((await azure.call("GET", JOBS)).body, "value")[0], "properties", "status"),
        "Cancelling",
      );
      assert.equal(await end(azure, cancel), reads);
      assert.deepEqual(phasesOf(await read(job)), ["Cancelled", "Cancelled", "Cancelled"]);
      assert.deepEqual(await tiers(), []);
    });

    it("makes room for the next one when it is cancelled in its snapshot", async () => {
      const job = await begin();
      await azure.call("POST", `${job}/cancel`);
      await endJob(azure, job);
      await end(azure, await ask(azure, "backup"));
      assert.deepEqual(phasesOf(await endJob(azure, await newestJob(azure))), ["Completed", "Completed", "Completed"]);
    });

    it("is not cancelled any more in its transfer, and goes on to its end", async () => {
      const job = await begin();
      await endPhase(job);
      const answer = await azure.call("POST", `${job}/cancel`);
      assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
      assert.deepEqual(phasesOf(await endJob(azure, job)), ["Completed", "Completed", "Completed"]);
    });

    for (const [status, act] of [
      ["Completed", async () => undefined],
      ["Failed", () => azure.call("DELETE", VM)],
      ["Cancelled", (job: string) => azure.call("POST", `${job}/cancel`)],
    ] as const) {
      it(`cannot be cancelled once it is ${status}`, async () => {
        const job = await begin();
        await act(job);
        assert.equal((await endJob(azure, job))["status"], status);
        const answer = await azure.call("POST", `${job}/cancel`);
        assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
      });
    }
  });
}
