/** `ArmResource` for resources on other resources and of the tenant, over the embedded Azure. */
import assert from "node:assert/strict";
import { type JsonObject, textAt } from "../../provider/core/json.js";
import { GROUP, SUBSCRIPTION, VAULT, VM } from "../support/service.js";
import { armResourceOf } from "../support/verbs.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const GUID = "4f7a2c30-9d2b-4c61-8e15-0b6f3a9d7c21";
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/shop";

const lock = (parent: string, level = "CanNotDelete"): JsonObject => ({
  type: "Microsoft.Authorization/locks",
  apiVersion: "2020-05-01",
  parent,
  name: "keep",
  properties: { level },
});
const managementGroup = (properties: JsonObject): JsonObject => ({
  type: "Microsoft.Management/managementGroups",
  apiVersion: "2023-04-01",
  parent: "/",
  name: "shop",
  properties,
});

describe("an ArmResource over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  const status = async (id: string): Promise<number> => (await rehearsal.azure.call("GET", id)).status;

  for (const [title, parent] of [
    ["a VM", VM],
    ["a vault", VAULT],
    ["a policy", `${VAULT}/backupPolicies/DefaultPolicy`],
    ["a resource group", GROUP],
    ["a subscription", SUBSCRIPTION],
    ["the tenant", "/"],
  ] as const) {
    it(`that is a lock on ${title} is created, updated and deleted, and is settled after each`, async () => {
      const driven = rehearsal.driven("ArmResource");
      const id = `${parent === "/" ? "" : parent}/providers/Microsoft.Authorization/locks/keep`;

      assert.equal(await settle(driven, lock(parent)), "create");
      assert.equal(driven.state?.id, id);
      assert.equal(await settle(driven, lock(parent, "ReadOnly")), "update");
      assert.equal(await status(id), 200);
      await driven.destroy();
      assert.equal(await status(id), 404);
    });
  }

  it("that is a management group is created, updated and deleted, and is settled after each", async () => {
    const driven = rehearsal.driven("ArmResource");

    assert.equal(await settle(driven, managementGroup({ displayName: "Shop" })), "create");
    assert.equal(driven.state?.id, MANAGEMENT_GROUP);
    assert.equal(await settle(driven, managementGroup({ displayName: "The shop" })), "update");
    await driven.destroy();
    assert.equal(await status(MANAGEMENT_GROUP), 404);
  });

  it("that is a role assignment on a management group is settled, and is deleted with the group", async () => {
    const group = rehearsal.driven("ArmResource");
    const role = `/providers/Microsoft.Authorization/roleDefinitions/${GUID}`;
    await settle(group, managementGroup({}));

    await settle(rehearsal.driven("ArmResource"), {
      type: "Microsoft.Authorization/roleAssignments",
      apiVersion: "2022-04-01",
      parent: MANAGEMENT_GROUP,
      name: GUID,
      properties: { roleDefinitionId: role, principalId: GUID, principalType: "ServicePrincipal" },
    });
    const id = `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/roleAssignments/${GUID}`;

    assert.equal(await status(id), 200);
    await group.destroy();
    assert.equal(await status(id), 404);
  });

  it("is read by its id alone, with type, parent, name and the newest api-version", async () => {
    const ids = [
      `${VAULT}/providers/Microsoft.Authorization/locks/keep`,
      MANAGEMENT_GROUP,
      VM,
      GROUP,
      SUBSCRIPTION,
    ] as const;
    await rehearsal.azure.call("PUT", ids[0], { properties: { level: "CanNotDelete" } });
    await rehearsal.azure.call("PUT", ids[1], {});

    const read = [];
    for (const id of ids) {
      const outputs = (await armResourceOf(rehearsal.engine, id))?.outputs ?? {};
      read.push(["type", "parent", "name", "apiVersion"].map((key) => textAt(outputs, key)));
    }

    assert.deepEqual(read, [
      ["Microsoft.Authorization/locks", VAULT, "keep", "2020-05-01"],
      ["Microsoft.Management/managementGroups", "/", "shop", "2023-04-01"],
      ["Microsoft.Compute/virtualMachines", GROUP, "web", "2024-07-01"],
      ["Microsoft.Resources/resourceGroups", SUBSCRIPTION, "rehearsal", "2024-04-01"],
      ["Microsoft.Resources/subscriptions", "/", SUBSCRIPTION.replace("/subscriptions/", ""), "2024-04-01"],
    ]);
  });

  it("that is read by an id whose type the simulator does not list is an error that names apiVersion", async () => {
    const id = `${GROUP}/providers/Contoso.Shop/tills/one`;
    await rehearsal.azure.call("PUT", id, {});

    await assert.rejects(armResourceOf(rehearsal.engine, id), {
      code: "InvalidInput",
      message: /^apiVersion: is missing/,
    });
    assert.equal((await armResourceOf(rehearsal.engine, id, { apiVersion: "2024-01-01" }))?.outputs["name"], "one");
  });

  it("that associates a resource guard with a vault can be destroyed", async () => {
    const driven = rehearsal.driven("ArmResource");
    const guard = `${GROUP}/providers/Microsoft.DataProtection/ResourceGuards/guard`;

    await settle(driven, {
      type: "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies",
      apiVersion: "2025-02-01",
      parent: VAULT,
      name: "VaultProxy",
      properties: { resourceGuardResourceId: guard.replace("resourceGroups", "resourcegroups") },
    });
    await driven.destroy();

    assert.equal(await status(`${VAULT}/backupResourceGuardProxies/VaultProxy`), 404);
  });
});
