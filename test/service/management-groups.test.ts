import assert from "node:assert/strict";
import { at, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import { codeOf, messageOf, openTestAzure, type TestAzure } from "../support/service.js";

const GROUPS = "/providers/Microsoft.Management/managementGroups";
const TYPE = "Microsoft.Management/managementGroups";
const TENANT = "00000000-0000-0000-0000-000000000001";
const [SHOP, TEAM, ROOT] = [`${GROUPS}/shop`, `${GROUPS}/team`, `${GROUPS}/${TENANT}`];

const below = (parent: string, displayName?: string): JsonObject => ({
  properties: { ...(displayName === undefined ? {} : { displayName }), details: { parent: { id: parent } } },
});
const rootInfo = { id: ROOT, name: TENANT, displayName: "Tenant Root Group" };

describe("a management group", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  const get = async (id: string): Promise<JsonObject> => (await azure.call("GET", id)).body;
  const names = async (): Promise<(string | undefined)[]> =>
    listAt(await get(GROUPS), "value").map((group) => textAt(group, "name"));
  const refusal = async (method: string, id: string, body?: JsonObject) => {
    const answer = await azure.call(method, id, body);
    return [answer.status, codeOf(answer), messageOf(answer)];
  };

  it("is accepted by its PUT, and read at the Location of the reply", async () => {
    const put = await azure.call("PUT", SHOP, { properties: { displayName: "Shop" } });
    const followed = await azure.follow(put);

    assert.equal(put.status, 202);
    assert.deepEqual(put.body, { id: SHOP, type: TYPE, name: "shop", properties: { provisioningState: "Updating" } });
    assert.equal(followed.status, 200);
    assert.deepEqual(followed.body, {
      id: SHOP,
      type: TYPE,
      name: "shop",
      properties: { tenantId: TENANT, displayName: "Shop", details: { parent: rootInfo } },
    });
  });

  it("has its name as its display name and the root group as its parent by default", async () => {
    await azure.call("PUT", SHOP, {});

    const properties = { tenantId: TENANT, displayName: "shop", details: { parent: rootInfo } };
    assert.deepEqual((await get(SHOP))["properties"], properties);
  });

  it("is changed by a second PUT, which keeps what it omits, and by a PATCH", async () => {
    await azure.call("PUT", SHOP, below(ROOT, "Shop"));
    await azure.call("PUT", TEAM, below(SHOP, "Team"));

    const renamed = await azure.call("PUT", TEAM, { properties: { displayName: "The team" } });
    const moved = await azure.call("PATCH", TEAM, { parentGroupId: ROOT });

    assert.equal(renamed.status, 200);
    assert.equal(at(renamed.body, "properties", "displayName"), "The team");
    assert.deepEqual(at(renamed.body, "properties", "details", "parent"), {
      ...{ id: SHOP, name: "shop", displayName: "Shop" },
    });
    assert.equal(moved.status, 200);
    assert.equal(at(moved.body, "properties", "displayName"), "The team");
    assert.deepEqual(at(await get(TEAM), "properties", "details", "parent"), rootInfo);
  });

  it("is listed without its details, after the root group", async () => {
    await azure.call("PUT", SHOP, below(ROOT, "Shop"));

    assert.deepEqual(listAt(await get(GROUPS), "value"), [
      { id: ROOT, type: TYPE, name: TENANT, properties: { tenantId: TENANT, displayName: "Tenant Root Group" } },
      { id: SHOP, type: TYPE, name: "shop", properties: { tenantId: TENANT, displayName: "Shop" } },
    ]);
  });

  it("is the same in any case", async () => {
    await azure.call("PUT", SHOP, below(ROOT, "Shop"));

    assert.equal((await get(SHOP.toUpperCase()))["name"], "shop");
    assert.equal((await azure.call("PUT", SHOP.toUpperCase(), {})).status, 200);
    assert.deepEqual(await names(), [TENANT, "shop"]);
  });

  it("is deleted with its extension resources and its children of other types", async () => {
    const lock = `${SHOP}/providers/Microsoft.Authorization/locks/keep`;
    const member = `${SHOP}/subscriptions/00000000-0000-4000-8000-000000000001`;
    await azure.call("PUT", SHOP, {});
    for (const id of [lock, member])
      assert.equal((await azure.call("PUT", id, { properties: { level: "ReadOnly" } })).status, 201, id);

    const deleted = await azure.call("DELETE", SHOP);
    const followed = await azure.follow(deleted);
    await azure.call("PUT", SHOP, {});

    assert.equal(deleted.status, 202);
    assert.deepEqual(deleted.body, { id: SHOP, type: TYPE, name: "shop", status: "NotStarted" });
    assert.equal(followed.status, 204);
    for (const id of [lock, member]) assert.equal((await azure.call("GET", id)).status, 404, id);
  });

  it("is a missing one with Azure's 404, and 204 for a delete", async () => {
    const expected = [404, "NotFound", `'${SHOP}' not found`];

    assert.deepEqual(await refusal("GET", SHOP), expected);
    assert.deepEqual(await refusal("PATCH", SHOP, { displayName: "Shop" }), expected);
    assert.deepEqual(await refusal("PUT", TEAM, below(SHOP)), expected);
    assert.equal((await azure.call("DELETE", SHOP)).status, 204);
  });

  it("is refused with a name that Azure does not allow", async () => {
    const [status, code, message] = await refusal("PUT", `${GROUPS}/-shop`, {});

    assert.deepEqual([status, code], [400, "BadRequest"]);
    assert.match(String(message), /1 to 90 letters, digits, hyphens, underscores, dots and parentheses/);
  });

  it("cannot be deleted while it contains another one, and cannot be moved below itself", async () => {
    await azure.call("PUT", SHOP, {});
    await azure.call("PUT", TEAM, below(SHOP));

    assert.deepEqual(await refusal("DELETE", SHOP), [
      400,
      "BadRequest",
      "Management group 'shop' contains other management groups: team.",
    ]);
    for (const parent of [SHOP, TEAM]) {
      const [status, code] = await refusal("PUT", SHOP, below(parent));
      assert.deepEqual([status, code], [400, "BadRequest"]);
    }
    assert.deepEqual(await names(), [TENANT, "shop", "team"]);
  });
});

describe("the root management group", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  const expected = (displayName: string): JsonObject => ({
    id: ROOT,
    type: TYPE,
    name: TENANT,
    properties: { tenantId: TENANT, displayName },
  });

  it("exists in every home, with the name of the tenant", async () => {
    const { body } = await azure.call("GET", "/tenants");

    assert.equal(textAt(listAt(body, "value")[0], "tenantId"), TENANT);
    assert.deepEqual((await azure.call("GET", ROOT)).body, expected("Tenant Root Group"));
  });

  it("can be renamed, but neither moved nor deleted", async () => {
    await azure.call("PUT", SHOP, {});

    const renamed = await azure.call("PUT", ROOT, { properties: { displayName: "Contoso" } });
    const moved = await azure.call("PUT", ROOT, below(SHOP));
    const deleted = await azure.call("DELETE", ROOT);

    assert.deepEqual([renamed.status, renamed.body], [200, expected("Contoso")]);
    assert.deepEqual([moved.status, deleted.status], [400, 400]);
    assert.deepEqual((await azure.call("GET", ROOT)).body, expected("Contoso"));
    assert.equal(at((await azure.call("GET", SHOP)).body, "properties", "details", "parent", "displayName"), "Contoso");
  });

  it("takes extension resources without having been written", async () => {
    const lock = `${ROOT}/providers/Microsoft.Authorization/locks/keep`;

    assert.equal((await azure.call("PUT", lock, { properties: { level: "ReadOnly" } })).status, 201);
    assert.equal((await azure.call("GET", lock)).status, 200);
  });
});
