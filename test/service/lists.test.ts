import assert from "node:assert/strict";
import { at, type Json, listAt } from "../../provider/core/json.js";
import {
  firstOf,
  GROUP,
  ITEM,
  machine,
  OTHER_VAULT,
  openTestAzure,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
} from "../support/service.js";
import { openBasics, openProtected } from "../support/started-azure.js";

const VAULTS = "providers/Microsoft.RecoveryServices/vaults";

async function putMany({ azure }: TestAzure, count: number): Promise<void> {
  await azure.store.write((documents) => {
    for (let nth = 1; nth <= count; nth++) {
      const id = `${GROUP}/${VAULTS}/many${nth}`;
      documents.put({ id, type: "Microsoft.RecoveryServices/vaults", scope: GROUP, body: { name: `many${nth}` } });
    }
  });
}

describe("a long list of vaults", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  const namesAt = async (path: string) => {
    const { body } = await azure.call("GET", path);
    return { names: listAt(body, "value").map((vault) => at(vault, "name")), next: body["nextLink"] };
  };

  for (const scope of [SUBSCRIPTION, GROUP]) {
    it(`of a ${scope === GROUP ? "group" : "subscription"} continues at nextLink after 1,000 vaults`, async () => {
      await putMany(azure, 1001);
      const first = await namesAt(`${scope}/${VAULTS}`);
      const link = new URL(String(first.next));
      const second = await namesAt(`${link.pathname}?$skiptoken=${link.searchParams.get("$skiptoken")}`);
      assert.deepEqual([first.names.length, first.names[0], first.names[999]], [1000, "many1", "many1000"]);
      assert.equal(link.searchParams.get("api-version"), "2024-04-01");
      assert.deepEqual(second, { names: ["many1001"], next: undefined });
    });
  }

  it("has no nextLink if it ends at the end of a page", async () => {
    await putMany(azure, 1000);
    assert.equal((await namesAt(`${SUBSCRIPTION}/${VAULTS}`)).next, undefined);
  });

  it("ends if the service did not issue the skip token", async () => {
    await putMany(azure, 2);
    assert.deepEqual(await namesAt(`${SUBSCRIPTION}/${VAULTS}?$skiptoken=7ZDNTsJA`), { names: [], next: undefined });
  });
});

describe("the protectable VMs that a refresh finds", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });

  afterEach(() => azure.close());

  const listedBy = async (vault: string) =>
    listAt((await azure.call("GET", `${vault}/backupProtectableItems`)).body, "value").map((item) =>
      at(item, "properties", "friendlyName"),
    );
  const putVault = (location: string): Promise<unknown> =>
    azure.call("PUT", OTHER_VAULT, { location, sku: { name: "Standard" }, properties: {} });
  const refresh = (): Promise<unknown> => azure.call("POST", `${VAULT}/backupFabrics/Azure/refreshContainers`);

  it("are listed by every vault of the region, including one created later", async () => {
    await refresh();
    await putVault("westeurope");
    assert.deepEqual(await listedBy(OTHER_VAULT), ["web"]);
  });

  it("are not listed in another region, whose own VMs the refresh does not discover", async () => {
    const other = `${GROUP}/providers/Microsoft.Compute/virtualMachines/far`;
    await azure.call("PUT", other, machine("Windows", "northeurope"));
    await putVault("northeurope");
    await refresh();
    assert.deepEqual([await listedBy(VAULT), await listedBy(OTHER_VAULT)], [["web"], []]);
  });
});

describe("the recovery points of the secondary region", () => {
  const tiersAt = async (azure: TestAzure, version: string): Promise<Json> => {
    const { body } = await azure.call("GET", `${ITEM}/recoveryPoints?api-version=${version}`);
    return listAt(body, "value").map((point) => at(point, "properties", "recoveryPointTierDetails") ?? null);
  };

  it("are only in the vault tier and have ids that begin with /subscriptions/", async () => {
    const azure = await openProtected();
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const first = await tiersAt(azure, "2019-06-15");
    const second = [await tiersAt(azure, "2018-12-20"), await tiersAt(azure, "2021-11-15")];
    const listed = await azure.call("GET", `${ITEM}/recoveryPoints?api-version=2018-12-20`);
    await azure.close();

    assert.deepEqual(first, [
      [
        { type: 1, status: 1 },
        { type: 2, status: 1 },
      ],
    ]);
    assert.deepEqual(second, [[[{ type: 2, status: 1 }]], [[{ type: "HardenedRP", status: "Valid" }]]]);
    assert.match(String(firstOf(listed, "id")), /^\/subscriptions\//);
  });

  it("do not exist before the transfer to the vault", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    await putProtected(azure);
    azure.advance(120_000);
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    azure.advance(600_000);
    const tiers = [await tiersAt(azure, "2024-04-01"), await tiersAt(azure, "2023-01-15")];
    await azure.close();
    assert.deepEqual(tiers, [[[{ type: "InstantRP", status: "Valid" }]], []]);
  });
});
