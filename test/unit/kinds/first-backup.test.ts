import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { type StubEngine, stubEngine } from "../../support/stub-engine.js";
import { ITEM, itemInputs, VAULT } from "./examples.js";
import { heardIn } from "./listening.js";

const withBackup = { ...itemInputs, initialBackup: true };

const job = (containerName: string, name = "j-running"): JsonObject => ({ name, properties: { containerName } });

const point = (...tiers: readonly string[]): JsonObject => ({
  name: "1",
  properties: { recoveryPointTierDetails: tiers.map((type) => ({ type, status: "Valid" })) },
});

const ERROR: JsonObject = {
  errorCode: 400052,
  errorTitle: "DiffCopyFailedToTransferData",
  errorString: "Backup failed to copy data to vault.",
  recommendations: ["Please retry backup after sometime."],
};

/** A backup job that has ended, with the status of its transfer. */
const ended = (status: string, transfer: string, ...errorDetails: JsonObject[]): JsonObject => ({
  properties: {
    status,
    errorDetails,
    extendedInfo: {
      tasksList: [
        { taskId: "Take Snapshot", status: "Completed" },
        { taskId: "Transfer data to vault", status: transfer },
      ],
    },
  },
});

const NOT_IN_VAULT =
  "The first backup of web did not reach the vault: its recovery point is only a snapshot in the VM's region, which expires with the policy's instant restore.";
const ADVICE = (name: string) =>
  `Correct the cause, then start another backup of the VM in Azure. initialBackup does not take a second one, because a recovery point exists. (Job: ${name})`;

/** An engine with these running jobs and these recovery points. */
function withBackups(jobs: JsonObject[], points: JsonObject[]): StubEngine {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.protectedItems, "find").resolves(undefined);
  sinon.stub(stubbed.armed.protectedItems, "protect").resolves({});
  sinon.stub(stubbed.armed.jobs, "list").resolves(jobs);
  sinon.stub(stubbed.armed.recoveryPoints, "list").resolves(points);
  return stubbed;
}

describe("a first backup", () => {
  it("is taken and waited for if no recovery point exists", async () => {
    const { armed, engine, calls } = withBackups([], []);
    sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    const settled = sinon.stub(armed.jobs, "settled").resolves({});

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(calls, [
      "protectedItems.find",
      "protectedItems.protect",
      "jobs.list",
      "recoveryPoints.list",
      "protectedItems.backUp",
      "jobs.settled",
    ]);
    assert.deepEqual(settled.args, [[VAULT, "j-new"]]);
  });

  it("is not taken if a recovery point exists", async () => {
    const { engine, calls } = withBackups([], [point("InstantRP", "HardenedRP")]);

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect", "jobs.list", "recoveryPoints.list"]);
  });

  it("is waited for if its job is already running, whatever the letter case of the container name", async () => {
    const { armed, engine, calls } = withBackups(
      [job("iaasvmcontainerv2;shop;db", "j-db"), job("IaaSVMContainerV2;SHOP;Web")],
      [],
    );
    const settled = sinon.stub(armed.jobs, "settled").resolves({});

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect", "jobs.list", "jobs.settled"]);
    assert.deepEqual(settled.args, [[VAULT, "j-running"]]);
  });

  it("is taken even if the backup job of another VM is running", async () => {
    const { armed, engine } = withBackups([job("iaasvmcontainerv2;shop;web2")], []);
    const backUp = sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    sinon.stub(armed.jobs, "settled").resolves({});

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(backUp.args, [[ITEM]]);
  });

  it("fails the create if its job fails", async () => {
    const { armed, engine } = withBackups([], []);
    sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    sinon.stub(armed.jobs, "settled").rejects(new BackupError("JobFailed", "The job ended as Failed: agent"));

    await assert.rejects(protectedVm.handler(engine).create(ITEM, withBackup), { code: "JobFailed" });
  });

  /** The warnings of a create whose first backup ends as this job. */
  async function warningsAfter(job: JsonObject): Promise<string[]> {
    const { armed, engine } = withBackups([], []);
    sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    sinon.stub(armed.jobs, "settled").resolves(job);
    return heardIn(() => protectedVm.handler(engine).create(ITEM, withBackup));
  }

  it("that did not reach the vault causes a warning with Azure's errors and what to do", async () => {
    assert.deepEqual(await warningsAfter(ended("CompletedWithWarnings", "Failed", ERROR)), [
      [
        NOT_IN_VAULT,
        "  400052 DiffCopyFailedToTransferData: Backup failed to copy data to vault.",
        "  Please retry backup after sometime.",
        ADVICE("j-new"),
      ].join("\n"),
    ]);
    assert.deepEqual(await warningsAfter(ended("Completed", "Failed")), [[NOT_IN_VAULT, ADVICE("j-new")].join("\n")]);
  });

  it("that completed with warnings causes a warning that lists them", async () => {
    const warning = { errorCode: 173, errorTitle: "Consistency", errorString: "File-system consistent only." };

    assert.deepEqual(await warningsAfter(ended("CompletedWithWarnings", "Completed", warning)), [
      [
        "The first backup of web completed with warnings.",
        "  173 Consistency: File-system consistent only.",
        ADVICE("j-new"),
      ].join("\n"),
    ]);
  });

  it("that completed causes no warning", async () => {
    assert.deepEqual(await warningsAfter(ended("Completed", "Completed")), []);
    assert.deepEqual(await warningsAfter({ properties: { status: "Completed" } }), []);
  });

  it("that ended with warnings after an interrupted run causes a warning in the next run", async () => {
    const { armed, engine } = withBackups([], [point("InstantRP")]);
    const list = armed.jobs.list as sinon.SinonStub;
    list.callsFake(async (_vault: string, filter: string) =>
      filter.includes("CompletedWithWarnings") ? [job("iaasvmcontainerv2;shop;web", "j-old")] : [],
    );
    const settled = sinon.stub(armed.jobs, "settled").resolves(ended("CompletedWithWarnings", "Failed", ERROR));

    const warnings = await heardIn(() => protectedVm.handler(engine).create(ITEM, withBackup));

    assert.deepEqual(settled.args, [[VAULT, "j-old"]]);
    assert.deepEqual(
      warnings.map((warning) => warning.split("\n")[0]),
      [NOT_IN_VAULT],
    );
  });
});
