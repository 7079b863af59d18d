/** The regions in which resources are created, at the wire. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { at } from "../../provider/core/json.js";
import { codeOf, DISK, GROUP, messageOf, openTestAzure, SUBSCRIPTION, VAULT } from "../support/service.js";
import { accepted, NEW_GROUP, type Request, type RuleRow, testRules } from "./rule-table.js";

const vaultIn = (location: string, redundancy?: string): Request => [
  "PUT",
  VAULT,
  {
    location,
    sku: { name: "Standard" },
    properties: redundancy === undefined ? {} : { redundancySettings: { standardTierStorageRedundancy: redundancy } },
  },
];
const diskIn = (location: string): Request => [
  "PUT",
  DISK,
  { location, properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32 } },
];
const groupIn = (location: string): Request => ["PUT", `${SUBSCRIPTION}/resourceGroups/other`, { location }];
const storage = (storageModelType: string): Request => [
  "PUT",
  `${VAULT}/backupstorageconfig/vaultstorageconfig`,
  { properties: { storageModelType } },
];

const TYPE = "LocationNotAvailableForResourceType";
const REGIONS: readonly RuleRow[] = [
  {
    rule: "a typing mistake in the region of a vault",
    request: vaultIn("westeurop"),
    status: 400,
    code: TYPE,
    message: /Did you mean 'westeurope'\?/,
  },
  {
    rule: "the region of a vault that is none",
    request: vaultIn("mars"),
    status: 400,
    code: TYPE,
    message: /resource type 'Microsoft\.RecoveryServices\/vaults'/,
  },
  { rule: "a closed region", request: vaultIn("usgoviowa"), status: 400, code: TYPE },
  { rule: "a region of another cloud", request: vaultIn("usnateast"), status: 400, code: TYPE },
  { rule: "a geography", request: vaultIn("Europe"), status: 400, code: TYPE },
  {
    rule: "the region of a disk that is none",
    request: diskIn("mars"),
    status: 400,
    code: TYPE,
    message: /'Microsoft\.Compute\/disks'/,
  },
  {
    rule: "the region of an image that is none",
    request: ["PUT", `${GROUP}/providers/Microsoft.Compute/images/i`, { location: "mars" }],
    status: 400,
    code: TYPE,
  },
  {
    rule: "the region of a resource group that is none",
    request: groupIn("mars"),
    status: 400,
    code: "LocationNotAvailableForResourceGroup",
  },
  {
    rule: "zone redundancy in a region without zones",
    request: vaultIn("westus", "ZoneRedundant"),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^redundancySettings parameter is invalid.*needs a region with availability zones/,
  },
  {
    rule: "geo redundancy in a region without a pair",
    request: vaultIn("qatarcentral", "GeoRedundant"),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /needs a region with a paired region/,
  },
  {
    rule: "geo redundancy of its storage in a region without a pair",
    before: [vaultIn("qatarcentral")],
    request: storage("GeoRedundant"),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /paired region/,
  },
];
testRules("Azure refuses", REGIONS);

const TAKEN: readonly RuleRow[] = [
  { rule: "a region written with case and spaces", request: vaultIn("West Europe"), status: 201 },
  {
    rule: "an announced region with a warning",
    request: vaultIn("eastus3"),
    status: 201,
    message: /The region 'eastus3' is announced/,
  },
  {
    rule: "an unlisted region of a group with a warning",
    request: groupIn("taiwannorth"),
    status: 201,
    message: /no list of Azure's locations/,
  },
  {
    rule: "zone redundancy with a warning where zones are not known",
    request: vaultIn("centraluseuap", "ZoneRedundant"),
    status: 201,
    message: /whether centraluseuap has them is not known/,
  },
  {
    rule: "any location of a type without rules",
    request: ["PUT", `${GROUP}/providers/Microsoft.Network/privateDnsZones/example.org`, { location: "global" }],
    status: 201,
  },
];
testRules("Azure takes", TAKEN);

describe("a vault", () => {
  const redundancyIn = async (location: string): Promise<unknown> => {
    const azure = await openTestAzure();
    try {
      await accepted(azure, NEW_GROUP);
      await accepted(azure, vaultIn(location));
      const { body } = await azure.call("GET", VAULT);
      return at(body as JsonObject, "properties", "redundancySettings", "standardTierStorageRedundancy");
    } finally {
      await azure.close();
    }
  };

  it("has by default the redundancy of its region", async () => {
    assert.deepEqual(await Promise.all(["westeurope", "eastasia", "qatarcentral"].map(redundancyIn)), [
      "GeoRedundant",
      "LocallyRedundant",
      "LocallyRedundant",
    ]);
  });

  it("can be in a region that was added to the known ones", async () => {
    const azure = await openTestAzure({ regions: ["Mars North"] });
    try {
      await accepted(azure, NEW_GROUP);
      const taken = await azure.call(...vaultIn("marsnorth"));
      const refused = await azure.call("PUT", `${VAULT}2`, { location: "marssouth", properties: {} });

      assert.deepEqual([taken.status, refused.status, codeOf(refused)], [201, 400, TYPE], messageOf(taken));
    } finally {
      await azure.close();
    }
  });
});
