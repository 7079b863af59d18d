import assert from "node:assert/strict";
import {
  type Answer,
  codeOf,
  dailyPolicy,
  ITEM,
  messageOf,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  STOP,
  type TestAzure,
  VAULT,
} from "../support/service.js";

const policy = (name: string): string => `${VAULT}/backupPolicies/${name}`;
const refusalOf = (answer: Answer) => [answer.status, codeOf(answer)];
const IN_USE = [400, "BMSUserErrorPolicyObjectInUse"];
const MINUTE_MS = 60_000;

/** A fault plan that lets the next ConfigureBackup job fail. */
const FAIL_CONFIGURE = [{ failJob: { operation: "ConfigureBackup", code: 400002 } }];

describe("a backup policy, while protection is under way,", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    for (const name of ["gold", "silver"]) await azure.call("PUT", policy(name), dailyPolicy());
  });

  afterEach(() => azure.close());

  const remove = async (name: string) => refusalOf(await azure.call("DELETE", policy(name)));
  const protect = (name: string) => azure.call("PUT", ITEM, protection(VAULT, name));

  it("is in use from the call that protects a machine on", async () => {
    await protect("gold");
    const deletion = await azure.call("DELETE", policy("gold"));
    assert.deepEqual(refusalOf(deletion), IN_USE);
    assert.match(messageOf(deletion), /is in use by web\./);
    azure.advance(MINUTE_MS);
    assert.deepEqual(await remove("gold"), IN_USE);
    assert.deepEqual(await remove("silver"), [200, undefined]);
  });

  it("is in use while a job gives it to an item, and so is the one that the item leaves", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await protect("silver");
    assert.deepEqual([await remove("gold"), await remove("silver")], [IN_USE, IN_USE]);
    azure.advance(MINUTE_MS);
    assert.deepEqual([await remove("gold"), await remove("silver")], [[200, undefined], IN_USE]);
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["policyName"], "silver");
  });

  it("is free again when the job that gives it to an item fails", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("PUT", "/_azvb/faults", FAIL_CONFIGURE);
    await protect("silver");
    azure.advance(MINUTE_MS);
    assert.deepEqual([await remove("gold"), await remove("silver")], [IN_USE, [200, undefined]]);
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["policyName"], "gold");
  });

  it("is free again when the machine's protection fails", async () => {
    await azure.call("PUT", "/_azvb/faults", FAIL_CONFIGURE);
    await protect("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual(await remove("gold"), [200, undefined]);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
  });

  it("is free once its item is stopped, and not before the job ends", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("PUT", ITEM, STOP);
    const before = await remove("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual([before, await remove("gold")], [IN_USE, [200, undefined]]);
  });

  it("is free once its item is deleted", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("DELETE", ITEM);
    const before = await remove("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual([before, await remove("gold")], [IN_USE, [200, undefined]]);
  });
});

describe("a backup policy at the instant pace", () => {
  it("is in use by the items that have it, and by no item that had it", async () => {
    const azure = await openTestAzure();
    await putBasics(azure);
    for (const name of ["gold", "silver"]) await azure.call("PUT", policy(name), dailyPolicy());
    await azure.call("PUT", ITEM, protection(VAULT, "gold"));
    const inUse = refusalOf(await azure.call("DELETE", policy("gold")));
    await azure.call("PUT", ITEM, protection(VAULT, "silver"));
    const left = refusalOf(await azure.call("DELETE", policy("gold")));
    const taken = refusalOf(await azure.call("DELETE", policy("silver")));
    assert.deepEqual([inUse, left, taken], [IN_USE, [200, undefined], IN_USE]);
    await azure.close();
  });
});
