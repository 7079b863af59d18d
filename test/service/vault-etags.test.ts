import assert from "node:assert/strict";
import { textAt } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  ITEM,
  OTHER_VAULT,
  openTestAzure,
  protection,
  putBasics,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
} from "../support/service.js";

const WESTEUROPE = { location: "westeurope", properties: {} };
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const SECURITY = `${VAULT}/backupconfig/vaultconfig`;
const PROXY = `${VAULT}/backupResourceGuardProxies/VaultProxy`;
const CONNECTION = `${VAULT}/privateEndpointConnections/one`;
const GUARD = `${SUBSCRIPTION}/resourceGroups/guards/providers/Microsoft.DataProtection/resourceGuards/guard`;

const WRITES: readonly (readonly [what: string, method: string, path: string, body: object])[] = [
  ["its storage config is put", "PUT", STORAGE, { properties: { storageModelType: "LocallyRedundant" } }],
  ["its storage config is patched", "PATCH", STORAGE, { properties: { crossRegionRestoreFlag: true } }],
  ["its security config is put", "PUT", SECURITY, { properties: { softDeleteRetentionPeriodInDays: 30 } }],
  ["its security config is patched", "PATCH", SECURITY, { properties: { softDeleteFeatureState: "Disabled" } }],
  ["a resource guard is linked to it", "PUT", PROXY, { properties: { resourceGuardResourceId: GUARD } }],
  [
    "a private endpoint is connected to it",
    "PUT",
    CONNECTION,
    { properties: { privateEndpoint: { id: `${GROUP}/providers/Microsoft.Network/privateEndpoints/one` } } },
  ],
];

describe("the etag of a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
  });

  afterEach(() => azure.close());

  const etagOf = async (path = VAULT): Promise<string> => textAt((await azure.call("GET", path)).body, "etag") ?? "";

  for (const [what, method, path, body] of WRITES) {
    it(`changes when ${what}, so a write with the old etag is refused`, async () => {
      const old = await etagOf();
      const written = await azure.call(method, path, body as never);
      assert.ok(written.status < 300, JSON.stringify(written.body));
      const late = await azure.call("PUT", VAULT, { ...WESTEUROPE, tags: { late: "yes" } }, { "if-match": old });
      assert.deepEqual([late.status, codeOf(late)], [412, "PreconditionFailed"]);
      assert.equal((await azure.call("GET", VAULT)).body["tags"], undefined);
      const now = await etagOf();
      assert.notEqual(now, old);
      const again = await azure.call("PUT", VAULT, { ...WESTEUROPE, tags: { late: "no" } }, { "if-match": now });
      assert.equal(again.status, 201);
    });
  }

  it("changes when its private endpoint connection is deleted, but not when a missing connection or guard is deleted", async () => {
    await azure.call("PUT", CONNECTION, WRITES[5]?.[3] as never);
    const connected = await etagOf();
    await azure.call("DELETE", CONNECTION);
    const deleted = await etagOf();
    await azure.call("DELETE", CONNECTION);
    await azure.call("DELETE", PROXY);
    assert.notEqual(deleted, connected);
    assert.equal(await etagOf(), deleted);
  });

  it("stays the same when the vault protects a VM", async () => {
    const before = await etagOf();
    await azure.call("PUT", ITEM, protection());
    assert.equal(await etagOf(), before);
    const put = await azure.call("PUT", VAULT, WESTEUROPE, { "if-match": before });
    assert.equal(put.status, 201);
  });

  it("is different after the vault was deleted and created again", async () => {
    const before = await etagOf();
    await azure.call("DELETE", VAULT);
    azure.advance(1);
    await azure.call("PUT", VAULT, WESTEUROPE);
    assert.notEqual(await etagOf(), before);
    const late = await azure.call("PUT", VAULT, WESTEUROPE, { "if-match": before });
    assert.equal(late.status, 412);
  });

  it("is the same in a list as in the vault's own body, and does not change when another vault is written", async () => {
    const before = await etagOf();
    await azure.call("PUT", OTHER_VAULT, WESTEUROPE);
    const list = await azure.call("GET", `${GROUP}/providers/Microsoft.RecoveryServices/vaults`);
    const [first] = list.body["value"] as { etag: string }[];
    assert.deepEqual([first?.etag, await etagOf()], [before, before]);
  });
});

describe("the etag of a generic resource", () => {
  it("is derived from its version, not from an etag in the request body", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, WESTEUROPE);
    const network = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
    const put = await azure.call("PUT", network, { ...WESTEUROPE, etag: '"mine"' });
    assert.equal(put.headers.get("etag"), '"1"');
    const again = await azure.call("PUT", network, WESTEUROPE, { "if-match": '"1"' });
    assert.equal(again.status, 200);
    await azure.close();
  });
});
