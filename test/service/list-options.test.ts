/** `$top`, `$skipToken` and `$filter` of every list. */
import assert from "node:assert/strict";
import { at, listAt } from "../../provider/core/json.js";
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

const STORAGE = "providers/Microsoft.Storage/storageAccounts";

const namesOf = ({ body }: Answer) => listAt(body, "value").map((entry) => String(at(entry, "name")));
const outcome = (answer: Answer) => [answer.status, codeOf(answer)];

describe("the options of every list", () => {
  let azure: TestAzure;

  before(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
    await azure.call("PUT", DISK, newDisk());
  });
  after(() => azure.close());

  const LISTS = [
    "/subscriptions",
    `${SUBSCRIPTION}/resources`,
    `${SUBSCRIPTION}/resourceGroups`,
    `${GROUP}/providers/Microsoft.Compute/disks`,
    `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/vaults`,
    `${GROUP}/${STORAGE}`,
    `${VAULT}/backupPolicies`,
    `${VAULT}/backupJobs`,
    `${VAULT}/backupProtectedItems`,
    `${VM}/extensions`,
  ];

  for (const top of ["-1", "abc", "0", "1.5", "1e3", " "]) {
    it(`refuse a $top of ${JSON.stringify(top)}`, async () => {
      for (const path of LISTS)
        assert.deepEqual(
          outcome(await azure.call("GET", `${path}?$top=${top}`)),
          [400, "InvalidTopInQueryString"],
          path,
        );
    });
  }

  it("refuse a $skipToken that no list issued, in any case of its name", async () => {
    for (const path of LISTS) {
      for (const name of ["$skipToken", "$skiptoken"]) {
        assert.deepEqual(
          outcome(await azure.call("GET", `${path}?${name}=abc`)),
          [400, "InvalidSkipTokenInQueryString"],
          path,
        );
      }
    }
  });

  it("select a page by $top, also of a list that Azure never pages", async () => {
    const path = `${GROUP}/providers/Microsoft.Compute/disks`;
    const all = namesOf(await azure.call("GET", path));
    const first = await azure.call("GET", `${path}?$top=1`);
    const token = new URL(String(first.body["nextLink"])).searchParams.get("$skiptoken");
    const second = await azure.call("GET", `${path}?$top=1&$skiptoken=${token}`);
    assert.deepEqual([all.length, ...namesOf(first), ...namesOf(second)], [2, ...all]);
    assert.equal(second.body["nextLink"], undefined);
  });

  it("refuse a $filter that the list does not have", async () => {
    for (const path of [
      `${GROUP}/providers/Microsoft.Compute/disks`,
      `${GROUP}/${STORAGE}`,
      "/subscriptions",
      `${VM}/extensions`,
    ]) {
      assert.deepEqual(
        outcome(await azure.call("GET", `${path}?$filter=name eq 'a'`)),
        [400, "InvalidFilterInQueryString"],
        path,
      );
    }
  });
});

describe("the filter of a list of a vault", () => {
  let azure: TestAzure;
  before(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
  });
  after(() => azure.close());

  for (const list of [
    "backupJobs",
    "backupProtectedItems",
    "backupProtectionContainers",
    "backupProtectableItems",
    "backupPolicies",
    "backupUsageSummaries",
  ]) {
    it(`is refused at ${list} for an unknown name, a name twice and an operator other than eq`, async () => {
      for (const filter of [
        "color eq 'red'",
        "backupManagementType eq 'AzureIaasVM' and backupManagementType eq 'MAB'",
        "backupManagementType ne 'MAB'",
      ]) {
        const refused = await azure.call("GET", `${VAULT}/${list}?$filter=${filter}`);
        assert.deepEqual(outcome(refused), [400, "BadRequest"], filter);
      }
    });
  }

  it("names what can be filtered", async () => {
    const refused = await azure.call("GET", `${VAULT}/backupJobs?$filter=color eq 'red'`);
    assert.match(messageOf(refused), /Cannot filter by "color": expected status, operation, /);
  });
});
