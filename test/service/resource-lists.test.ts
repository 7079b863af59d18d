/** The options of the lists of Azure Resource Manager: `$filter`, `$top`, `$skipToken` and `$expand`. */
import assert from "node:assert/strict";
import { at, type JsonObject, listAt } from "../../provider/core/json.js";
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
} from "../support/service.js";
import { newDisk } from "./snapshot-steps.js";

const OTHER = `${SUBSCRIPTION}/resourceGroups/other-shop`;
const STORAGE = "providers/Microsoft.Storage/storageAccounts";

const namesOf = ({ body }: Answer) => listAt(body, "value").map((entry) => String(at(entry, "name")));
const outcome = (answer: Answer) => [answer.status, codeOf(answer)];

describe("the list of resources", () => {
  let azure: TestAzure;

  before(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
    await azure.call("PUT", DISK, { ...newDisk(), tags: { stage: "it's live", a: "b" } });
    await azure.call("PUT", OTHER, { location: "northeurope", tags: { a: "b", c: "d" } });
    const account = (tags: JsonObject) => ({ location: "North Europe", tags, identity: { type: "SystemAssigned" } });
    await azure.call("PUT", `${OTHER}/${STORAGE}/and`, account({ a: "x", c: "b" }));
    await azure.call("PUT", `${OTHER}/${STORAGE}/logs`, account({ A: "B" }));
    await azure.call("PUT", `${OTHER}/providers/Microsoft.Authorization/locks/l1`, {
      properties: { level: "ReadOnly" },
    });
  });
  after(() => azure.close());

  const filtered = (filter: string, scope = SUBSCRIPTION) => azure.call("GET", `${scope}/resources?$filter=${filter}`);
  const ALL = ["web", "web_OsDisk_1", "vault1", "data1", "and", "logs"];

  it("has the resources of all groups, and neither locks nor children", async () => {
    const names = namesOf(await azure.call("GET", `${SUBSCRIPTION}/resources`));
    assert.deepEqual(names.map((name) => name.replace(/_OsDisk_1.*/, "_OsDisk_1")).sort(), [...ALL].sort());
  });

  for (const [filter, expected] of [
    ["resourceType eq 'Microsoft.RecoveryServices/vaults'", ["vault1"]],
    ["resourceType eq 'microsoft.storage/STORAGEACCOUNTS' and resourceGroup eq 'OTHER-shop'", ["and", "logs"]],
    ["resourceGroup eq 'other-shop'", ["and", "logs"]],
    ["name eq 'vault1'", ["vault1"]],
    ["name eq 'vault1' or name eq 'logs'", ["vault1", "logs"]],
    ["(name eq 'vault1' or name eq 'logs') and location eq 'northeurope'", ["logs"]],
    ["location eq 'North Europe' and name ne 'and'", ["logs"]],
    ["substringof('OG', name)", ["logs"]],
    ["substringof('shop', resourceGroup) and name eq 'and'", ["and"]],
    ["tagName eq 'a'", ["data1", "and", "logs"]],
    ["tagName eq 'a' and tagValue eq 'b'", ["data1", "logs"]],
    ["tagname eq 'stage' and tagvalue eq 'it''s live'", ["data1"]],
    ["startswith(tagName, 'sta')", ["data1"]],
    ["identity eq 'SystemAssigned'", ["and", "logs"]],
    ["name eq 'a and b'", []],
    ["plan/publisher eq 'x'", []],
  ] as const) {
    it(`is filtered by ${filter}`, async () => {
      assert.deepEqual(namesOf(await filtered(filter)), expected);
    });
  }

  it("of a group is filtered too", async () => {
    assert.deepEqual(namesOf(await filtered("resourceType eq 'Microsoft.Compute/disks' and name eq 'data1'", GROUP)), [
      "data1",
    ]);
  });

  it("omits the tags of resources that are filtered by a tag and its value, as documented", async () => {
    const [byTag] = listAt((await filtered("tagName eq 'stage' and tagValue eq 'it''s live'")).body, "value");
    const [byName] = listAt((await filtered("name eq 'data1'")).body, "value");
    assert.deepEqual([at(byTag, "tags"), at(byName, "tags", "a")], [undefined, "b"]);
  });

  for (const filter of [
    "color eq 'red'",
    "name eq",
    "name eq 'a",
    "name gt 'a'",
    "not (name eq 'a')",
    "name eq 'a' and",
    "name eq 'a' name eq 'b'",
    "(name eq 'a'",
    "substringof(name, 'a')",
    "substringof('a', location)",
    "startswith(name, 'a')",
    "substringof('a')",
    "tagName ne 'a'",
    "$filter=name eq 'a'",
    `${"(".repeat(40)}name eq 'a'${")".repeat(40)}`,
  ]) {
    it(`is refused for the filter ${filter.slice(0, 60)}`, async () => {
      const refused = await filtered(encodeURIComponent(filter).replaceAll("%20", " "));
      assert.equal(refused.status, 400);
      assert.equal(codeOf(refused), "InvalidFilterInQueryString");
    });
  }

  it("is refused with Azure's text", async () => {
    assert.equal(
      messageOf(await filtered("color eq 'red'")),
      "Invalid $filter 'color eq 'red'' specified in the query string.",
    );
  });

  it("is returned in pages of $top entries, whose links lead through all of them", async () => {
    const names: string[] = [];
    let path: string | undefined = `${SUBSCRIPTION}/resources?$top=2&$filter=name ne 'vault1'`;
    let pages = 0;
    while (path !== undefined) {
      const page: Answer = await azure.call("GET", path);
      assert.equal(namesOf(page).length <= 2, true);
      names.push(...namesOf(page));
      const next = page.body["nextLink"] === undefined ? undefined : new URL(String(page.body["nextLink"]));
      next?.searchParams.delete("api-version");
      path =
        next === undefined
          ? undefined
          : `${next.pathname}?${[...next.searchParams].map(([key, value]) => `${key}=${value}`).join("&")}`;
      pages++;
    }
    assert.deepEqual([pages, names.length, names.includes("vault1")], [3, 5, false]);
  });

  it("adds the members that $expand names", async () => {
    const path = `${SUBSCRIPTION}/resources?$expand=createdTime,provisioningState&$filter=name eq 'data1'`;
    const [disk] = listAt((await azure.call("GET", path)).body, "value");
    assert.equal(at(disk, "provisioningState"), "Succeeded");
    assert.match(String(at(disk, "createdTime")), /^2024-05-13T/);
    assert.deepEqual(outcome(await azure.call("GET", `${SUBSCRIPTION}/resources?$expand=color`)), [
      400,
      "InvalidExpandInQueryString",
    ]);
  });
});

describe("the list of resource groups", () => {
  let azure: TestAzure;

  before(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", OTHER, { location: "westeurope", tags: { a: "b", c: "d" } });
  });
  after(() => azure.close());

  const groups = (query: string) => azure.call("GET", `${SUBSCRIPTION}/resourceGroups?${query}`);

  it("is filtered by tags only, as in Azure", async () => {
    assert.deepEqual(namesOf(await groups("$filter=tagName eq 'a' and tagValue eq 'b'")), ["other-shop"]);
    assert.deepEqual(namesOf(await groups("$filter=tagName eq 'a' and tagValue eq 'd'")), []);
    assert.deepEqual(outcome(await groups("$filter=name eq 'other-shop'")), [400, "InvalidFilterInQueryString"]);
  });

  it("is returned in pages of $top entries", async () => {
    const first = await groups("$top=1");
    const token = new URL(String(first.body["nextLink"])).searchParams.get("$skiptoken");
    const second = await groups(`$top=1&$skipToken=${token}`);
    assert.deepEqual(
      [namesOf(first), namesOf(second), second.body["nextLink"]],
      [["rehearsal"], ["other-shop"], undefined],
    );
  });
});
