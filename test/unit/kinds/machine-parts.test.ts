import assert from "node:assert/strict";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { DISK, diskInputs, machineInputs } from "./examples.js";

const linesOf = (inputs: JsonObject): string[] =>
  check(kinds["ArmResource"] ?? assert.fail(), inputs).failures.map(({ property }) => property);

const given = (properties: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  ...machineInputs(),
  properties,
  ...more,
});
const { osProfile: _, ...noAccount } = objectAt(machineInputs(), "properties");

describe("the check of a virtual machine", () => {
  const ACCEPTED: readonly (readonly [what: string, inputs: JsonObject])[] = [
    ["all that Compute asks for", machineInputs()],
    [
      "an image without an osDisk",
      given({
        ...objectAt(machineInputs(), "properties"),
        storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" } },
      }),
    ],
    [
      "an image by its id, which may be specialized, without an account",
      given({ ...noAccount, storageProfile: { imageReference: { id: DISK.replace("disks", "images") } } }),
    ],
    [
      "an attached disk, without an account",
      given({
        ...noAccount,
        storageProfile: { osDisk: { createOption: "attach", osType: "linux", managedDisk: { id: DISK } } },
      }),
    ],
    [
      "network interfaces that are made with it",
      given({ ...objectAt(machineInputs(), "properties"), networkProfile: { networkInterfaceConfigurations: [{}] } }),
    ],
  ];
  for (const [what, inputs] of ACCEPTED) {
    it(`accepts ${what}`, () => assert.deepEqual(linesOf(inputs), []));
  }

  const NOT_KNOWN: readonly (readonly [what: string, inputs: JsonObject])[] = [
    ["its properties", given(UNKNOWN)],
    ["its region", given(objectAt(machineInputs(), "properties"), { location: UNKNOWN })],
    ["its profiles", given({ ...unknownProfiles() })],
    ["its disk", given({ ...noAccount, storageProfile: { osDisk: UNKNOWN } })],
    [
      "which disk it attaches",
      given({
        ...noAccount,
        storageProfile: { osDisk: { createOption: "Attach", osType: "Linux", managedDisk: UNKNOWN } },
      }),
    ],
    [
      "the createOption of its disk, and its account",
      given({ ...noAccount, osProfile: UNKNOWN, storageProfile: { osDisk: { createOption: UNKNOWN } } }),
    ],
    [
      "the disk where there is no image",
      given({ ...noAccount, storageProfile: { osDisk: { createOption: "FromImage", managedDisk: UNKNOWN } } }),
    ],
    ["its network interfaces", machineInputs({ networkProfile: { networkInterfaces: UNKNOWN } })],
    ["one network interface", machineInputs({ networkProfile: { networkInterfaces: [UNKNOWN, { id: UNKNOWN }] } })],
    ["its data disks", machineInputs({ storageProfile: { dataDisks: UNKNOWN } })],
    ["one data disk", machineInputs({ storageProfile: { dataDisks: [UNKNOWN] } })],
  ];
  for (const [what, inputs] of NOT_KNOWN) {
    it(`refuses nothing while it does not know ${what}`, () => assert.deepEqual(linesOf(inputs), []));
  }

  it("refuses what is missing next to values that are not known yet", () => {
    const storageProfile = { osDisk: { createOption: "Attach", managedDisk: { id: UNKNOWN } } };

    assert.deepEqual(linesOf(given({ hardwareProfile: UNKNOWN, storageProfile })), [
      "properties.storageProfile.osDisk.osType",
      "properties.networkProfile",
    ]);
  });

  it("accepts a part of a machine that is adopted", () => {
    const { location: __, ...rest } = given(
      { hardwareProfile: { vmSize: "Standard_D2s_v5" } },
      { adopt: "ifIdentical" },
    );

    assert.deepEqual(linesOf(rest), []);
    assert.deepEqual(linesOf({ ...rest, adopt: "always" }), []);
  });
});

describe("the check of a virtual machine that is in the state", () => {
  const refusedFor = (olds: JsonObject, news: JsonObject): string[] =>
    check(kinds["ArmResource"] ?? assert.fail(), news, olds).failures.map(({ property }) => property);
  const { location: _location, ...part } = given({ hardwareProfile: { vmSize: "Standard_D2s_v5" } });

  it("accepts a part of it where adopt is removed after it was adopted so", () => {
    assert.deepEqual(refusedFor({ ...part, adopt: "always" }, part), []);
  });

  it("refuses what is removed from it", () => {
    assert.deepEqual(refusedFor(machineInputs(), part), [
      "location",
      "properties.storageProfile",
      "properties.networkProfile",
    ]);
  });
});

describe("the check of a disk", () => {
  it("refuses nothing while its region and its createOption are not known", () => {
    assert.deepEqual(linesOf({ ...diskInputs, location: UNKNOWN, properties: { creationData: UNKNOWN } }), []);
  });
});

function unknownProfiles(): JsonObject {
  const profiles = ["hardwareProfile", "storageProfile", "osProfile", "networkProfile"];
  return Object.fromEntries(profiles.map((profile) => [profile, UNKNOWN]));
}
