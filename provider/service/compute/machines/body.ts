/**
 * The body of a virtual machine: what was sent, with Azure's defaults. Source: the recordings of
 * Microsoft.Compute/virtualMachines.
 */
import { nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, listAt, objectAt, omit, textAt } from "../../../core/json.js";
import { diskIdBeside } from "../disks/document.js";
import { osTypeOf } from "../machine.js";
import { computeTime } from "../resource.js";

const WINDOWS_SIZE_GB = 127;
const LINUX_SIZE_GB = 30;

interface PropertiesWrite {
  readonly id: string;
  readonly properties: JsonObject;
  /** The properties before the write: defaults for names and sizes. */
  readonly old: JsonObject;
  /** The old properties that stay if `properties` lacks them: all of them for a PUT, none for a PATCH. */
  readonly retained: JsonObject;
  readonly now: Date;
  readonly newGuid: () => string;
}

/** The properties of a VM once it is created. */
export function machineProperties(machine: PropertiesWrite): JsonObject {
  const { properties, old } = machine;
  const osType = osTypeOf(properties);
  return {
    ...machine.retained,
    ...properties,
    hardwareProfile: objectAt(properties, "hardwareProfile"),
    provisioningState: "Succeeded",
    vmId: textAt(properties, "vmId") ?? textAt(old, "vmId") ?? machine.newGuid(),
    storageProfile: storageProfile(machine, osType),
    ...osProfile(properties, old, osType),
    timeCreated: old["timeCreated"] ?? computeTime(machine.now),
  };
}

function storageProfile(machine: PropertiesWrite, osType: string): JsonObject {
  const storage = objectAt(machine.properties, "storageProfile");
  const oldStorage = objectAt(machine.old, "storageProfile");
  const image = storage["imageReference"] ?? oldStorage["imageReference"];
  return {
    ...storage,
    ...(image === undefined ? {} : { imageReference: imageReference(objectAt({ image }, "image")) }),
    osDisk: systemDisk(machine, objectAt(storage, "osDisk"), osType),
    dataDisks: listAt(storage, "dataDisks").map((disk) => dataDisk(machine, objectAt(disk))),
  };
}

/** Azure returns which version "latest" was. There is no catalogue of images here: the version is the same for all. */
const imageReference = (image: JsonObject): JsonObject =>
  textAt(image, "version") === "latest" ? { ...image, exactVersion: image["exactVersion"] ?? "1.0.0" } : image;

function systemDisk(machine: PropertiesWrite, disk: JsonObject, osType: string): JsonObject {
  const oldDisk = objectAt(machine.old, "storageProfile", "osDisk");
  const machineName = nameOf(machine.id);
  const name =
    textAt(disk, "name") ??
    nameOfId(textAt(disk, "managedDisk", "id")) ??
    textAt(oldDisk, "name") ??
    `${machineName}_OsDisk_1_${machine.newGuid().replaceAll("-", "")}`;
  return {
    createOption: "FromImage",
    caching: "ReadWrite",
    deleteOption: "Detach",
    diskSizeGB: oldDisk["diskSizeGB"] ?? (osType === "Windows" ? WINDOWS_SIZE_GB : LINUX_SIZE_GB),
    ...disk,
    osType,
    name,
    managedDisk: managedDisk(machine.id, name, objectAt(disk, "managedDisk")),
  };
}

function dataDisk(machine: PropertiesWrite, disk: JsonObject): JsonObject {
  const name =
    textAt(disk, "name") ??
    nameOfId(textAt(disk, "managedDisk", "id")) ??
    `${nameOf(machine.id)}_disk${Number(disk["lun"] ?? 0) + 2}_${machine.newGuid().replaceAll("-", "")}`;
  return {
    createOption: "Empty",
    caching: "None",
    deleteOption: "Detach",
    toBeDetached: false,
    ...disk,
    name,
    managedDisk: managedDisk(machine.id, name, objectAt(disk, "managedDisk")),
  };
}

/** The name in the id of a disk, if the VM has the id. */
const nameOfId = (id: string | undefined): string | undefined => (id === undefined ? undefined : nameOf(id));

const managedDisk = (machineId: string, name: string, given: JsonObject): JsonObject => ({
  storageAccountType: "Premium_LRS",
  ...given,
  id: textAt(given, "id") ?? diskIdBeside(machineId, name),
});

/** Passwords and custom data are never stored. */
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
