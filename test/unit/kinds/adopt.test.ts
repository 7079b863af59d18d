import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { toArm } from "../../../provider/kinds/backup-policy/arm.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource } from "../../support/verbs.js";
import { DISK, diskInputs, ITEM, itemInputs, POLICY, policyInputs, VAULT, VM, vaultInputs } from "./examples.js";

const disk = {
  id: DISK,
  name: "db",
  location: "WestEurope",
  tags: { team: "data" },
  properties: { diskSizeGB: 32, creationData: { createOption: "empty" }, provisioningState: "Succeeded" },
};

/** An engine in which the disk already exists. */
function withDisk(live: JsonObject = disk) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.resources, "find").resolves(live);
  const put = sinon.stub(stubbed.armed.resources, "put").resolves(live);
  return { ...stubbed, put };
}

describe("a resource that already exists", () => {
  it("is not adopted by default, and the error message describes the options", async () => {
    const { engine, calls } = withDisk();

    await assert.rejects(createResource(armResource, engine, diskInputs), {
      code: "AlreadyExists",
      message: `ArmResource db already exists and is not in this stack's state (${DISK}). If this program created it (in an interrupted run, or on another machine), set adopt: "own". If it was renamed in the program, give the resource an alias with its old name. If another tool created it, set adopt: "ifIdentical" or "always"; a destroy then retains it.`,
    });
    assert.deepEqual(calls, ["resources.find"]);
  });

  it("is adopted by ifIdentical without a write if it matches the declared inputs", async () => {
    const { engine, calls } = withDisk();
    const inputs = { ...diskInputs, adopt: "ifIdentical" };

    const created = await createResource(armResource, engine, inputs);

    assert.deepEqual(calls, ["resources.find", "resources.find"]);
    assert.deepEqual(created, { id: DISK, outputs: { ...inputs, endpoint: "mock", adopted: true } });
  });

  it("is not adopted by ifIdentical if a declared input differs, and the error message lists each difference", async () => {
    const { engine, calls } = withDisk();
    const inputs = {
      ...diskInputs,
      adopt: "ifIdentical",
      location: "northeurope",
      tags: { team: "shop" },
      properties: { diskSizeGB: 64 },
    };

    await assert.rejects(createResource(armResource, engine, inputs), {
      code: "AlreadyExists",
      message: [
        `ArmResource db already exists and is not in this stack's state (${DISK}). adopt is "ifIdentical", but the live resource differs from the declared inputs:`,
        '  location: declared "northeurope", found "WestEurope"',
        '  tags: declared {"team":"shop"}, found {"team":"data"}',
        "  properties: differs [not shown]",
        'Declare the live values, or set adopt: "always" (a destroy then retains the resource) or adopt: "own" (a destroy deletes it) to change them.',
      ].join("\n"),
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("is refused without showing values that the program marks as secret", async () => {
    const { engine } = withDisk();
    const inputs = { ...diskInputs, adopt: "ifIdentical", tags: { team: "s3cret" }, __secrets: ["tags"] };

    await assert.rejects(createResource(armResource, engine, inputs), (error: Error) => {
      assert.match(error.message, /\n {2}tags: differs \[not shown\]\n/);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
  });

  it("is not adopted by ifIdentical if it lacks a declared input", async () => {
    const { tags: _, ...untagged } = disk;
    const { engine } = withDisk(untagged);
    const inputs = { ...diskInputs, adopt: "ifIdentical", tags: { team: "shop" } };

    await assert.rejects(createResource(armResource, engine, inputs), {
      message: /tags: declared \{"team":"shop"\}, found nothing/,
    });
  });

  it("is adopted and updated with adopt: always", async () => {
    const { engine, calls, put } = withDisk();
    const inputs = { ...diskInputs, adopt: "always", properties: { diskSizeGB: 64 } };

    const { outputs } = await createResource(armResource, engine, inputs);

    assert.deepEqual(calls, ["resources.find", "resources.put", "resources.find"]);
    assert.deepEqual(put.args, [[DISK, "2023-10-02", { location: "westeurope", properties: { diskSizeGB: 64 } }]]);
    assert.equal(outputs["adopted"], true);
  });
});

describe("adopt: ifIdentical accepts", () => {
  it("a vault for which Azure returns more properties than were declared", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves({
      id: VAULT.toUpperCase(),
      name: "Backups",
      location: "West Europe",
      tags: { team: "data" },
      properties: { publicNetworkAccess: "Enabled" },
    });
    sinon.stub(armed.vaults, "findSettings").resolves({ softDeleteFeatureState: "Enabled" });

    await createResource(vault, engine, { ...vaultInputs, adopt: "ifIdentical" });

    assert.deepEqual(writesIn(calls), []);
  });

  it("a policy whose weekdays are in another order", async () => {
    const { armed, engine, calls } = stubEngine();
    const weekly = (...weekdays: ("Sunday" | "Friday")[]) => ({
      ...policyInputs,
      schedule: { frequency: "Weekly", time: "02:00", weekdays } as const,
      retention: { weekly: { count: 4, weekdays } },
      instantRestoreDays: 5,
    });
    sinon.stub(armed.policies, "find").resolves({ id: POLICY, name: "daily", ...toArm(weekly("Friday", "Sunday")) });

    await createResource(backupPolicy, engine, { ...weekly("Sunday", "Friday"), adopt: "ifIdentical" });

    assert.deepEqual(writesIn(calls), []);
  });

  it("a protected VM with the same policy, and still takes a first backup if initialBackup is true", async () => {
    const { armed, engine, calls } = stubEngine();
    const item = { id: ITEM, properties: { policyId: POLICY.toUpperCase(), sourceResourceId: VM } };
    sinon.stub(armed.protectedItems, "find").resolves(item);
    sinon.stub(armed.protectedItems, "protect").resolves(item);
    sinon.stub(armed.jobs, "list").resolves([]);
    sinon.stub(armed.recoveryPoints, "list").resolves([]);
    sinon.stub(armed.protectedItems, "backUp").resolves("j");
    sinon.stub(armed.jobs, "settled").resolves({});

    await createResource(protectedVm, engine, { ...itemInputs, adopt: "ifIdentical" });
    assert.deepEqual(writesIn(calls), []);

    await createResource(protectedVm, engine, { ...itemInputs, adopt: "ifIdentical", initialBackup: true });
    assert.deepEqual(writesIn(calls), ["protectedItems.protect", "protectedItems.backUp"]);
  });
});
