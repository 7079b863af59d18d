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

describe("while a job runs", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await putBasics(azure);
  });

  afterEach(() => azure.close());

  const newest = async () => `${JOBS}/${String(firstOf(await azure.call("GET", JOBS), "name"))}`;
  /** Reads a job until `done` is true for it. */
  const readUntil = async (path: string, done: (job: Json) => boolean) => {
    for (let read = 0; read < 20; read++) if (done((await azure.call("GET", path)).body)) return;
    assert.fail("the job did not reach the expected state");
  };
  const isCompleted = (job: Json) => at(job, "properties", "status") === "Completed";
  const enable = async () => {
    await azure.call("PUT", ITEM, protection());
    await readUntil(await newest(), isCompleted);
  };

  it("a second change of its item is refused with BMSUserErrorObjectLocked", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("PUT", ITEM, STOP);
    assert.deepEqual([answer.status, codeOf(answer)], [409, "BMSUserErrorObjectLocked"]);
    assert.equal(messageOf(answer), "Another operation is in progress on the selected item.");
  });

  it("a second configuration of its item is refused with BMSUserErrorConflictingProtectionOperation", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("PUT", ITEM, protection(VAULT, "EnhancedPolicy"));
    assert.deepEqual([answer.status, codeOf(answer)], [409, "BMSUserErrorConflictingProtectionOperation"]);
    assert.equal(messageOf(answer), "Another configure protection operation is in progress for this item.");
  });

  it("a backup of an item that is being configured is refused", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([answer.status, codeOf(answer)], [409, "BMSUserErrorObjectLocked"]);
  });

  it("a backup is refused during the snapshot of another backup, and accepted during its transfer", async () => {
    await enable();
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const first = await newest();
    const early = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await readUntil(first, hasSnapshot);
    const late = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual([early.status, codeOf(early)], [409, "UserErrorBackupOperationInProgress"]);
    assert.equal(late.status, 202);
  });

  it("a backup cannot be cancelled after its snapshot is taken", async () => {
    await enable();
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const path = await newest();
    await readUntil(path, hasSnapshot);
    const answer = await azure.call("POST", `${path}/cancel`);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
    assert.match(messageOf(answer), /^The snapshot is complete/);
  });

  it("a ConfigureBackup job cannot be cancelled", async () => {
    await azure.call("PUT", ITEM, protection());
    const answer = await azure.call("POST", `${await newest()}/cancel`);
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorJobNotCancellable"]);
  });

  const hasSnapshot = (job: Json) => {
    const [snapshot] = at(job, "properties", "extendedInfo", "tasksList") as Json[];
    return at(snapshot, "status") === "Completed";
  };
});
