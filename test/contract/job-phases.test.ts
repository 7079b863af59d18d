import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import { codeOf, ITEM, propertiesOf, type TestAzure, VAULT, VM } from "../support/service.js";
import { ask, carryOut, end, endJob, JOBS, newestJob, openDiscovered, POINTS } from "./walk.js";

const SNAPSHOT = "Take Snapshot";
const TRANSFER = "Transfer data to vault";

/** The statuses of the snapshot, of the transfer and of the job, as in the table of Azure's documentation. */
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
  describe(`at pace polls:${reads}, a backup job`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openDiscovered(reads);
      await carryOut(azure, "enable");
    });

    afterEach(() => azure.close());

    const read = async (path: string) => propertiesOf(await azure.call("GET", path));

    /** Starts a backup and returns the path of its job. */
    async function begin(): Promise<string> {
      await end(azure, await ask(azure, "backup"));
      return newestJob(azure);
    }

    /** Reads a job until its current phase has ended. */
    async function endPhase(path: string): Promise<JsonObject> {
      for (let count = 1; count < reads; count++) await azure.call("GET", path);
      return read(path);
    }

    const tiers = async (): Promise<Json[]> =>
      listAt((await azure.call("GET", POINTS)).body, "value").map((point) =>
        listAt(point, "properties", "recoveryPointTierDetails").map((tier) => textAt(tier, "type") ?? null),
      );
    const lastBackup = async () => propertiesOf(await azure.call("GET", ITEM))["lastBackupStatus"];

    it("is InProgress while its snapshot is Completed and its transfer is InProgress", async () => {
      const job = await begin();
      assert.deepEqual(phasesOf(await endPhase(job)), ["Completed", "InProgress", "InProgress"]);
      assert.deepEqual(await tiers(), [["InstantRP"]]);
      assert.equal(await lastBackup(), "");
    });

    it("is Completed when both phases are Completed", async () => {
      const job = await begin();
      await endPhase(job);
      assert.deepEqual(phasesOf(await endPhase(job)), ["Completed", "Completed", "Completed"]);
      assert.deepEqual(await tiers(), [["InstantRP", "HardenedRP"]]);
      assert.equal(await lastBackup(), "Completed");
    });

    it("is Completed with its transfer Skipped while an earlier job transfers data, and the earlier job completes", async () => {
      const earlier = await begin();
      await endPhase(earlier);
      const later = await begin();
      assert.deepEqual(phasesOf(await endPhase(later)), ["Completed", "Skipped", "Completed"]);
      const filter = `${JOBS}?$filter=status eq 'InProgress'`;
      assert.equal(listAt((await azure.call("GET", filter)).body, "value").length, 1);
      assert.deepEqual(phasesOf(await endJob(azure, earlier)), ["Completed", "Completed", "Completed"]);
      assert.deepEqual(await tiers(), [["InstantRP"], ["InstantRP", "HardenedRP"]]);
    });

    it("transfers data to the vault again after the earlier transfer has ended", async () => {
      const earlier = await begin();
      await endPhase(earlier);
      await endPhase(await begin());
      await endPhase(earlier);
      const third = await begin();
      assert.deepEqual(phasesOf(await endPhase(third)), ["Completed", "InProgress", "InProgress"]);
    });

    it("is refused while another job takes its snapshot", async () => {
      await begin();
      const answer = await ask(azure, "backup");
      assert.deepEqual([answer.status, codeOf(answer)], [409, "UserErrorBackupOperationInProgress"]);
    });

    it("is CompletedWithWarnings with its transfer Failed and keeps the snapshot if the VM is deleted during the transfer", async () => {
      const job = await begin();
      await endPhase(job);
      await azure.call("DELETE", VM);
      const failed = await endPhase(job);
      assert.deepEqual(phasesOf(failed), ["Completed", "Failed", "CompletedWithWarnings"]);
      assert.equal(at(listAt(failed, "errorDetails")[0], "errorCode"), 320001);
      assert.equal(at(failed, "extendedInfo", "propertyBag", "Backup Size"), "0 MB");
      assert.deepEqual(await tiers(), [["InstantRP"]]);
      assert.equal(await lastBackup(), "CompletedWithWarnings");
    });

    it("is Failed with both phases Failed if the VM is deleted before the snapshot", async () => {
      const job = await begin();
      await azure.call("DELETE", VM);
      const failed = await endPhase(job);
      assert.deepEqual(phasesOf(failed), ["Failed", "Failed", "Failed"]);
      assert.equal(at(listAt(failed, "errorDetails")[0], "errorCode"), 400136);
      assert.deepEqual(await tiers(), []);
      assert.equal(await lastBackup(), "Failed");
    });

    it("is Failed with both phases Failed if the protected item is purged before the snapshot", async () => {
      await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, {
        properties: { softDeleteFeatureState: "Disabled" },
      });
      const job = await begin();
      await carryOut(azure, "delete");
      assert.deepEqual(phasesOf(await endPhase(job)), ["Failed", "Failed", "Failed"]);
    });

    it("is Cancelling, then Cancelled, if it is cancelled during its snapshot, and creates no recovery point", async () => {
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

    it("no longer blocks the next backup after it is cancelled during its snapshot", async () => {
      const job = await begin();
      await azure.call("POST", `${job}/cancel`);
      await endJob(azure, job);
      await end(azure, await ask(azure, "backup"));
      assert.deepEqual(phasesOf(await endJob(azure, await newestJob(azure))), ["Completed", "Completed", "Completed"]);
    });

    it("cannot be cancelled during its transfer, and completes", async () => {
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
