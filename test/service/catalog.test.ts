/** The reads that clients make before they create something: locations, sizes, images, names. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  openTestAzure,
  putBasics,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const COMPUTE = `${SUBSCRIPTION}/providers/Microsoft.Compute`;
const EUROPE = `${COMPUTE}/locations/westeurope`;
const IMAGE = `${EUROPE}/publishers/Canonical/artifacttypes/vmimage/offers/0001-com-ubuntu-server-jammy/skus/22_04-lts-gen2/versions`;

const named = (entries: readonly Json[]) => entries.map((entry) => textAt(entry, "name"));

describe("a client that is about to create something", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure({ regions: ["Mars North"] });
    await putBasics(azure);
  });
  afterEach(() => azure.close());

  const get = async (path: string): Promise<JsonObject> => {
    const { status, body } = await azure.call("GET", path);
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body;
  };
  /** A list that is an array itself. */
  const getArray = async (path: string) => named((await get(path)) as unknown as readonly Json[]);

  it("reads the locations of its subscription, with their zones and pairs, and those that were added", async () => {
    const locations = listAt(await get(`${SUBSCRIPTION}/locations`), "value");
    const of = (name: string) => locations.find((location) => at(location, "name") === name);

    assert.equal(named(locations).at(-1), "marsnorth");
    assert.equal(named(locations).includes("chinanorth3"), false);
    assert.deepEqual(of("westeurope"), {
      id: `${SUBSCRIPTION}/locations/westeurope`,
      name: "westeurope",
      type: "Region",
      displayName: "West Europe",
      regionalDisplayName: "(Europe) West Europe",
      metadata: {
        regionType: "Physical",
        regionCategory: "Recommended",
        geography: "Europe",
        pairedRegion: [{ name: "northeurope", id: `${SUBSCRIPTION}/locations/northeurope` }],
      },
      availabilityZoneMappings: ["1", "2", "3"].map((logicalZone) => ({
        logicalZone,
        physicalZone: `westeurope-az${logicalZone}`,
      })),
    });
    assert.deepEqual(at(of("qatarcentral"), "metadata", "pairedRegion"), []);
    assert.equal(at(of("westus"), "availabilityZoneMappings"), undefined);
  });

  it("reads the sizes of a region, and the SKUs of all regions or of one", async () => {
    const sizes = listAt(await get(`${EUROPE}/vmSizes`), "value");
    const skus = listAt(await get(`${COMPUTE}/skus`), "value");
    const inEurope = listAt(await get(`${COMPUTE}/skus?$filter=location eq 'West Europe'`), "value");

    assert.deepEqual(
      sizes.find((size) => at(size, "name") === "Standard_D2s_v3"),
      {
        name: "Standard_D2s_v3",
        numberOfCores: 2,
        osDiskSizeInMB: 1_047_552,
        resourceDiskSizeInMB: 16_384,
        memoryInMB: 8_192,
        maxDataDiskCount: 4,
      },
    );
    assert.equal(inEurope.length, sizes.length);
    assert.deepEqual(listAt(await get(`${VM}/vmSizes`), "value"), sizes);
    assert.equal(skus.length > inEurope.length, true);
    assert.deepEqual(new Set(inEurope.map((sku) => JSON.stringify(at(sku, "locations")))), new Set(['["westeurope"]']));
  });

  it("reads how many cores and VMs of its quota are in use", async () => {
    const usages = listAt(await get(`${EUROPE}/usages`), "value");

    assert.deepEqual(
      usages.map((usage) => [at(usage, "name", "value"), at(usage, "currentValue")]),
      [
        ["cores", 1],
        ["virtualMachines", 1],
      ],
    );
  });

  it("reads publishers, offers, SKUs and versions of images, as arrays", async () => {
    const publishers = await getArray(`${EUROPE}/publishers`);
    const offers = await getArray(`${EUROPE}/publishers/canonical/artifacttypes/vmimage/offers`);
    const version = await get(`${IMAGE}/1.0.0`);

    assert.equal(publishers.includes("Canonical"), true);
    assert.deepEqual(offers, ["0001-com-ubuntu-server-jammy", "ubuntu-24_04-lts"]);
    assert.deepEqual(await getArray(`${IMAGE}?$top=1&$orderby=name desc`), ["1.0.0"]);
    assert.deepEqual(
      [at(version, "properties", "osDiskImage", "operatingSystem"), at(version, "properties", "hyperVGeneration")],
      ["Linux", "V2"],
    );
    assert.equal((await azure.call("GET", `${IMAGE}/2.0.0`)).status, 404);
  });

  it("reads the versions of extensions", async () => {
    const types = `${EUROPE}/publishers/Microsoft.Azure.RecoveryServices/artifacttypes/vmextension/types`;

    assert.deepEqual(await getArray(types), ["VMSnapshot", "VMSnapshotLinux"]);
    assert.deepEqual(await getArray(`${types}/vmsnapshotlinux/versions`), ["1.0.0.0"]);
  });

  it("is refused the sizes of a region that does not exist", async () => {
    const refused = await azure.call("GET", `${COMPUTE}/locations/westeurop/vmSizes`);

    assert.deepEqual([refused.status, codeOf(refused)], [400, "LocationNotAvailableForResourceType"]);
  });

  it("asks whether the name of a storage account is available", async () => {
    const path = `${SUBSCRIPTION}/providers/Microsoft.Storage/checkNameAvailability`;
    const check = async (name: string) =>
      (await azure.call("POST", path, { name, type: "Microsoft.Storage/storageAccounts" })).body;
    await azure.call("PUT", `${GROUP}/providers/Microsoft.Storage/storageAccounts/taken1`, { location: "westeurope" });

    assert.deepEqual(await check("free1"), { nameAvailable: true });
    assert.deepEqual(await check("taken1"), {
      nameAvailable: false,
      reason: "AlreadyExists",
      message: "The storage account named taken1 is already taken.",
    });
    assert.equal((await check("Not_Valid"))["reason"], "AccountNameInvalid");
  });

  it("asks whether the name of a vault is available in its resource group", async () => {
    const path = `${GROUP}/providers/Microsoft.RecoveryServices/locations/westeurope/checkNameAvailability`;
    const check = async (name: string) => (await azure.call("POST", path, { name })).body["nameAvailable"];

    assert.deepEqual([await check("vault1"), await check("vault9")], [false, true]);
  });

  it("reads lists of a vault that can only be empty", async () => {
    for (const list of [
      "backupEngines",
      "backupProtectionIntents",
      "backupFabrics/Azure/protectableContainers",
      "replicationUsages",
      "replicationFabrics",
    ]) {
      assert.deepEqual(await get(`${VAULT}/${list}`), { value: [] }, list);
      assert.equal((await azure.call("GET", `${VAULT}x/${list}`)).status, 404, list);
    }
  });
});
