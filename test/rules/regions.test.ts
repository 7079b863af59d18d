/** The regions of Azure: which of them resources can be created in, and which redundancy they offer. */
import assert from "node:assert/strict";
import { REGIONS } from "../../provider/rules/shared/region-list.js";
import {
  hasZones,
  nearestRegion,
  pairOf,
  regionFault,
  regionProblem,
  regionWarning,
  usableRegions,
} from "../../provider/rules/shared/regions.js";
import { defaultRedundancy, redundancyPlaceWarning, redundancyProblem } from "../../provider/rules/vaults/place.js";

describe("the list of regions", () => {
  it("has 93 regions, of which 76 can be used", () => {
    assert.equal(REGIONS.size, 93);
    assert.equal(usableRegions().length, 76);
  });

  it("is compared without case and spaces", () => {
    for (const name of ["westeurope", "West Europe", "WESTEUROPE", "west europe"]) {
      assert.equal(regionProblem(name), undefined, name);
    }
  });

  it("has pairs that name regions of the list, and knows the regions without a pair and without zones", () => {
    for (const { name, pair } of REGIONS.values()) assert.ok(pair == null || REGIONS.has(pair), name);
    assert.deepEqual(
      [pairOf("West Europe"), pairOf("qatarcentral"), pairOf("eastusslv")],
      ["northeurope", null, undefined],
    );
    assert.deepEqual([hasZones("West Europe"), hasZones("westus"), hasZones("eastusslv")], [true, false, undefined]);
  });

  it("takes regions that customers, tests of Azure or Microsoft use", () => {
    for (const name of [
      "westeurope",
      "australiacentral2",
      "eastus2euap",
      "eastusstg",
      "usgovvirginia",
      "chinanorth3",
    ]) {
      assert.deepEqual([regionProblem(name), regionWarning(name)], [undefined, undefined], name);
    }
  });

  it("warns about regions that are announced, or that only clients of Azure know", () => {
    assert.match(regionWarning("eastus3") ?? "", /^The region 'eastus3' is announced/);
    assert.match(regionWarning("Taiwan North") ?? "", /^The region 'Taiwan North' is in no list of Azure's locations/);
    assert.equal(regionWarning("Taiwan North", ["taiwannorth"]), undefined);
  });

  it("refuses closed regions, those of other clouds, groups of regions, Extended Zones and names that no region has", () => {
    const problems: readonly [string, RegExp][] = [
      ["usgoviowa", /closed region/],
      ["germanycentral", /closed region/],
      ["usnateast", /another cloud/],
      ["europe", /not one region/],
      ["Global", /not one region/],
      ["eastusstage", /not one region/],
      ["losangeles", /Extended Zone: the location of its resources is westus/],
      ["mars", /not an Azure region/],
    ];
    for (const [name, problem] of problems) assert.match(regionProblem(name) ?? "", problem, name);
  });

  it("takes a further region that was added by its name in either way", () => {
    assert.equal(regionProblem("marsnorth", ["Mars North"]), undefined);
    assert.match(regionProblem("marsnorth") ?? "", /not an Azure region/);
  });

  it("suggests only regions that can be used", () => {
    assert.deepEqual(["westeurop", "westus5", "europe", "eastus3"].map(nearestRegion), [
      "westeurope",
      "westus",
      undefined,
      undefined,
    ]);
  });

  it("refuses with Azure's texts for resources and for resource groups", () => {
    const vault = regionFault("westeurop", "Microsoft.RecoveryServices/vaults");
    const group = regionFault("westeurop", "Microsoft.Resources/resourceGroups");

    assert.equal(vault?.code, "LocationNotAvailableForResourceType");
    assert.match(
      vault?.message ?? "",
      /^The provided location 'westeurop' is not available for resource type 'Microsoft\.RecoveryServices\/vaults'\. List of available regions for the resource type is 'australiacentral,.*,westus3'\..* Did you mean 'westeurope'\?$/,
    );
    assert.equal(group?.code, "LocationNotAvailableForResourceGroup");
    assert.match(
      group?.message ?? "",
      /^The provided location 'westeurop' is not available for resource group\. List of/,
    );
  });
});

describe("the redundancy of a vault", () => {
  it("is by default LocallyRedundant where the region has no pair, and in East Asia, as recorded", () => {
    assert.deepEqual(["westeurope", "qatarcentral", "East Asia", "eastusslv", "marsnorth"].map(defaultRedundancy), [
      "GeoRedundant",
      "LocallyRedundant",
      "LocallyRedundant",
      "GeoRedundant",
      "GeoRedundant",
    ]);
  });

  it("needs zones or a pair, which some regions do not have", () => {
    assert.match(redundancyProblem("ZoneRedundant", "westus") ?? "", /use LocallyRedundant or GeoRedundant/);
    assert.match(redundancyProblem("GeoRedundant", "qatarcentral") ?? "", /use LocallyRedundant or ZoneRedundant/);
    assert.equal(redundancyProblem("GeoRedundant", "westus"), undefined);
    assert.equal(redundancyProblem("LocallyRedundant", "qatarcentral"), undefined);
  });

  it("is a warning where it is not known whether the region has it", () => {
    assert.equal(redundancyProblem("ZoneRedundant", "eastusslv"), undefined);
    assert.match(redundancyPlaceWarning("ZoneRedundant", "eastusslv") ?? "", /whether eastusslv has them is not known/);
    assert.match(redundancyPlaceWarning("GeoRedundant", "marsnorth") ?? "", /whether marsnorth has one is not known/);
    assert.equal(redundancyPlaceWarning("ZoneRedundant", "westeurope"), undefined);
  });
});
