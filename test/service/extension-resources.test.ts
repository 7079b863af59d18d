import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../provider/core/json.js";
import {
  codeOf,
  DISK,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  putBasics,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { newDisk } from "./snapshot-steps.js";

const SETTINGS = "providers/Microsoft.Insights/diagnosticSettings";
const settingOf = (id: string, name = "l1"): string => `${id}/${SETTINGS}/${name}`;
const SETTING = { properties: { logs: [] } };
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;

describe("an extension resource", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
    await azure.call("PUT", DISK, newDisk());
  });

  afterEach(() => azure.close());

  const namesIn = async (path: string) =>
    ((await azure.call("GET", path)).body["value"] as { name: string }[]).map(({ name }) => name);

  it("has the type of its own namespace on a VM, a group, a vault, a generic resource and its child", async () => {
    await azure.call("PUT", NETWORK, { location: "westeurope" });
    const subnet = `${NETWORK}/subnets/one`;
    await azure.call("PUT", subnet, {});
    for (const scope of [VM, GROUP, VAULT, NETWORK, subnet]) {
      const put = await azure.call("PUT", settingOf(scope), SETTING);
      const { id, name, type } = (await azure.call("GET", settingOf(scope))).body;
      assert.equal(put.status, 201);
      assert.deepEqual(
        { id, name, type },
        { id: settingOf(scope), name: "l1", type: "Microsoft.Insights/diagnosticSettings" },
      );
    }
  });

  it("is listed only at the resource that it extends", async () => {
    await azure.call("PUT", settingOf(VM), SETTING);
    await azure.call("PUT", settingOf(VM, "l2"), SETTING);
    await azure.call("PUT", settingOf(GROUP, "l3"), SETTING);
    assert.deepEqual(await namesIn(`${VM}/${SETTINGS}`), ["l1", "l2"]);
    assert.deepEqual(await namesIn(`${GROUP}/${SETTINGS}`), ["l3"]);
    assert.deepEqual(await namesIn(`${DISK}/${SETTINGS}`), []);
  });

  it("is deleted with the resource that it extends", async () => {
    for (const scope of [VM, DISK, VAULT]) await azure.call("PUT", settingOf(scope), SETTING);
    for (const scope of [VM, DISK, VAULT]) await azure.call("DELETE", scope);
    await azure.call("PUT", VM, machine());
    await azure.call("PUT", DISK, newDisk());
    for (const scope of [VM, DISK, VAULT]) assert.equal((await azure.call("GET", settingOf(scope))).status, 404);
  });

  it("is deleted with its resource group, and so is one of the group itself", async () => {
    for (const scope of [GROUP, VM, DISK]) await azure.call("PUT", settingOf(scope), SETTING);
    assert.equal((await azure.call("DELETE", GROUP)).status, 202);
    await putBasics(azure);
    await azure.call("PUT", DISK, newDisk());
    for (const scope of [GROUP, VM, DISK]) assert.equal((await azure.call("GET", settingOf(scope))).status, 404, scope);
  });

  it("is stored, read, listed and deleted on a subscription, the tenant and a management group", async () => {
    const managementGroup = "/providers/Microsoft.Management/managementGroups/shop";
    await azure.call("PUT", managementGroup, {});
    for (const scope of [SUBSCRIPTION, "", managementGroup]) {
      const id = settingOf(scope);
      assert.equal((await azure.call("PUT", id, SETTING)).status, 201, id);
      const { type, properties } = (await azure.call("GET", id)).body;
      assert.equal(type, "Microsoft.Insights/diagnosticSettings");
      assert.deepEqual((properties as JsonObject)["logs"], []);
      assert.deepEqual(await namesIn(`${scope}/${SETTINGS}`), ["l1"]);
      assert.equal((await azure.call("DELETE", id)).status, 200);
      assert.equal((await azure.call("DELETE", id)).status, 204);
      assert.equal((await azure.call("GET", id)).status, 404);
    }
  });

  it("of a resource group is listed in its subscription too, as in Azure", async () => {
    await azure.call("PUT", settingOf(SUBSCRIPTION, "l1"), SETTING);
    await azure.call("PUT", settingOf(GROUP, "l2"), SETTING);
    await azure.call("PUT", settingOf(VM, "l3"), SETTING);
    assert.deepEqual(await namesIn(`${SUBSCRIPTION}/${SETTINGS}`), ["l1", "l2"]);
  });

  it("cannot have the name of a document that the store keeps for itself", async () => {
    const put = await azure.call("PUT", `${SUBSCRIPTION}/providers/azure-vm-backup/operations/one`, {});
    assert.deepEqual([put.status, codeOf(put)], [404, "InvalidResourceType"]);
  });

  it("outside resource groups is refused if its type belongs in one", async () => {
    for (const type of [
      "Microsoft.Compute/disks",
      "Microsoft.RecoveryServices/vaults",
      "Microsoft.Network/publicIPs",
    ]) {
      for (const scope of [SUBSCRIPTION, ""]) {
        const put = await azure.call("PUT", `${scope}/providers/${type}/one`, { location: "westeurope" });
        assert.ok([404, 405].includes(put.status), `${scope} ${type}: ${put.status}`);
      }
    }
  });

  it("that is a role assignment needs a GUID as its name", async () => {
    const refused = await azure.call("PUT", `${VAULT}/providers/Microsoft.Authorization/roleAssignments/reader`, {});
    assert.deepEqual([refused.status, codeOf(refused)], [400, "InvalidRoleAssignmentId"]);
    assert.equal(
      messageOf(refused),
      "The role assignment ID 'reader' is not valid. The role assignment ID must be a GUID.",
    );
  });

  it("is refused on a management group that does not exist, with Azure's code", async () => {
    const refused = await azure.call(
      "PUT",
      settingOf("/providers/Microsoft.Management/managementGroups/none"),
      SETTING,
    );
    assert.deepEqual([refused.status, codeOf(refused)], [404, "NotFound"]);
  });

  it("that is missing outside resource groups is reported with Azure's placeholder for the group", async () => {
    const missing = await azure.call("GET", settingOf(SUBSCRIPTION));
    assert.deepEqual([missing.status, codeOf(missing)], [404, "ResourceNotFound"]);
    assert.match(
      messageOf(missing),
      /'Microsoft\.Insights\/diagnosticSettings\/l1' under resource group '<null>' was not found/,
    );
  });

  it("is refused if the resource that it extends does not exist", async () => {
    const refused = await azure.call("PUT", settingOf(`${VM}2`), SETTING);
    const listed = await azure.call("GET", `${VM}2/${SETTINGS}`);
    assert.deepEqual([refused.status, codeOf(refused)], [404, "ResourceNotFound"]);
    assert.match(messageOf(refused), /'Microsoft\.Compute\/virtualMachines\/web2'/);
    assert.equal(listed.status, 404);
  });
});

describe("a path with encoded characters", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
  });

  afterEach(() => azure.close());

  /** Sends a path unchanged: `azure.call` would encode its percent signs. */
  async function sendUnchanged(method: string, path: string): Promise<readonly [number, Json | undefined]> {
    const response = await azure.azure.fetch(
      new Request(`https://management.azure.com${path}?api-version=2024-04-01`, {
        method,
        body: method === "PUT" ? JSON.stringify({ location: "westeurope" }) : null,
      }),
    );
    return [
      response.status,
      codeOf({ status: 0, headers: response.headers, body: (await response.json()) as JsonObject }),
    ];
  }

  it("is refused if it contains an encoded slash, and creates no child resource", async () => {
    const child = `${GROUP}/providers/Microsoft.Network/virtualNetworks/a%2Fsubnets%2Fb`;
    assert.deepEqual(await sendUnchanged("PUT", child), [400, "InvalidRequestUri"]);
    assert.equal(
      (await azure.call("GET", `${GROUP}/providers/Microsoft.Network/virtualNetworks/a/subnets/b`)).status,
      404,
    );
  });

  it("is refused if encoded slashes hide the path of a VM or a group", async () => {
    const machinePath = `${GROUP}%2fproviders%2FMicrosoft.Compute%2FvirtualMachines%2Fweb`;
    assert.deepEqual(await sendUnchanged("GET", machinePath), [400, "InvalidRequestUri"]);
    assert.deepEqual(await sendUnchanged("DELETE", `${SUBSCRIPTION}/resourceGroups%2Frehearsal`), [
      400,
      "InvalidRequestUri",
    ]);
  });

  it("is refused if the percent sign itself is encoded, because no name can contain it", async () => {
    const child = `${GROUP}/providers/Microsoft.Network/virtualNetworks/a%252Fb`;
    assert.equal((await sendUnchanged("PUT", child))[0], 400);
  });

  it("is accepted if only characters other than the slash are encoded", async () => {
    const put = await azure.call("PUT", `${GROUP}/providers/Microsoft.Network/virtualNetworks/größe;1`, {
      location: "westeurope",
    });
    assert.deepEqual([put.status, put.body["name"]], [201, "größe;1"]);
  });
});
