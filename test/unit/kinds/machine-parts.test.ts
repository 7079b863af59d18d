import assert from "node:assert/strict";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { DISK, diskInputs, vmInputs } from "./examples.js";

const propertiesRefused = (inputs: JsonObject): string[] =>
  check(kinds["ArmResource"] ?? assert.fail(), inputs).failures.map(({ property }) => property);

const vmWith = (properties: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  ...vmInputs(),
  properties,
  ...more,
});
const { osProfile: _, ...withoutOsProfile } = objectAt(vmInputs(), "properties");

describe("the check of a virtual machine", () => {
  const ACCEPTED: readonly (readonly [what: string, inputs: JsonObject])[] = [
    ["everything that Compute requires", vmInputs()],
    [
      "an image without an osDisk",
      vmWith({
        ...objectAt(vmInputs(), "properties"),
        storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" } },
      }),
    ],
    [
      "an image id without osProfile, because the image may be specialized",
      vmWith({ ...withoutOsProfile, storageProfile: { imageReference: { id: DISK.replace("disks", "images") } } }),
    ],
    [
      "an attached disk without osProfile",
      vmWith({
        ...withoutOsProfile,
        storageProfile: { osDisk: { createOption: "attach", osType: "linux", managedDisk: { id: DISK } } },
      }),
    ],
    [
      "network interfaces that are created with the VM",
      vmWith({ ...objectAt(vmInputs(), "properties"), networkProfile: { networkInterfaceConfigurations: [{}] } }),
    ],
  ];
  for (const [what, inputs] of ACCEPTED) {
    it(`accepts ${what}`, () => assert.deepEqual(propertiesRefused(inputs), []));
  }

  const NOT_KNOWN: readonly (readonly [what: string, inputs: JsonObject])[] = [
    ["its properties", vmWith(UNKNOWN)],
    ["its region", vmWith(objectAt(vmInputs(), "properties"), { location: UNKNOWN })],
    ["its profiles", vmWith({ ...unknownProfiles() })],
    ["its disk", vmWith({ ...withoutOsProfile, storageProfile: { osDisk: UNKNOWN } })],
    [
      "the id of the disk to attach",
      vmWith({
        ...withoutOsProfile,
        storageProfile: { osDisk: { createOption: "Attach", osType: "Linux", managedDisk: UNKNOWN } },
      }),
    ],
    [
      "the createOption of its disk and its osProfile",
      vmWith({ ...withoutOsProfile, osProfile: UNKNOWN, storageProfile: { osDisk: { createOption: UNKNOWN } } }),
    ],
    [
      "the disk of a VM without an image",
      vmWith({ ...withoutOsProfile, storageProfile: { osDisk: { createOption: "FromImage", managedDisk: UNKNOWN } } }),
    ],
    ["its network interfaces", vmInputs({ networkProfile: { networkInterfaces: UNKNOWN } })],
    ["one network interface", vmInputs({ networkProfile: { networkInterfaces: [UNKNOWN, { id: UNKNOWN }] } })],
    ["its data disks", vmInputs({ storageProfile: { dataDisks: UNKNOWN } })],
    ["one data disk", vmInputs({ storageProfile: { dataDisks: [UNKNOWN] } })],
  ];
  for (const [what, inputs] of NOT_KNOWN) {
    it(`refuses nothing while it does not know ${what}`, () => assert.deepEqual(propertiesRefused(inputs), []));
  }

  it("refuses missing properties next to values that are not known yet", () => {
    const storageProfile = { osDisk: { createOption: "Attach", managedDisk: { id: UNKNOWN } } };

    assert.deepEqual(propertiesRefused(vmWith({ hardwareProfile: UNKNOWN, storageProfile })), [
      "properties.storageProfile.osDisk.osType",
      "properties.networkProfile",
    ]);
  });

  it("accepts a partial declaration of an adopted VM", () => {
    const { location: __, ...rest } = vmWith(
      { hardwareProfile: { vmSize: "Standard_D2s_v5" } },
      { adopt: "ifIdentical" },
    );

    assert.deepEqual(propertiesRefused(rest), []);
    assert.deepEqual(propertiesRefused({ ...rest, adopt: "always" }), []);
  });
});

describe("the check of a virtual machine that is in the state", () => {
  const refusedProperties = (olds: JsonObject, news: JsonObject): string[] =>
    check(kinds["ArmResource"] ?? assert.fail(), news, olds).failures.map(({ property }) => property);
  const { location: _location, ...part } = vmWith({ hardwareProfile: { vmSize: "Standard_D2s_v5" } });

  it("accepts a partial declaration if adopt is removed after the adoption", () => {
    assert.deepEqual(refusedProperties({ ...part, adopt: "always" }, part), []);
  });

  it("refuses the removal of required properties", () => {
    assert.deepEqual(refusedProperties(vmInputs(), part), [
      "location",
      "properties.storageProfile",
      "properties.networkProfile",
    ]);
  });
});

describe("the check of a disk", () => {
  it("refuses nothing while its region and its createOption are not known", () => {
    assert.deepEqual(
      propertiesRefused({ ...diskInputs, location: UNKNOWN, properties: { creationData: UNKNOWN } }),
      [],
    );
  });
});

function unknownProfiles(): JsonObject {
  const profiles = ["hardwareProfile", "storageProfile", "osProfile", "networkProfile"];
  return Object.fromEntries(profiles.map((profile) => [profile, UNKNOWN]));
}
