import assert from "node:assert/strict";
import { at, type Json, listAt, textAt } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, ITEM, messageOf, protection, STOP, type TestAzure } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const POINTS = `${ITEM}/recoveryPoints`;
const DAY_MS = 86_400_000;

describe("a recovery point", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  /** Creates a recovery point with an expiry; returns its name. */
  const point = async (recoveryPointExpiryTimeInUTC: string): Promise<string> => {
    await azure.call("POST", `${ITEM}/backup`, {
      properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC },
    });
    return (await names())[0] ?? "";
  };
  const pointsOf = async (): Promise<readonly Json[]> => listAt((await azure.call("GET", POINTS)).body, "value");
  const names = async () => (await pointsOf()).map((one) => textAt(one, "name") ?? "");
  const restore = (name: string): Promise<Answer> =>
    azure.call("POST", `${POINTS}/${name}/restore`, {
      properties: { objectType: "IaasVMRestoreRequest", recoveryType: "RestoreDisks", targetResourceGroupId: GROUP },
    });

  it("is deleted at its expiry: it is not in the list, not found by name, and cannot be restored", async () => {
    const short = await point("2024-05-20T10:25:28.000Z");
    const long = await point("2024-06-20T00:00:00.000Z");
    azure.advance(7 * DAY_MS - 1000);
    const before = await names();
    azure.advance(1000);
    const expired = await azure.call("GET", `${POINTS}/${short}`);
    assert.deepEqual([before, await names()], [[long, short], [long]]);
    assert.deepEqual([expired.status, codeOf(expired)], [404, "ResourceNotFound"]);
    assert.equal((await restore(short)).status, 404);
    assert.equal((await restore(long)).status, 202);
  });

  it("that is the newest is retained after its expiry until a later backup creates another one", async () => {
    const old = await point("2024-05-20T00:00:00.000Z");
    azure.advance(30 * DAY_MS);
    const onlyOld = await names();
    const fresh = await point("2024-07-20T00:00:00.000Z");
    assert.deepEqual([onlyOld, await names()], [[old], [fresh]]);
  });

  it("does not expire while protection is stopped, and expires when protection is resumed", async () => {
    const short = await point("2024-05-20T00:00:00.000Z");
    const long = await point("2024-06-20T00:00:00.000Z");
    await azure.call("PUT", ITEM, STOP);
    azure.advance(365 * DAY_MS);
    const stopped = await names();
    await azure.call("PUT", ITEM, protection());
    assert.deepEqual([stopped, await names()], [[long, short], [long]]);
  });

  it("that expired before protection was stopped does not come back", async () => {
    await point("2024-05-20T00:00:00.000Z");
    const long = await point("2024-06-20T00:00:00.000Z");
    azure.advance(14 * DAY_MS);
    await azure.call("PUT", ITEM, STOP);
    assert.deepEqual(await names(), [long]);
  });

  it("is only in the vault tier after the policy's two days of instant restore, unless it is the newest", async () => {
    await point("2024-06-20T00:00:00.000Z");
    await point("2024-06-21T00:00:00.000Z");
    azure.advance(2 * DAY_MS);
    const tiers = (await pointsOf()).map((one) =>
      listAt(one, "properties", "recoveryPointTierDetails").map((tier) => at(tier, "type")),
    );
    assert.deepEqual(tiers, [["InstantRP", "HardenedRP"], ["HardenedRP"]]);
  });

  it("counts toward the limit of 9999 until it expires", async () => {
    const name = await point("2024-05-20T00:00:00.000Z");
    await azure.azure.store.write((documents) => {
      const one = documents.get(`${POINTS}/${name}`);
      assert.ok(one !== undefined);
      for (let n = 1; n < 9999; n++) documents.put({ ...one, id: `${one.id}-${n}` });
    });
    const refused = await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    azure.advance(7 * DAY_MS);
    const accepted = await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    assert.deepEqual([refused.status, codeOf(refused)], [400, "UserErrorRecoveryPointLimitReached"]);
    assert.match(messageOf(refused), /^The item has 9999 recovery points: expected at most 9999\./);
    assert.equal(accepted.status, 202);
  });
});
