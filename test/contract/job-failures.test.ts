import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import { codeOf, GROUP, ITEM, propertiesOf, type TestAzure, VM } from "../support/service.js";
import { ask, carryOut, end, endJob, newestJob, openDiscovered, POINTS, readItem, type Write } from "./walk.js";

const FAULTS = "/_azvb/faults";
const WITH_KPIS = "?api-version=2020-10-01";

const tasksOf = (job: JsonObject): Json[] =>
  listAt(job, "extendedInfo", "tasksList").map((task) => textAt(task, "status") ?? null);

for (const reads of [1, 3]) {
  describe(`at pace polls:${reads}, a job`, () => {
    let azure: TestAzure;

    beforeEach(async () => {
      azure = await openDiscovered(reads);
    });

    afterEach(() => azure.close());

    const plan = async (failJob: JsonObject, more: JsonObject = {}) => {
      assert.equal((await azure.call("PUT", FAULTS, { failJob, ...more })).status, 200);
    };
    const backUp = async () => {
      await end(azure, await ask(azure, "backup"));
      return endJob(azure, await newestJob(azure));
    };
    const itemNow = async () => propertiesOf(await azure.call("GET", `${ITEM}${WITH_KPIS}`));
    const kpi = async (name: string) => {
      const health = objectAt(await itemNow(), "kpisHealths", name);
      return [health["resourceHealthStatus"], at(listAt(health, "resourceHealthDetails")[0], "code")];
    };
    const restore = async (properties: JsonObject) => {
      const point = textAt(listAt((await azure.call("GET", POINTS)).body, "value")[0], "name") ?? "";
      const body = { properties: { objectType: "IaasVMRestoreRequest", ...properties } };
      await end(azure, await azure.call("POST", `${POINTS}/${point}/restore`, body));
      return endJob(azure, await newestJob(azure));
    };

    it("that a fault plan fails during its transfer is CompletedWithWarnings, as in recorded traffic, and keeps the snapshot's recovery point", async () => {
      await carryOut(azure, "enable");
      await plan({ operation: "Backup", task: "Transfer data to vault", code: 400052 });
      const job = await backUp();
      const item = await itemNow();
      const point = listAt((await azure.call("GET", `${POINTS}`)).body, "value")[0];

      assert.deepEqual([job["status"], ...tasksOf(job)], ["CompletedWithWarnings", "Completed", "Failed"]);
      assert.deepEqual(job["errorDetails"], [
        {
          errorCode: 400052,
          errorTitle: "DiffCopyFailedToTransferData",
          errorString: "Backup failed to copy data to vault.",
          recommendations: [
            "Please retry backup after sometime. Please see https://azure.microsoft.com/en-us/status/ if there is an on-going issue with storage or network service and retry backup after issue is mitigated.",
          ],
        },
      ]);
      assert.equal(at(job, "extendedInfo", "propertyBag", "Backup Size"), "0 MB");
      assert.deepEqual(
        listAt(point, "properties", "recoveryPointTierDetails").map((tier) => at(tier, "type")),
        ["InstantRP"],
      );
      assert.deepEqual(
        [item["lastBackupStatus"], item["protectionStatus"], item["healthStatus"]],
        ["CompletedWithWarnings", "Healthy", "Passed"],
      );
      assert.deepEqual(await kpi("BackupOperationStatusKPI"), ["TransientUnhealthy", 400052]);
    });

    it("that a fault plan fails during its snapshot is Failed, creates no recovery point and leaves its item Unhealthy", async () => {
      await carryOut(azure, "enable");
      await plan({ operation: "Backup", code: 400288 });
      const job = await backUp();
      const item = await itemNow();

      assert.deepEqual([job["status"], ...tasksOf(job)], ["Failed", "Failed", "Failed"]);
      assert.deepEqual(listAt((await azure.call("GET", POINTS)).body, "value"), []);
      assert.deepEqual(
        [item["protectionStatus"], item["healthStatus"], at(listAt(item, "healthDetails")[0], "code")],
        ["Unhealthy", "ActionSuggested", 400288],
      );
      assert.deepEqual(await kpi("BackupOperationStatusKPI"), ["TransientDegraded", 400288]);
    });

    it("fails only at the calls that the fault plan selects with call and times", async () => {
      await carryOut(azure, "enable");
      await plan({ operation: "Backup", code: 400002 }, { call: 2, times: 1 });
      const statuses = [(await backUp())["status"], (await backUp())["status"], (await backUp())["status"]];
      const [fault] = listAt((await azure.call("GET", FAULTS)).body, "faults");
      assert.deepEqual(statuses, ["Completed", "Failed", "Completed"]);
      assert.deepEqual([at(fault, "matched"), at(fault, "struck")], [3, 1]);
      assert.deepEqual(await kpi("BackupOperationStatusKPI"), ["Healthy", 0]);
    });

    it("of a VM or operation that the fault plan does not name completes", async () => {
      await carryOut(azure, "enable");
      await plan({ operation: "Restore", code: 400138 });
      assert.equal((await backUp())["status"], "Completed");
      await plan({ operation: "Backup", code: 400002 }, { path: ";other/" });
      assert.equal((await backUp())["status"], "Completed");
    });

    it("that a fault plan fails during a restore is Failed at its task and creates no VM and no disk", async () => {
      await carryOut(azure, "enable");
      await backUp();
      await plan({ operation: "Restore", code: 400138 });
      const job = await restore({
        recoveryType: "AlternateLocation",
        targetVirtualMachineId: `${VM}-copy`,
        targetResourceGroupId: GROUP,
      });
      assert.deepEqual([job["status"], ...tasksOf(job)], ["Failed", "Failed", "NotStarted"]);
      assert.equal(at(listAt(job, "errorDetails")[0], "errorTitle"), "UserErrorSubnetNotFoundV2");
      assert.equal((await azure.call("GET", `${VM}-copy`)).status, 404);
      assert.equal(
        listAt((await azure.call("GET", `${GROUP}/providers/Microsoft.Compute/disks`)).body, "value").length,
        1,
      );
      assert.deepEqual(await kpi("RestoreOperationStatusKPI"), ["TransientDegraded", 400138]);
    });

    it("that a fault plan fails while it creates the restored VM keeps the restored disks", async () => {
      await carryOut(azure, "enable");
      await backUp();
      await plan({ operation: "Restore", task: "Create the restored virtual machine", code: 400138 });
      const job = await restore({
        recoveryType: "AlternateLocation",
        targetVirtualMachineId: `${VM}-copy`,
        targetResourceGroupId: GROUP,
      });
      assert.deepEqual([job["status"], ...tasksOf(job)], ["Failed", "Completed", "Failed"]);
      assert.equal((await azure.call("GET", `${VM}-copy`)).status, 404);
      assert.equal(
        listAt((await azure.call("GET", `${GROUP}/providers/Microsoft.Compute/disks`)).body, "value").length,
        2,
      );
    });

    /** Sends a write whose job fails, and reads its operation to the end. */
    const fail = async (write: Write) => {
      const asked = await ask(azure, write);
      assert.equal(asked.status, 202);
      for (let read = 1; read < reads; read++) assert.equal((await azure.follow(asked)).body["status"], "InProgress");
      const { body } = await azure.follow(asked);
      const result = await azure.call(
        "GET",
        new URL(asked.headers.get("location") ?? "").pathname.replaceAll("%3B", ";"),
      );
      return [body["status"], at(body, "error", "code"), result.status, codeOf(result)];
    };
    const OWN = { code: 7, title: "UserErrorRehearsed", message: "It was to fail." };

    for (const [write, operation, before] of [
      ["stop", "DisableBackup", ["enable"]],
      ["delete", "DeleteBackupData", ["enable", "backup"]],
      ["undelete", "Undelete", ["enable", "delete"]],
      ["change", "ConfigureBackup", ["enable"]],
    ] as const satisfies readonly (readonly [Write, string, readonly Write[]])[]) {
      it(`with the operation ${operation} that a fault plan fails also fails the asynchronous operation, leaves the item unchanged and does not block the next write`, async () => {
        for (const step of before) await carryOut(azure, step);
        const seen = await readItem(azure);
        await plan({ operation, ...OWN });
        assert.deepEqual(await fail(write), ["Failed", "UserErrorRehearsed", 400, "UserErrorRehearsed"]);
        const job = propertiesOf(await azure.call("GET", await newestJob(azure)));
        assert.deepEqual([job["status"], at(listAt(job, "errorDetails")[0], "errorCode")], ["Failed", 7]);
        assert.deepEqual(await readItem(azure), seen);
        await carryOut(azure, write);
      });
    }

    it("that a fault plan fails while it configures backup leaves the VM unprotected, and backup can be configured again", async () => {
      await plan({ operation: "ConfigureBackup", ...OWN });
      assert.deepEqual(await fail("enable"), ["Failed", "UserErrorRehearsed", 400, "UserErrorRehearsed"]);
      assert.deepEqual(await readItem(azure), { protectable: ["NotProtected"], containers: 0 });
      await carryOut(azure, "enable");
    });

    it("that a fault plan is to fail is Cancelled if it is cancelled first, and the item's backup KPI reports the cancellation", async () => {
      await carryOut(azure, "enable");
      await plan({ operation: "Backup", code: 400002 });
      await ask(azure, "backup");
      const path = await newestJob(azure);
      if (reads > 1) await azure.call("POST", `${path}/cancel`);
      else await end(azure, await azure.call("POST", `${path}/cancel`));
      assert.equal((await endJob(azure, path))["status"], "Cancelled");
      assert.deepEqual(await kpi("BackupOperationStatusKPI"), ["TransientDegraded", 400158]);
    });

    it("that restores disks and is cancelled has its own KPI in the item and leaves the item's health unchanged, as in recorded traffic", async () => {
      await carryOut(azure, "enable");
      await backUp();
      const point = textAt(listAt((await azure.call("GET", POINTS)).body, "value")[0], "name") ?? "";
      const properties = {
        objectType: "IaasVMRestoreRequest",
        recoveryType: "RestoreDisks",
        targetResourceGroupId: GROUP,
      };
      await azure.call("POST", `${POINTS}/${point}/restore`, { properties });
      const path = await newestJob(azure);
      await azure.call("POST", `${path}/cancel`);
      await endJob(azure, path);
      assert.deepEqual((await itemNow())["kpisHealths"], {
        BackupOperationStatusKPI: {
          resourceHealthStatus: "Healthy",
          resourceHealthDetails: [{ code: 0, title: "Success", message: "", recommendations: [] }],
        },
        RestoreOperationStatusKPI: {
          resourceHealthStatus: "TransientDegraded",
          resourceHealthDetails: [
            {
              code: 400158,
              title: "UserErrorJobSuccessfullyCancelled",
              message: "Job is cancelled.",
              recommendations: [],
            },
          ],
        },
      });
      assert.deepEqual((await itemNow())["healthStatus"], "Passed");
    });
  });
}
