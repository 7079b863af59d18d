/**
 * The body of a virtual machine: what was sent, with Azure's defaults. Source: the recordings of
 * Microsoft.Compute/virtualMachines.
 */
import { nameOf, sameId } from "../../../arm/resource-id.js";
import { at, type Json, type JsonObject, listAt, objectAt, omit, pick, textAt } from "../../../core/json.js";
import { siblingDiskId } from "../disks/document.js";
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
export function vmProperties(vm: PropertiesWrite): JsonObject {
  const { properties, old } = vm;
  const osType = textAt(old, "storageProfile", "osDisk", "osType") ?? osTypeOf(properties);
  return {
    ...vm.retained,
    ...properties,
    hardwareProfile: objectAt({ ...vm.retained, ...properties }, "hardwareProfile"),
    provisioningState: "Succeeded",
    vmId: textAt(properties, "vmId") ?? textAt(old, "vmId") ?? vm.newGuid(),
    storageProfile: storageProfile(vm, osType),
    ...osProfile(properties, old, osType),
    timeCreated: old["timeCreated"] ?? computeTime(vm.now),
  };
}

function storageProfile(vm: PropertiesWrite, osType: string): JsonObject {
  const oldStorage = objectAt(vm.old, "storageProfile");
  // A PUT without a storage profile, such as that of a template that adds an identity, keeps the disks.
  const storage = objectAt({ storageProfile: vm.properties["storageProfile"] ?? oldStorage }, "storageProfile");
  const image = storage["imageReference"] ?? oldStorage["imageReference"];
  return {
    ...storage,
    ...(image === undefined ? {} : { imageReference: imageReference(objectAt({ image }, "image")) }),
    osDisk: systemDisk(vm, objectAt({ ...oldStorage, ...storage }, "osDisk"), osType),
    dataDisks: listAt(storage, "dataDisks").map((disk) => dataDisk(vm, objectAt(disk))),
  };
}

/** Azure returns which version "latest" was. There is no catalogue of images here: the version is the same for all. */
const imageReference = (image: JsonObject): JsonObject =>
  textAt(image, "version") === "latest" ? { ...image, exactVersion: image["exactVersion"] ?? "1.0.0" } : image;

function systemDisk(vm: PropertiesWrite, disk: JsonObject, osType: string): JsonObject {
  const oldDisk = objectAt(vm.old, "storageProfile", "osDisk");
  const [id, oldId] = [textAt(disk, "managedDisk", "id"), textAt(oldDisk, "managedDisk", "id")];
  const name =
    swappedName(id, oldId) ??
    textAt(disk, "name") ??
    nameOfId(id) ??
    textAt(oldDisk, "name") ??
    diskNameOf(vm, "OsDisk_1");
  return {
    createOption: "FromImage",
    caching: "ReadWrite",
    deleteOption: "Detach",
    ...createdSize(disk, oldDisk, osType),
    ...disk,
    osType,
    name,
    managedDisk: managedDisk(vm.id, name, { ...pick({ id: oldId }, "id"), ...objectAt(disk, "managedDisk") }),
  };
}

/** The name of an OS disk that replaces another one: a merged body has the name of the old one. */
const swappedName = (id: string | undefined, oldId: string | undefined): string | undefined =>
  id === undefined || oldId === undefined || sameId(id, oldId) ? undefined : nameOf(id);

/** The size of an OS disk that is created from an image; that of an attached disk is the disk's. */
function createdSize(disk: JsonObject, oldDisk: JsonObject, osType: string): JsonObject {
  if (textAt(disk, "createOption") === "Attach") return {};
  return { diskSizeGB: oldDisk["diskSizeGB"] ?? (osType === "Windows" ? WINDOWS_SIZE_GB : LINUX_SIZE_GB) };
}

function dataDisk(vm: PropertiesWrite, disk: JsonObject): JsonObject {
  const oldDisks = listAt(vm.old, "storageProfile", "dataDisks");
  const name =
    textAt(disk, "name") ??
    nameOfId(textAt(disk, "managedDisk", "id")) ??
    textAt(
      oldDisks.find((one) => at(one, "lun") === disk["lun"]),
      "name",
    ) ??
    diskNameOf(vm, `disk${Number(disk["lun"] ?? 0) + 2}`);
  return {
    createOption: "Empty",
    caching: "None",
    deleteOption: "Detach",
    toBeDetached: false,
    ...disk,
    name,
    managedDisk: managedDisk(vm.id, name, objectAt(disk, "managedDisk")),
  };
}

/** In characters. */
const LONGEST_DISK_NAME = 80;

/** The name of a disk that a VM creates without one, such as `web_OsDisk_1_3f0c…`: the name of a VM can be almost as long as it. */
function diskNameOf({ id, newGuid }: PropertiesWrite, role: string): string {
  const end = `_${role}_${newGuid().replaceAll("-", "")}`;
  return `${nameOf(id).slice(0, LONGEST_DISK_NAME - end.length)}${end}`;
}

/** The name in the id of a disk, if the VM has the id. */
const nameOfId = (id: string | undefined): string | undefined => (id === undefined ? undefined : nameOf(id));

const managedDisk = (vmId: string, name: string, requested: JsonObject): JsonObject => ({
  ...requested,
  id: textAt(requested, "id") ?? siblingDiskId(vmId, name),
});

/** Passwords and custom data are never stored. */
function osProfile(properties: JsonObject, old: JsonObject, osType: string): JsonObject {
  const requested = properties["osProfile"] ?? old["osProfile"];
  if (requested === undefined) return {};
  const profile = omit(objectAt({ requested }, "requested"), "adminPassword", "customData");
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
