import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { getProtectableVms, getVmExtensions } from "../../../provider/index.js";
import { GROUP, ITEM, SUBSCRIPTION, VAULT, VM } from "../kinds/examples.js";
import { engineForFunctions } from "./asking.js";

const vaultBody: JsonObject = { id: VAULT, name: "backups", location: "westeurope", properties: {} };
const OTHER = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/elsewhere`;

describe("getVmExtensions", () => {
  const stub = engineForFunctions();

  it("also marks the snapshot extension for Linux, in any case", async () => {
    const properties = {
      publisher: "microsoft.azure.recoveryservices",
      type: "VMSnapshotLINUX",
      typeHandlerVersion: "1.0",
    };
    sinon.stub(stub().armed.extensions, "list").resolves([
      { id: `${VM}/extensions/mine`, name: "mine", properties },
      { id: `${VM}/extensions/fake`, name: "fake", properties: { ...properties, publisher: "Somebody" } },
    ]);

    assert.deepEqual(
      (await getVmExtensions({ vm: VM })).map(({ name, isSnapshotExtension }) => [name, isSnapshotExtension]),
      [
        ["fake", false],
        ["mine", true],
      ],
    );
  });

  it("fails if the VM does not exist", async () => {
    sinon.stub(stub().armed.extensions, "list").resolves(undefined);

    await assert.rejects(getVmExtensions({ vm: VM }), {
      code: "NotFound",
      message: /^getVmExtensions: Microsoft\.Compute\/virtualMachines web does not exist: /,
    });
  });
});

describe("getProtectableVms", () => {
  const stub = engineForFunctions();
  const vm = (name: string, location = "westeurope", type = "Microsoft.Compute/virtualMachines"): JsonObject => ({
    id: `${GROUP}/providers/${type}/${name}`,
    name,
    type,
    location,
  });

  it("discovers first, and requests the protection status only of VMs without another reason", async () => {
    const { armed } = stub();
    const classic = vm("old", "westeurope", "Microsoft.ClassicCompute/virtualMachines");
    sinon.stub(armed.vaults, "find").resolves(vaultBody);
    sinon.stub(armed.discovery, "refresh").resolves();
    sinon
      .stub(armed.discovery, "listProtectable")
      .resolves([{ properties: { virtualMachineId: textOf(classic), friendlyName: "old" } }]);
    const listVms = sinon.stub(armed.discovery, "listVms");
    listVms.resolves([vm("web"), vm("far", "northeurope"), vm("taken", "West Europe"), vm("lost")]);
    sinon.stub(armed.discovery, "listClassicVms").resolves([classic]);
    sinon
      .stub(armed.protectedItems, "list")
      .resolves([{ id: ITEM, properties: { sourceResourceId: VM.toUpperCase(), protectionState: "IRPending" } }]);
    const findVaultOf = sinon.stub(armed.protectedItems, "findVaultOf").resolves(undefined);
    findVaultOf.withArgs(textOf(vm("taken"))).resolves(OTHER);

    const { protectable, others } = await getProtectableVms({ vault: VAULT });

    assert.deepEqual(protectable, []);
    assert.deepEqual(
      others.map(({ name, code, vault }) => [name, code, vault]),
      [
        ["far", "AnotherRegion", undefined],
        ["lost", "NotFound", undefined],
        ["old", "Classic", undefined],
        ["taken", "ProtectedInAnotherVault", OTHER],
        ["web", "ProtectedHere", VAULT],
      ],
    );
    assert.deepEqual(stub().calls.slice(0, 2), ["vaults.find", "discovery.refresh"]);
    assert.deepEqual(listVms.args, [[SUBSCRIPTION]]);
    assert.deepEqual(findVaultOf.args.map(([id]) => id).sort(), [textOf(vm("lost")), textOf(vm("taken"))]);
  });
});

const textOf = ({ id }: JsonObject): string => String(id);
