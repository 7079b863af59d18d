/** The requests of an `ArmResource`. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { armResource, toArm } from "../../../provider/kinds/arm-resource/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { readResource } from "../../support/verbs.js";
import { DISK, diskInputs, GROUP, VAULT } from "./examples.js";

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

  it("is read with the declared api-version, or with the newest one of its type if only its id is known", async () => {
    const { armed, engine, calls } = stubEngine();
    const find = sinon.stub(armed.resources, "find").resolves({ name: "db", type: "Microsoft.Compute/disks" });
    const newest = sinon.stub(armed.resources, "newestVersion").resolves("2024-03-02");
    const handler = armResource.handler(engine);

    await handler.read(DISK, diskInputs);
    assert.deepEqual(calls, ["resources.find"]);
    const known = await handler.read(DISK, {});
    find.resolves(undefined);

    assert.equal(await handler.read(DISK, diskInputs), undefined);
    assert.equal(known?.inputs["apiVersion"], "2024-03-02");
    assert.deepEqual(newest.args, [["Microsoft.Compute/disks"]]);
    assert.deepEqual(find.args, [
      [DISK, "2023-10-02"],
      [DISK, "2024-03-02"],
      [DISK, "2023-10-02"],
    ]);
  });

  it("cannot be read by its id alone if Azure lists no api-version of its type; the error names apiVersion", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "newestVersion").resolves(undefined);
    const id = `${GROUP}/providers/Contoso.Shop/tills/one`;

    await assert.rejects(async () => armResource.handler(engine).read(id, {}), {
      code: "InvalidInput",
      message: `apiVersion: is missing, and the resource provider lists no api-version of Contoso.Shop/tills. To read ${id}, declare one: new ArmResource(name, { apiVersion: "…" } as ArmResourceArgs, { id }), in JavaScript without "as ArmResourceArgs".`,
    });
  });

  it("is read with all its inputs if a program declares no more than the api-version and the id", async () => {
    const { armed, engine } = stubEngine();
    const live = { location: "westeurope", properties: { diskSizeGB: 32 } };
    sinon.stub(armed.resources, "find").resolves(live);
    const outputs = { name: "db-in-the-program", apiVersion: "2023-10-02" };

    const read = await readResource(armResource, engine, { id: DISK, outputs });

    assert.deepEqual(read?.outputs, {
      ...live,
      ...{ type: "Microsoft.Compute/disks", parent: GROUP, apiVersion: "2023-10-02", name: "db" },
      ...{ adopted: false, endpoint: "mock" },
    });
  });

  it("that is a management group is missing if Azure answers 403, as Azure does for a missing one", async () => {
    const { armed, engine } = stubEngine();
    const forbidden = new BackupError("Refused", "AuthorizationFailed", { status: 403 });
    sinon.stub(armed.resources, "find").rejects(forbidden);
    const read = (id: string) => armResource.handler(engine).read(id, { apiVersion: "2023-04-01" });

    assert.equal(await read("/providers/Microsoft.Management/managementGroups/shop"), undefined);
    await assert.rejects(read(DISK), forbidden);
    await assert.rejects(read("/providers/Microsoft.Management/managementGroups/shop/subscriptions/s"), forbidden);
  });

  it("that associates a resource guard is unlocked with a request of the guard before it is deleted", async () => {
    const { armed, engine, writes } = stubEngine();
    const proxy = `${VAULT}/backupResourceGuardProxies/VaultProxy`;
    const guard = `${GROUP}/providers/Microsoft.DataProtection/ResourceGuards/guard`;
    const details = ["backupPolicies/write", "backupResourceGuardProxies/delete"].map((operation, index) => ({
      vaultCriticalOperation: `Microsoft.RecoveryServices/vaults/${operation}`,
      defaultResourceRequest: `${guard}/requests${index}/default`,
    }));
    const properties = { resourceGuardResourceId: guard, resourceGuardOperationDetails: details };
    sinon.stub(armed.resources, "find").resolves({ properties });
    sinon.stub(armed.resources, "post").resolves({});
    sinon.stub(armed.resources, "delete").resolves();

    await armResource.handler(engine).delete(proxy, { apiVersion: "2025-02-01" });

    const body = { resourceGuardOperationRequests: [`${guard}/requests1/default`], resourceToBeDeleted: proxy };
    assert.deepEqual(writes, [
      { call: "resources.post", args: [`${proxy}/unlockDelete`, "2025-02-01", body] },
      { call: "resources.delete", args: [proxy, "2025-02-01"] },
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
