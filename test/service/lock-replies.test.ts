import assert from "node:assert/strict";
import { at, type Json, listAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  messageOf,
  openTestAzure,
  putBasics,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { newDisk } from "./snapshot-steps.js";

const LOCKS = "providers/Microsoft.Authorization/locks";
const putLock = (azure: TestAzure, scope: string, level: string, name = "keep") =>
  azure.call("PUT", `${scope}/${LOCKS}/${name}`, { properties: { level } });
const outcome = (answer: Answer): readonly [number, Json | undefined] => [answer.status, codeOf(answer)];

describe("the reply of a management lock", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
  });
  afterEach(() => azure.close());

  const namesIn = async (path: string) =>
    listAt((await azure.call("GET", path)).body, "value").map((lock) => String(at(lock, "name")));

  it("has its level in Azure's case, its notes and no provisioningState", async () => {
    const properties = { level: "readonly", notes: "the backups of the shop", provisioningState: "Failed", other: 1 };
    const put = await azure.call("PUT", `${VAULT}/${LOCKS}/keep`, { properties });
    assert.deepEqual(put.body, {
      id: `${VAULT}/${LOCKS}/keep`,
      name: "keep",
      type: "Microsoft.Authorization/locks",
      properties: { level: "ReadOnly", notes: "the backups of the shop" },
    });
  });

  for (const [what, properties, said] of [
    ["no level", {}, /properties\.level is missing: expected one of NotSpecified, CanNotDelete, ReadOnly/],
    ["an unknown level", { level: "DoNotTouch" }, /properties\.level is "DoNotTouch"/],
    ["a level that is no string", { level: 1 }, /properties\.level is 1/],
    ["notes of 513 characters", { level: "ReadOnly", notes: "n".repeat(513) }, /properties\.notes is "?513 characters/],
  ] as const) {
    it(`is a refusal for ${what}, and nothing is stored`, async () => {
      const refused = await azure.call("PUT", `${VAULT}/${LOCKS}/keep`, { properties });
      assert.deepEqual(outcome(refused), [400, "InvalidRequestContent"]);
      assert.match(messageOf(refused), said);
      assert.equal((await azure.call("GET", `${VAULT}/${LOCKS}/keep`)).status, 404);
    });
  }

  it("warns if the lock locks nothing", async () => {
    const unspecified = await putLock(azure, VAULT, "NotSpecified");
    const ofTenant = await putLock(azure, "", "ReadOnly");
    const real = await putLock(azure, VAULT, "ReadOnly", "second");
    assert.match(unspecified.headers.get("x-ms-azvb-warning") ?? "", /locks nothing/);
    assert.match(
      ofTenant.headers.get("x-ms-azvb-warning") ?? "",
      /only on subscriptions, resource groups and resources/,
    );
    assert.equal(real.headers.get("x-ms-azvb-warning"), null);
  });

  it("is listed at its scope, below it and above it, and with atScope() not above it", async () => {
    await putLock(azure, SUBSCRIPTION, "CanNotDelete", "l1");
    await putLock(azure, GROUP, "CanNotDelete", "l2");
    await putLock(azure, VM, "CanNotDelete", "l3");
    await azure.call("PUT", DISK, newDisk());
    await putLock(azure, DISK, "CanNotDelete", "l4");
    assert.deepEqual(await namesIn(`${SUBSCRIPTION}/${LOCKS}`), ["l1", "l2", "l3", "l4"]);
    assert.deepEqual(await namesIn(`${GROUP}/${LOCKS}`), ["l1", "l2", "l3", "l4"]);
    assert.deepEqual(await namesIn(`${VM}/${LOCKS}`), ["l1", "l2", "l3"]);
    assert.deepEqual(await namesIn(`${GROUP}/${LOCKS}?$filter=atScope()`), ["l1", "l2"]);
    for (const filter of ["level eq 'ReadOnly'", "atScope() and", "principalId eq 'a'"]) {
      const refused = await azure.call("GET", `${GROUP}/${LOCKS}?$filter=${filter}`);
      assert.deepEqual(outcome(refused), [400, "InvalidFilterInQueryString"], filter);
    }
  });
});

describe("the list of role assignments", () => {
  it("has those at, above and below its scope, and is filtered by principal and by atScope()", async () => {
    const azure = await openTestAzure();
    await putBasics(azure);
    const ROLES = "providers/Microsoft.Authorization/roleAssignments";
    const guid = (digit: string) => `00000000-0000-4000-8000-00000000000${digit}`;
    const assign = (scope: string, name: string, principal: string) =>
      azure.call("PUT", `${scope}/${ROLES}/${guid(name)}`, { properties: { principalId: guid(principal) } });
    await assign(SUBSCRIPTION, "1", "a");
    await assign(GROUP, "2", "b");
    await assign(VM, "3", "a");
    const listed = async (filter: string) =>
      listAt((await azure.call("GET", `${GROUP}/${ROLES}?$filter=${filter}`)).body, "value").map((one) =>
        String(at(one, "name")).slice(-1),
      );
    const lists = [
      await listed(""),
      await listed("atScope()"),
      await listed(`principalId eq '${guid("a")}'`),
      await listed(`assignedTo('${guid("A")}')`),
      await listed(`atScope() and assignedTo('${guid("a")}')`),
    ];
    const refused = await azure.call("GET", `${GROUP}/${ROLES}?$filter=name eq 'a'`);
    await azure.close();
    assert.deepEqual(lists, [["1", "2", "3"], ["1", "2"], ["1", "3"], ["1", "3"], ["1"]]);
    assert.deepEqual(outcome(refused), [400, "InvalidFilterInQueryString"]);
  });
});
