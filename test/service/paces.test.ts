import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import {
  firstOf,
  ITEM,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  putProtected,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const JOBS = `${VAULT}/backupJobs`;
const POINTS = `${ITEM}/recoveryPoints`;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const tasksOf = (job: Json | undefined): Json[] =>
  (at(job, "extendedInfo", "tasksList") as Json[]).map((task) => at(task, "status") ?? null);
const tiersOf = (point: Json | undefined): Json[] =>
  (at(point, "properties", "recoveryPointTierDetails") as Json[]).map((tier) => at(tier, "type") ?? null);

/** The path of the newest job. */
async function newestJob({ call }: TestAzure): Promise<string> {
  return `${JOBS}/${String(firstOf(await call("GET", JOBS), "name"))}`;
}

describe("a job whose stages take two polls each", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await putBasics(azure);
    await azure.follow(await azure.call("PUT", ITEM, protection()));
    const [job] = (await azure.call("GET", JOBS)).body["value"] as Json[];
    await azure.call("GET", `${JOBS}/${String(at(job, "name"))}`);
  });

  afterEach(() => azure.close());

  it("runs the snapshot task, then the transfer task", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    const reads: Json[][] = [];
    for (let read = 0; read < 4; read++) {
      const job = propertiesOf(await azure.call("GET", path));
      reads.push([job["status"] ?? null, ...tasksOf(job)]);
    }
    assert.deepEqual(reads, [
      ["InProgress", "InProgress", "NotStarted"],
      ["InProgress", "Completed", "InProgress"],
      ["InProgress", "Completed", "InProgress"],
      ["Completed", "Completed", "Completed"],
    ]);
  });

  it("has a recovery point only in the snapshot tier during the transfer", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    assert.deepEqual((await azure.call("GET", POINTS)).body["value"], []);
    await azure.call("GET", path);
    await azure.call("GET", path);
    const [point] = (await azure.call("GET", POINTS)).body["value"] as Json[];
    assert.deepEqual(tiersOf(point), ["InstantRP"]);
  });

  it("skips its transfer while an earlier transfer runs, and is Completed", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const first = await newestJob(azure);
    await azure.call("GET", first);
    await azure.call("GET", first);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const second = await newestJob(azure);
    await azure.call("GET", second);
    const job = propertiesOf(await azure.call("GET", second));
    assert.deepEqual([job["status"], ...tasksOf(job)], ["Completed", "Completed", "Skipped"]);
  });

  it("blocks a second backup while its snapshot is taken", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const second = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.equal(second.status, 409);
  });

  it("is CompletedWithWarnings if the VM is deleted before the transfer ends", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    await azure.call("GET", path);
    await azure.call("GET", path);
    await azure.call("DELETE", VM);
    await azure.call("GET", path);
    const job = propertiesOf(await azure.call("GET", path));
    assert.deepEqual([job["status"], ...tasksOf(job)], ["CompletedWithWarnings", "Completed", "Failed"]);
    assert.equal(at((job["errorDetails"] as Json[])[0], "errorCode"), 320001);
  });

  it("is Failed if the VM is deleted before the snapshot ends", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    await azure.call("DELETE", VM);
    await azure.call("GET", path);
    const job = propertiesOf(await azure.call("GET", path));
    assert.deepEqual([job["status"], ...tasksOf(job)], ["Failed", "Failed", "Failed"]);
  });

  it("is Cancelling, then Cancelled after a cancel request, and creates no recovery point", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    const cancel = await azure.call("POST", `${path}/cancel`);
    const cancelling = propertiesOf(await azure.call("GET", path));
    const cancelled = propertiesOf(await azure.call("GET", path));
    assert.equal(cancel.status, 202);
    assert.equal(cancelling["status"], "Cancelling");
    assert.deepEqual([cancelled["status"], ...tasksOf(cancelled)], ["Cancelled", "Cancelled", "Cancelled"]);
    assert.deepEqual((await azure.call("GET", POINTS)).body["value"], []);
  });

  it("locks its item against other changes until it ends", async () => {
    const stopping = await azure.call("PUT", ITEM, STOP);
    const refused = await azure.call("PUT", ITEM, protection());
    await azure.follow(stopping);
    await azure.follow(stopping);
    const accepted = await azure.call("PUT", ITEM, protection());
    assert.deepEqual([stopping.status, refused.status, accepted.status], [202, 409, 202]);
  });
});

describe("a job at the real pace", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putProtected(azure);
    azure.advance(5 * MINUTE_MS);
  });

  afterEach(() => azure.close());

  it("ends when its duration has passed, and reports that duration even if it is read a day later", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newestJob(azure);
    azure.advance(5 * MINUTE_MS);
    const during = propertiesOf(await azure.call("GET", path));
    azure.advance(DAY_MS);
    const after = propertiesOf(await azure.call("GET", path));

    assert.deepEqual(tasksOf(during), ["InProgress", "NotStarted"]);
    assert.equal(during["duration"], "PT5M");
    assert.equal(after["status"], "Completed");
    assert.equal(after["duration"], "PT41M15S");
  });

  it("advances when only the recovery points are read", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    azure.advance(10 * MINUTE_MS);
    const [point] = (await azure.call("GET", POINTS)).body["value"] as Json[];
    assert.deepEqual(tiersOf(point), ["InstantRP"]);
    assert.equal(at(point, "properties", "recoveryPointTime"), "2024-05-13T10:38:04Z");
  });
});
