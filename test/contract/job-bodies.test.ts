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
const EXPIRY = { properties: { recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" } };
const DAY_MS = 86_400_000;

const entriesOf = ({ body }: Answer): readonly Json[] => listAt(body, "value");

describe("the job", () => {
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

  it("of each write of an item has that write's operation and property bag", async () => {
    const seen: (readonly [Json | undefined, JsonObject])[] = [];
    const note = async () => {
      const job = await newest();
      seen.push([job["operation"], bagOf(job)]);
    };
    await note();
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    await azure.call("PUT", ITEM, STOP);
    await note();
    await azure.call("DELETE", ITEM);
    await note();
    await azure.call("PUT", ITEM, UNDELETE);
    await note();
    await azure.call("PUT", ITEM, protection(VAULT, "EnhancedPolicy"));
    await note();
    assert.deepEqual(seen, [
      ["ConfigureBackup", { "VM Name": "web", "Policy Name": "DefaultPolicy" }],
      ["DisableBackup", { "VM Name": "web", "Policy Name": "" }],
      ["DeleteBackupData", { "VM Name": "web", "Number of Recovery Points": "1" }],
      ["Undelete", { "VM Name": "web", "Undelete flag": "True" }],
      ["ConfigureBackup", { "VM Name": "web", "Policy Name": "EnhancedPolicy" }],
    ]);
  });

  it("of a backup tells its expiry, its size and its tasks; a listed one tells no details", async () => {
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

  it("can be cancelled by a number in old api-versions and a word in new ones, where it can at all", async () => {
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
    it(`of a restore by ${String(request["recoveryType"])} says "${type}" and has its tasks`, async () => {
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

  it("of a restore in place moves its item's last recovery point on, not its last backup", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(DAY_MS);
    await restore({ recoveryType: "OriginalLocation" });
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual(
      [item["lastRecoveryPoint"], item["lastBackupTime"]],
      ["2024-05-14T10:25:28Z", "2024-05-13T10:25:28Z"],
    );
  });

  it("of the eleventh restore of a day is begun and warned of", async () => {
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

  it("list is exported by an operation that ends with nothing", async () => {
    const asked = await azure.call("POST", `${VAULT}/backupJobsExport`);
    const ended = await azure.follow(asked);
    assert.deepEqual([asked.status, ended.status], [202, 204]);
  });

  it("of no vault is not found, and cannot be cancelled", async () => {
    const read = await azure.call("GET", `${JOBS}/${REQUEST_ID}`);
    const cancel = await azure.call("POST", `${JOBS}/${REQUEST_ID}/cancel`);
    assert.deepEqual([read.status, codeOf(read), cancel.status], [404, "ResourceNotFound", 404]);
  });

  it("list has pages of a thousand, newest first, that a link leads through", async () => {
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
  });

  it("of points finds those of a time alone", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(DAY_MS);
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    const filter = "startDate eq '2024-05-14 12:00:00 AM' and endDate eq '2024-05-15 12:00:00 AM'";
    const times = entriesOf(await azure.call("GET", `${POINTS}?$filter=${filter}`)).map((point) =>
      at(point, "properties", "recoveryPointTime"),
    );
    assert.deepEqual(times, ["2024-05-14T10:25:28Z"]);
    const moved = await azure.call("POST", `${ITEM}/recoveryPointsRecommendedForMove`, { excludedRPList: [] });
    assert.deepEqual(moved.body, { value: [] });
  });

  /** Restores the newest point, which is made where there is none. */
  async function restore(properties: JsonObject): Promise<Answer> {
    if (entriesOf(await azure.call("GET", POINTS)).length === 0) await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    const name = textAt(entriesOf(await azure.call("GET", POINTS))[0], "name") ?? "";
    return azure.call("POST", `${POINTS}/${name}/restore`, { properties });
  }
});

describe("at the real pace, a job", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    await azure.call("PUT", `${GROUP}/providers/Microsoft.Compute/virtualMachines/db`, machine());
    await azure.call("PUT", ITEM, protection());
    azure.advance(60_000);
  });

  afterEach(() => azure.close());

  const lasts = async (): Promise<Json | undefined> => {
    azure.advance(DAY_MS);
    return at(entriesOf(await azure.call("GET", JOBS))[0], "properties", "duration");
  };

  it("that deletes takes 11 seconds with soft delete and 105 without, as recorded", async () => {
    const db = itemPath(VAULT, "db");
    const vm = VM.replace(/web$/, "db");
    await azure.call("DELETE", ITEM);
    const soft = await lasts();
    const config = { properties: { softDeleteFeatureState: "Disabled" } };
    await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, config);
    await azure.call("PUT", db, protection(VAULT, "DefaultPolicy", vm));
    azure.advance(60_000);
    await azure.call("DELETE", db);
    assert.deepEqual([soft, await lasts()], ["PT11S", "PT1M45S"]);
  });

  it("that restores disks into a group is over in 75 seconds, and into a storage account in 33 minutes", async () => {
    await azure.call("POST", `${ITEM}/backup`, EXPIRY);
    azure.advance(3_600_000);
    const name = textAt(entriesOf(await azure.call("GET", POINTS))[0], "name") ?? "";
    const durations: (Json | undefined)[] = [];
    for (const target of [{ targetResourceGroupId: GROUP }, { storageAccountId: ACCOUNT }]) {
      const properties = { recoveryType: "RestoreDisks", ...target };
      assert.equal((await azure.call("POST", `${POINTS}/${name}/restore`, { properties })).status, 202);
      durations.push(await lasts());
    }
    assert.deepEqual(durations, ["PT1M15S", "PT33M"]);
  });
});
