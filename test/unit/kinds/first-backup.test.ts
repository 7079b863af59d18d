import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { type StubEngine, stubEngine } from "../../support/stub-engine.js";
import { ITEM, itemInputs, VAULT } from "./examples.js";

const withBackup = { ...itemInputs, initialBackup: true };

const job = (containerName: string, name = "j-running"): JsonObject => ({ name, properties: { containerName } });

/** An engine that protects, with these jobs running and these points taken. */
function protecting(jobs: JsonObject[], points: JsonObject[]): StubEngine {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.protectedItems, "find").resolves(undefined);
  sinon.stub(stubbed.armed.protectedItems, "protect").resolves({});
  sinon.stub(stubbed.armed.jobs, "list").resolves(jobs);
  sinon.stub(stubbed.armed.recoveryPoints, "list").resolves(points);
  return stubbed;
}

describe("a first backup", () => {
  it("is taken and waited for where there is no point", async () => {
    const { armed, engine, calls } = protecting([], []);
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

  it("is not taken where a point is there", async () => {
    const { engine, calls } = protecting([], [{ name: "1" }]);

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect", "jobs.list", "recoveryPoints.list"]);
  });

  it("is waited for where its job runs already, by the container's name in any case", async () => {
    const { armed, engine, calls } = protecting(
      [job("iaasvmcontainerv2;shop;db", "j-db"), job("IaaSVMContainerV2;SHOP;Web")],
      [],
    );
    const settled = sinon.stub(armed.jobs, "settled").resolves({});

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect", "jobs.list", "jobs.settled"]);
    assert.deepEqual(settled.args, [[VAULT, "j-running"]]);
  });

  it("is not taken for another VM's job", async () => {
    const { armed, engine } = protecting([job("iaasvmcontainerv2;shop;web2")], []);
    const backUp = sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    sinon.stub(armed.jobs, "settled").resolves({});

    await protectedVm.handler(engine).create(ITEM, withBackup);

    assert.deepEqual(backUp.args, [[ITEM]]);
  });

  it("fails with the reasons of its job", async () => {
    const { armed, engine } = protecting([], []);
    sinon.stub(armed.protectedItems, "backUp").resolves("j-new");
    sinon.stub(armed.jobs, "settled").rejects(new BackupError("JobFailed", "The job ended as Failed: agent"));

    await assert.rejects(protectedVm.handler(engine).create(ITEM, withBackup), { code: "JobFailed" });
  });
});
