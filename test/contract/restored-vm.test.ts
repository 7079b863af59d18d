/** A VM in a program, after a restore has replaced its disks. */
import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { createTransport } from "../../provider/arm/transport.js";
import { at, type JsonObject } from "../../provider/core/json.js";
import { engineOver } from "../../provider/engine/index.js";
import { drive } from "../../provider/testing/index.js";
import { firstOf, GROUP, handClock, ITEM, propertiesOf, type TestAzure, VAULT, VM } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const TYPE = "Microsoft.Compute/virtualMachines";
const SIZE = { hardwareProfile: { vmSize: "Standard_DS1_v2" } };

describe("a VM that was restored in place", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });
  afterEach(() => azure.close());

  const drivenOver = (kind: "ArmResource" | "ProtectedVm", name: string) => {
    const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: azure.azure.fetch });
    const arm = createArmClient(transport, handClock());
    return drive(kind, engineOver({ arm, clock: handClock(), endpoint: "embedded" }), name);
  };
  const machineWith = (properties: JsonObject) => ({
    type: TYPE,
    apiVersion: "2024-07-01",
    parent: GROUP,
    name: "web",
    location: "westeurope",
    properties,
    adopt: "ifIdentical",
  });
  const diskName = async () => at(propertiesOf(await azure.call("GET", VM)), "storageProfile", "osDisk", "name");
  const restore = async () => {
    const point = String(firstOf(await azure.call("GET", `${ITEM}/recoveryPoints`), "name"));
    const properties = {
      ...{ objectType: "IaasVMRestoreRequest", sourceResourceId: VM, recoveryPointId: point },
      recoveryType: "OriginalLocation",
    };
    await azure.call("POST", `${ITEM}/recoveryPoints/${point}/restore`, { properties });
  };

  it("has new disks but no drift if the program names no disk, and stays protected as declared", async () => {
    const machine = drivenOver("ArmResource", "web");
    const item = drivenOver("ProtectedVm", "web");
    await machine.up(machineWith(SIZE));
    const declared = { vault: VAULT, vm: VM, policy: `${VAULT}/backupPolicies/DefaultPolicy`, initialBackup: true };
    await item.up(declared);
    const before = await diskName();

    await restore();

    assert.notEqual(await diskName(), before);
    assert.deepEqual([await machine.refresh(), await item.refresh()], [false, false]);
    assert.equal(machine.preview(machineWith(SIZE)).step, "same");
    assert.equal(item.preview(declared).step, "same");
  });

  it("is updated in place, not replaced, if the program names the disk from before the restore", async () => {
    const machine = drivenOver("ArmResource", "web");
    const named = machineWith({ storageProfile: { osDisk: { name: String(await diskName()) } } });
    await machine.up(named);
    const policy = `${VAULT}/backupPolicies/DefaultPolicy`;
    await drivenOver("ProtectedVm", "web").up({ vault: VAULT, vm: VM, policy, initialBackup: true });

    await restore();

    assert.equal(await machine.refresh(), true);
    const { step, replaces } = machine.preview(named);
    assert.deepEqual([step, replaces], ["update", []]);
  });
});
