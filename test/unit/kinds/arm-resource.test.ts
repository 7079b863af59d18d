import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { armResource, fromArm, toArm } from "../../../provider/kinds/arm-resource/index.js";
import { inputs } from "../../../provider/kinds/arm-resource/schema.js";
import { holdsDeclared } from "../../../provider/kinds/comparison.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { DISK, diskInputs, GROUP, SUBSCRIPTION, VM } from "./examples.js";

describe("the id of an ArmResource", () => {
  it("is below its resource group", () => {
    assert.equal(armResource.armId(diskInputs), DISK);
  });

  it("is below the subscription for a resource group, whatever the letter case of its type", () => {
    const group = { parent: SUBSCRIPTION, name: "shop" };

    assert.equal(armResource.armId({ ...group, type: "Microsoft.Resources/resourceGroups" }), GROUP);
    assert.equal(armResource.armId({ ...group, type: "microsoft.resources/RESOURCEGROUPS" }), GROUP);
  });

  it("is below the parent resource for a child resource", () => {
    const type = "Microsoft.Compute/virtualMachines/extensions";

    assert.equal(armResource.armId({ type, parent: VM, name: "agent" }), `${VM}/extensions/agent`);
  });

  it("is unknown while an input that forms it is unknown or missing", () => {
    assert.equal(armResource.armId({ ...diskInputs, parent: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ ...diskInputs, name: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ ...diskInputs, type: UNKNOWN }), undefined);
    assert.equal(armResource.armId({ parent: GROUP, name: "db" }), undefined);
  });
});

describe("the conversion of an ArmResource to and from ARM", () => {
  it("sends what was declared and nothing else", () => {
    const declaredInputs = {
      ...diskInputs,
      tags: { team: "shop" },
      body: { sku: { name: "Premium_LRS" }, zones: ["1"] },
    };

    assert.deepEqual(toArm(declaredInputs), {
      sku: { name: "Premium_LRS" },
      zones: ["1"],
      location: "westeurope",
      tags: { team: "shop" },
      properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
    });
    assert.deepEqual(toArm({ ...diskInputs, location: "westeurope", properties: {} }), {
      location: "westeurope",
      properties: {},
    });
  });

  it("reads the inputs back, with only the declared keys of body", () => {
    const live = {
      id: DISK.toUpperCase(),
      name: "DB",
      type: "Microsoft.Compute/disks",
      location: "westeurope",
      sku: { name: "Premium_LRS", tier: "Premium" },
      zones: ["1"],
      properties: { diskSizeGB: 32, provisioningState: "Succeeded" },
    };

    assert.deepEqual(fromArm(live, { ...diskInputs, body: { sku: {}, plan: {} } }), {
      type: "Microsoft.Compute/disks",
      apiVersion: "2023-10-02",
      parent: GROUP,
      name: "db",
      location: "westeurope",
      properties: { diskSizeGB: 32, provisioningState: "Succeeded" },
      body: { sku: { name: "Premium_LRS", tier: "Premium" } },
    });
  });

  it("reads type and name back if nothing was declared", () => {
    assert.deepEqual(fromArm({ name: "db", type: "Microsoft.Compute/disks" }, {}), {
      type: "Microsoft.Compute/disks",
      name: "db",
    });
  });

  it("reads back what was declared, whatever properties Azure adds", () => {
    const freeForm = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 2 }));

    fc.assert(
      fc.property(freeForm, freeForm, (declared, added) => {
        const declaredInputs = { ...diskInputs, properties: declared };
        const live = { ...toArm(declaredInputs), properties: { ...added, ...declared } };
        assert.equal(
          holdsDeclared(inputs.properties.properties, declared, fromArm(live, declaredInputs)["properties"]),
          true,
        );
      }),
    );
  });
});

describe("an ArmResource", () => {
  it("is written with the declared api-version", async () => {
    const { armed, engine } = stubEngine();
    const put = sinon.stub(armed.resources, "put").resolves({});

    await armResource.handler(engine).create(DISK, diskInputs);

    assert.deepEqual(put.args, [[DISK, "2023-10-02", toArm(diskInputs)]]);
  });

  it("loses the tags that are no longer declared", async () => {
    const { armed, engine } = stubEngine();
    const put = sinon.stub(armed.resources, "put").resolves({});

    await armResource.handler(engine).update(DISK, diskInputs, { ...diskInputs, tags: { team: "shop" } });

    assert.deepEqual(put.args, [[DISK, "2023-10-02", { ...toArm(diskInputs), tags: {} }]]);
  });

  it("is read with the declared api-version, or with a default one if only its id is known", async () => {
    const { armed, engine } = stubEngine();
    const find = sinon.stub(armed.resources, "find").resolves({ name: "db", type: "Microsoft.Compute/disks" });
    const handler = armResource.handler(engine);

    await handler.read(DISK, diskInputs);
    await handler.read(DISK, {});
    find.resolves(undefined);

    assert.equal(await handler.read(DISK, diskInputs), undefined);
    assert.deepEqual(find.args, [
      [DISK, "2023-10-02"],
      [DISK, "2022-09-01"],
      [DISK, "2023-10-02"],
    ]);
  });

  it("is deleted by one request", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.resources, "delete").resolves();
    const handler = armResource.handler(engine);

    await handler.delete(DISK, { ...diskInputs, onDelete: "delete" });

    assert.deepEqual(writesIn(calls), ["resources.delete"]);
  });
});
