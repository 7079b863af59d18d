/** The body of a virtual machine: what was asked for, with what Azure fills in. Source: the recordings of Microsoft.Compute/virtualMachines. */

import { nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, listAt, objectAt, omit, textAt } from "../../../core/json.js";
import { diskIdBeside } from "../disks/document.js";
import { osTypeOf } from "../machine.js";
import { computeTime } from "../resource.js";

const WINDOWS_SIZE_GB = 127;
const LINUX_SIZE_GB = 30;

interface MachineWish {
  readonly id: string;
  readonly properties: JsonObject;
  /** The properties that the machine had, where it is written again: what names and sizes are taken from. */
  readonly old: JsonObject;
  /** The old properties that stay where `properties` lacks them: all for a PUT; for a PATCH only those that a machine cannot lack. */
  readonly retained: JsonObject;
  readonly now: Date;
  readonly newGuid: () => string;
}

/** The properties of a machine once it is made. */
export function machineProperties(wish: MachineWish): JsonObject {
  const { properties, old } = wish;
  const osType = osTypeOf(properties);
  return {
    ...wish.retained,
    ...properties,
    hardwareProfile: objectAt(properties, "hardwareProfile"),
    provisioningState: "Succeeded",
    vmId: textAt(properties, "vmId") ?? textAt(old, "vmId") ?? wish.newGuid(),
    storageProfile: storageProfile(wish, osType),
    ...osProfile(properties, old, osType),
    timeCreated: old["timeCreated"] ?? computeTime(wish.now),
  };
}

function storageProfile(wish: MachineWish, osType: string): JsonObject {
  const storage = objectAt(wish.properties, "storageProfile");
  const oldStorage = objectAt(wish.old, "storageProfile");
  const image = storage["imageReference"] ?? oldStorage["imageReference"];
  return {
    ...storage,
    ...(image === undefined ? {} : { imageReference: imageReference(objectAt({ image }, "image")) }),
    osDisk: systemDisk(wish, objectAt(storage, "osDisk"), osType),
    dataDisks: listAt(storage, "dataDisks").map((disk) => dataDisk(wish, objectAt(disk))),
  };
}

/** Azure says which version "latest" was; ours has no catalogue of images and says the same for all. */
const imageReference = (image: JsonObject): JsonObject =>
  textAt(image, "version") === "latest" ? { ...image, exactVersion: image["exactVersion"] ?? "1.0.0" } : image;

function systemDisk(wish: MachineWish, disk: JsonObject, osType: string): JsonObject {
  const oldDisk = objectAt(wish.old, "storageProfile", "osDisk");
  const machineName = nameOf(wish.id);
  const name =
    textAt(disk, "name") ??
    nameOfId(textAt(disk, "managedDisk", "id")) ??
    textAt(oldDisk, "name") ??
    `${machineName}_OsDisk_1_${wish.newGuid().replaceAll("-", "")}`;
  return {
    createOption: "FromImage",
    caching: "ReadWrite",
    deleteOption: "Detach",
    diskSizeGB: oldDisk["diskSizeGB"] ?? (osType === "Windows" ? WINDOWS_SIZE_GB : LINUX_SIZE_GB),
    ...disk,
    osType,
    name,
    managedDisk: managedDisk(wish.id, name, objectAt(disk, "managedDisk")),
  };
}

function dataDisk(wish: MachineWish, disk: JsonObject): JsonObject {
  const name =
    textAt(disk, "name") ??
    nameOfId(textAt(disk, "managedDisk", "id")) ??
    `${nameOf(wish.id)}_disk${Number(disk["lun"] ?? 0) + 2}_${wish.newGuid().replaceAll("-", "")}`;
  return {
    createOption: "Empty",
    caching: "None",
    deleteOption: "Detach",
    toBeDetached: false,
    ...disk,
    name,
    managedDisk: managedDisk(wish.id, name, objectAt(disk, "managedDisk")),
  };
}

/** The name in the id of a disk, where a machine names one. */
const nameOfId = (id: string | undefined): string | undefined => (id === undefined ? undefined : nameOf(id));

const managedDisk = (machineId: string, name: string, given: JsonObject): JsonObject => ({
  storageAccountType: "Premium_LRS",
  ...given,
  id: textAt(given, "id") ?? diskIdBeside(machineId, name),
});

/** A password goes in and never comes out. */
function osProfile(properties: JsonObject, old: JsonObject, osType: string): JsonObject {
  const given = properties["osProfile"] ?? old["osProfile"];
  if (given === undefined) return {};
  const profile = omit(objectAt({ given }, "given"), "adminPassword", "customData");
  const configuration: Json =
    osType === "Windows"
      ? {
          windowsConfiguration: {
            provisionVMAgent: true,
            enableAutomaticUpdates: true,
            ...objectAt(profile, "windowsConfiguration"),
          },
        }
      : {
          linuxConfiguration: {
            disablePasswordAuthentication: false,
            provisionVMAgent: true,
            ...objectAt(profile, "linuxConfiguration"),
          },
        };
  return {
    osProfile: {
      secrets: [],
      allowExtensionOperations: true,
      requireGuestProvisionSignal: true,
      ...profile,
      ...configuration,
    },
  };
}
