import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  GROUP,
  ITEM,
  itemPath,
  machine,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const JOBS = `${VAULT}/backupJobs`;
const POINTS = `${ITEM}/recoveryPoints`;
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/staging`;
const REQUEST_ID = "11111111-2222-4333-8444-555555555555";
const UNDELETE = { properties: { ...objectAt(STOP, "properties"), isRehydrate: true } };
const EXPIRY = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const DAY_MS = 86_400_000;

const entriesOf = ({ body }: Answer): readonly Json[] => listAt(body, "value");

describe("in a vault,", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  const newest = async (version = "2024-04-01") => {
    const name = textAt(entriesOf(await azure.call("GET", JOBS))[0], "name") ?? "";
    return propertiesOf(await azure.call("GET", `${JOBS}/${name}?api-version=${version}`));
  };
  const bagOf = (job: JsonObject) => objectAt(job, "extendedInfo", "propertyBag");

  it("the job of each write of an item has the operation and the property bag of that write", async () => {
    const jobs: (readonly [Json | undefined, JsonObject])[] = [];
    const addNewest = async () => {
      const job = await newest();
      jobs.push([job["operation"], bagOf(job)]);
    };
    await addNewest();
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    await azure.call("PUT", ITEM, STOP);
    await addNewest();
    await azure.call("DELETE", ITEM);
    await addNewest();
    await azure.call("PUT", ITEM, UNDELETE);
    await addNewest();
    await azure.call("PUT", ITEM, protection(VAULT, "EnhancedPolicy"));
    await addNewest();
    assert.deepEqual(jobs, [
      ["ConfigureBackup", { "VM Name": "web", "Policy Name": "DefaultPolicy" }],
      ["DisableBackup", { "VM Name": "web", "Policy Name": "" }],
      ["DeleteBackupData", { "VM Name": "web", "Number of Recovery Points": "1" }],
      ["Undelete", { "VM Name": "web", "Undelete flag": "True" }],
      ["ConfigureBackup", { "VM Name": "web", "Policy Name": "EnhancedPolicy" }],
    ]);
  });

  it("the job of a backup contains its expiry, size and tasks, and a job in a list contains no details", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY, { "x-ms-client-request-id": REQUEST_ID });
    const job = await newest();
    const [listed] = entriesOf(await azure.call("GET", JOBS));
    assert.deepEqual(bagOf(job), {
      "VM Name": "web",
      "Recovery Point Expiry Time in UTC": "6/12/2024 12:00:00 AM",
      "Backup Size": "11704 MB",
    });
    assert.deepEqual(
      listAt(job, "extendedInfo", "tasksList").map((task) => at(task, "taskId")),
      ["Take Snapshot", "Transfer data to vault"],
    );
    assert.equal(at(job, "extendedInfo", "internalPropertyBag", "IsInstantRpJob"), "True");
    assert.equal(job["activityId"], REQUEST_ID);
    assert.equal(at(listed, "properties", "extendedInfo"), undefined);
  });

  it("a job that can be cancelled has actionsInfo as a number in old api-versions and as a string in new ones", async () => {
    assert.equal((await newest())["actionsInfo"], undefined);
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    assert.deepEqual((await newest("2022-06-01-preview"))["actionsInfo"], [1]);
    assert.deepEqual((await newest("2023-02-01"))["actionsInfo"], ["Cancellable"]);
  });

  const TARGET = { targetVirtualMachineId: `${VM}-copy`, targetResourceGroupId: GROUP };
  const MOVE = "Transfer data from vault";
  const RESTORES: readonly (readonly [JsonObject, string, string, readonly string[]])[] = [
    [{ recoveryType: "RestoreDisks", targetResourceGroupId: GROUP }, "Recover disks", "vmName", [MOVE]],
    [
      { recoveryType: "AlternateLocation", ...TARGET },
      "Recover VM to an alternate location",
      "web-copy",
      [MOVE, "Create the restored virtual machine"],
    ],
    [{ recoveryType: "OriginalLocation" }, "Replace disks", "web", [MOVE, "Update the virtual machine"]],
  ];
  for (const [request, type, target, tasks] of RESTORES) {
    it(`the job of a restore with recoveryType ${String(request["recoveryType"])} has the job type "${type}" and its tasks`, async () => {
      await restore(request);
      const job = await newest();
      assert.deepEqual([bagOf(job)["Job Type"], bagOf(job)["Target VM Name"]], [type, target]);
      assert.deepEqual(
        listAt(job, "extendedInfo", "tasksList").map((task) => at(task, "taskId")),
        tasks,
      );
      assert.equal(at(job, "extendedInfo", "internalPropertyBag", "restoreLocationType"), request["recoveryType"]);
      assert.equal(at(job, "extendedInfo", "estimatedRemainingDuration"), "PT0S");
    });
  }

  it("a restore in place updates lastRecoveryPoint of its item, but not lastBackupTime", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(DAY_MS);
    await restore({ recoveryType: "OriginalLocation" });
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual(
      [item["lastRecoveryPoint"], item["lastBackupTime"]],
      ["2024-05-14T10:25:28Z", "2024-05-13T10:25:28Z"],
    );
  });

  it("the eleventh restore of an item in 24 hours is accepted with a warning", async () => {
    const answers: Answer[] = [];
    for (let count = 0; count < 11; count++) {
      answers.push(
        await restore({ recoveryType: "RestoreDisks", targetResourceGroupId: GROUP, storageAccountId: ACCOUNT }),
      );
    }
    const warnings = answers.map(({ headers }) => headers.get("x-ms-azvb-warning"));
    assert.deepEqual(warnings.slice(0, 10), Array(10).fill(null));
    assert.equal(warnings[10], "Azure allows 10 restores of the item in 24 hours; this is number 11.");
  });

  it("the list of jobs is exported by an operation that ends with status 204", async () => {
    const asked = await azure.call("POST", `${VAULT}/backupJobsExport`);
    const ended = await azure.follow(asked);
    assert.deepEqual([asked.status, ended.status], [202, 204]);
  });

  it("a job that does not exist is not found, and cannot be cancelled", async () => {
    const read = await azure.call("GET", `${JOBS}/${REQUEST_ID}`);
    const cancel = await azure.call("POST", `${JOBS}/${REQUEST_ID}/cancel`);
    assert.deepEqual([read.status, codeOf(read), cancel.status], [404, "ResourceNotFound", 404]);
  });

  it("the list of jobs has pages of 1000 entries, newest first, connected by nextLink", async () => {
    const name = textAt(entriesOf(await azure.call("GET", JOBS))[0], "name") ?? "";
    await azure.azure.store.write((documents) => {
      const one = documents.get(`${JOBS}/${name}`);
      assert.ok(one !== undefined);
      for (let n = 1; n <= 1000; n++) documents.put({ ...one, id: `${one.id}-${n}`, rank: 1_000_000 + n });
    });
    const first = await azure.call("GET", JOBS);
    const link = new URL(textAt(first.body, "nextLink") ?? "");
    const second = await azure.call("GET", `${JOBS}?$skipToken=${link.searchParams.get("$skipToken") ?? ""}`);
    assert.deepEqual([entriesOf(first).length, entriesOf(second).length], [1000, 1]);
    assert.equal(second.body["nextLink"], undefined);
    assert.equal(textAt(entriesOf(second)[0], "name"), name);
  });

  it("the list of recovery points is filtered by start and end date, and no point is recommended for archive", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(DAY_MS);
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    const filter = "startDate eq '2024-05-14 12:00:00 AM' and endDate eq '2024-05-15 12:00:00 AM'";
    const times = entriesOf(await azure.call("GET", `${POINTS}?$filter=${filter}`)).map((point) =>
      at(point, "properties", "recoveryPointTime"),
    );
    assert.deepEqual(times, ["2024-05-14T10:25:28Z"]);
    const recommended = await azure.call("POST", `${ITEM}/recoveryPointsRecommendedForMove`, { excludedRPList: [] });
    assert.deepEqual(recommended.body, { value: [] });
  });

  /** Restores the newest recovery point. Creates one if none exists. */
  async function restore(properties: JsonObject): Promise<Answer> {
    if (entriesOf(await azure.call("GET", POINTS)).length === 0) await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    const name = textAt(entriesOf(await azure.call("GET", POINTS))[0], "name") ?? "";
    const body = { properties: { objectType: "IaasVMRestoreRequest", ...properties } };
    return azure.call("POST", `${POINTS}/${name}/restore`, body);
  }
});

describe("at pace real, a job", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    await azure.call("PUT", `${GROUP}/providers/Microsoft.Compute/virtualMachines/db`, machine());
    await azure.call("PUT", ITEM, protection());
    azure.advance(60_000);
  });

  afterEach(() => azure.close());

  const latestDuration = async (): Promise<Json | undefined> => {
    azure.advance(DAY_MS);
    return at(entriesOf(await azure.call("GET", JOBS))[0], "properties", "duration");
  };

  it("that deletes backups takes 11 seconds with soft delete and 105 seconds without, as in recorded traffic", async () => {
    const db = itemPath(VAULT, "db");
    const vm = VM.replace(/web$/, "db");
    await azure.call("DELETE", ITEM);
    const soft = await latestDuration();
    const config = { properties: { softDeleteFeatureState: "Disabled" } };
    await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, config);
    await azure.call("PUT", db, protection(VAULT, "DefaultPolicy", vm));
    azure.advance(60_000);
    await azure.call("DELETE", db);
    assert.deepEqual([soft, await latestDuration()], ["PT11S", "PT1M45S"]);
  });

  it("that restores disks takes 75 seconds into a resource group and 33 minutes into a storage account", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(3_600_000);
    const name = textAt(entriesOf(await azure.call("GET", POINTS))[0], "name") ?? "";
    const durations: (Json | undefined)[] = [];
    for (const target of [{ targetResourceGroupId: GROUP }, { storageAccountId: ACCOUNT }]) {
      const properties = { objectType: "IaasVMRestoreRequest", recoveryType: "RestoreDisks", ...target };
      assert.equal((await azure.call("POST", `${POINTS}/${name}/restore`, { properties })).status, 202);
      durations.push(await latestDuration());
    }
    assert.deepEqual(durations, ["PT1M15S", "PT33M"]);
  });
});
