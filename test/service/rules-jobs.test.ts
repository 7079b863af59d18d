import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import {
  codeOf,
  firstOf,
  ITEM,
  messageOf,
  openTestAzure,
  protection,
  putBasics,
  STOP,
  type TestAzure,
  VAULT,
} from "../support/service.js";

const BACKUP = { properties: { objectType: "IaasVMBackupRequest" } };
const JOBS = `${VAULT}/backupJobs`;

describe("while work goes on", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await putBasics(azure);
  });

  afterEach(() => azure.close());

  const newest = async () => `${JOBS}/${String(firstOf(await azure.call("GET", JOBS), "name"))}`;
  /** Reads a job until it has the status, or one of its tasks has. */
  const readUntil = async (path: string, done: (job: Json) => boolean) => {
    for (let read = 0; read < 20; read++) if (done((await azure.call("GET", path)).body)) return;
    assert.fail("the job did not get there");
  };
  const isOver = (job: Json) => at(job, "properties", "status") === "Completed";
  const enable = async () => {
    await azure.call("PUT", ITEM, protection());
    await readUntil(await newest(), isOver);
  };

  it("a second change of an item is refused: BMSUserErrorObjectLocked", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("PUT", ITEM, STOP);
    assert.deepEqual([answer.status, codeOf(answer)], [409, "BMSUserErrorObjectLocked"]);
    assert.equal(messageOf(answer), "Another operation is in progress on the selected item.");
  });

  it("a backup of an item that is being configured is refused too", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([answer.status, codeOf(answer)], [409, "BMSUserErrorObjectLocked"]);
  });

  it("a backup is refused while another takes its snapshot, and taken once that transfers", async () => {
    await enable();
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const first = await newest();
    const early = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await readUntil(first, hasTaken);
    const late = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([early.status, codeOf(early)], [409, "UserErrorBackupOperationInProgress"]);
    assert.equal(late.status, 202);
  });

  it("a backup is cancelled until its snapshot is taken, not after", async () => {
    await enable();
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newest();
    await readUntil(path, hasTaken);
    const answer = await azure.call("POST", `${path}/cancel`);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
    assert.match(messageOf(answer), /^The snapshot is complete/);
  });

  it("a job that configures protection is never cancelled", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("POST", `${await newest()}/cancel`);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
  });

  const hasTaken = (job: Json) => {
    const [snapshot] = at(job, "properties", "extendedInfo", "tasksList") as Json[];
    return at(snapshot, "status") === "Completed";
  };
});
