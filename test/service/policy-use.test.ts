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

/** A fault plan that fails the next ConfigureBackup job. */
const FAIL_CONFIGURE = [{ failJob: { operation: "ConfigureBackup", code: 400002 } }];

describe("a backup policy during protection jobs", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "real" } });
    await putBasics(azure);
    for (const name of ["gold", "silver"]) await azure.call("PUT", policy(name), dailyPolicy());
  });

  afterEach(() => azure.close());

  const remove = async (name: string) => refusalOf(await azure.call("DELETE", policy(name)));
  const protect = (name: string) => azure.call("PUT", ITEM, protection(VAULT, name));

  it("is in use as soon as the protection of a VM is requested", async () => {
    await protect("gold");
    const deletion = await azure.call("DELETE", policy("gold"));
    assert.deepEqual(refusalOf(deletion), IN_USE);
    assert.match(messageOf(deletion), /is in use by web\./);
    azure.advance(MINUTE_MS);
    assert.deepEqual(await remove("gold"), IN_USE);
    assert.deepEqual(await remove("silver"), [200, undefined]);
  });

  it("is in use while a job assigns it to an item, and so is the item's previous policy", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await protect("silver");
    assert.deepEqual([await remove("gold"), await remove("silver")], [IN_USE, IN_USE]);
    azure.advance(MINUTE_MS);
    assert.deepEqual([await remove("gold"), await remove("silver")], [[200, undefined], IN_USE]);
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["policyName"], "silver");
  });

  it("is no longer in use after the job that assigns it to an item fails", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("PUT", "/_azvb/faults", FAIL_CONFIGURE);
    await protect("silver");
    azure.advance(MINUTE_MS);
    assert.deepEqual([await remove("gold"), await remove("silver")], [IN_USE, [200, undefined]]);
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["policyName"], "gold");
  });

  it("is no longer in use after the protection of the VM fails", async () => {
    await azure.call("PUT", "/_azvb/faults", FAIL_CONFIGURE);
    await protect("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual(await remove("gold"), [200, undefined]);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
  });

  it("is no longer in use after the job that stops protection ends, and not earlier", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("PUT", ITEM, STOP);
    const before = await remove("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual([before, await remove("gold")], [IN_USE, [200, undefined]]);
  });

  it("is no longer in use after the job that deletes its item ends, and not earlier", async () => {
    await protect("gold");
    azure.advance(MINUTE_MS);
    await azure.call("DELETE", ITEM);
    const before = await remove("gold");
    azure.advance(MINUTE_MS);
    assert.deepEqual([before, await remove("gold")], [IN_USE, [200, undefined]]);
  });
});

describe("a backup policy at the instant pace", () => {
  it("is in use only while it is assigned to an item", async () => {
    const azure = await openTestAzure();
    await putBasics(azure);
    for (const name of ["gold", "silver"]) await azure.call("PUT", policy(name), dailyPolicy());
    await azure.call("PUT", ITEM, protection(VAULT, "gold"));
    const inUse = refusalOf(await azure.call("DELETE", policy("gold")));
    await azure.call("PUT", ITEM, protection(VAULT, "silver"));
    const left = refusalOf(await azure.call("DELETE", policy("gold")));
    const assigned = refusalOf(await azure.call("DELETE", policy("silver")));
    assert.deepEqual([inUse, left, assigned], [IN_USE, [200, undefined], IN_USE]);
    await azure.close();
  });
});
