/**
 * What the PUT of a virtual machine must and must not contain. Code, target and text `Required parameter '…' is missing
 * (null).` are Azure's, as its clients report them: `networkProfile` by transcripts of New-AzVM, `storageProfile` by
 * MicrosoftDocs/azure-docs 50883, `osDisk` by Azure/azure-powershell 4001, `osDisk.createOption` by
 * Azure/azure-quickstart-templates 419, `osDisk.osType` by Azure/azure-powershell 4703, `dataDisk.createOption` by
 * Azure/azure-sdk-for-go 369, `dataDisk.managedDisk` by Azure/azure-powershell 9409, `osProfile` by "Troubleshoot shared
 * images"; `Parameter 'osProfile' is not allowed.` by Azure/azure-sdk-for-python 1380; the reference without an id by
 * Azure/azure-quickstart-templates 3785. A storage profile may consist of an image only (Azure/azure-powershell 15117). That
 * a VM has a network interface is documented in "Virtual networks and virtual machines"; that text, and those of
 * `hardwareProfile`, `imageReference` and `osDisk.managedDisk`, are ours.
 */
import { at, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { missingParameter, refused } from "../shared/fault.js";
import { createdDisksRule } from "./created-disks.js";
import { diskSizesRule, emptyDiskRule } from "./disk-sizes.js";
import { OPTION_RULES } from "./options.js";
import { ACCOUNT_RULES } from "./os-profile.js";
import { broken, isMissing, type PartFault, type PartRule } from "./part.js";
import { idsRule } from "./references.js";
import { diskCountRule, sizeRule } from "./sizes.js";

type Found = PartFault | undefined;

const OS_DISK = ["storageProfile", "osDisk"] as const;
const IMAGE = ["storageProfile", "imageReference"] as const;
const NICS = ["networkProfile", "networkInterfaces"] as const;
const NEW_NICS = ["networkProfile", "networkInterfaceConfigurations"] as const;

const createOptionOf = (disk: JsonObject): string => (textAt(disk, "createOption") ?? "").toLowerCase();
const osDiskOf = (properties: JsonObject): JsonObject => objectAt(properties, ...OS_DISK);

const profileRule =
  (profile: string, advice: string): PartRule =>
  (properties) =>
    isMissing(properties, [profile]) ? broken(missingParameter(profile), advice, [profile]) : undefined;

function osDiskRule(properties: JsonObject): Found {
  if (isMissing(properties, ["storageProfile"]) || !isMissing(properties, OS_DISK)) return undefined;
  if (!isMissing(properties, IMAGE)) return undefined;
  return broken(
    missingParameter("osDisk"),
    "Declare an image in imageReference, or a disk to attach in osDisk.",
    OS_DISK,
    IMAGE,
  );
}

function osDiskOptionRule(properties: JsonObject): Found {
  const path = [...OS_DISK, "createOption"];
  if (isMissing(properties, OS_DISK) || !isMissing(properties, path)) return undefined;
  return broken(missingParameter("osDisk.createOption"), 'Use "FromImage" or "Attach".', path);
}

/** An attached disk needs its operating system and its id; an unmanaged disk has a VHD in place of the id. */
function attachedOsDiskRule(properties: JsonObject): Found {
  if (createOptionOf(osDiskOf(properties)) !== "attach") return undefined;
  const type = [...OS_DISK, "osType"];
  if (isMissing(properties, type)) return broken(missingParameter("osDisk.osType"), 'Use "Linux" or "Windows".', type);
  const [disk, vhd] = [
    [...OS_DISK, "managedDisk", "id"],
    [...OS_DISK, "vhd"],
  ];
  if (!isMissing(properties, disk) || !isMissing(properties, vhd)) return undefined;
  return broken(missingParameter("osDisk.managedDisk"), "Declare the disk to attach: managedDisk: { id }.", disk, vhd);
}

/** A recorded GET of a VM without imageReference has the id of its disk, so a PUT of that body is accepted. */
function imageRule(properties: JsonObject): Found {
  if (createOptionOf(osDiskOf(properties)) !== "fromimage" || !isMissing(properties, IMAGE)) return undefined;
  const others = [
    [...OS_DISK, "image"],
    [...OS_DISK, "managedDisk", "id"],
  ];
  if (others.some((path) => !isMissing(properties, path))) return undefined;
  const advice = 'Declare the image, or attach a disk with an operating system: createOption: "Attach".';
  return broken(missingParameter("imageReference"), advice, IMAGE, ...others);
}

/** A marketplace image is generalized. An image with an id may be specialized, which only Azure knows. */
function accountRule(properties: JsonObject): Found {
  const publisher = [...IMAGE, "publisher"];
  if (isMissing(properties, publisher) || !isMissing(properties, ["osProfile"])) return undefined;
  const advice =
    "A VM that is created from an image needs an account: osProfile with computerName, adminUsername and a password or an SSH key.";
  return broken(missingParameter("osProfile"), advice, ["osProfile"]);
}

function noAccountRule(properties: JsonObject): Found {
  const isAttached = createOptionOf(osDiskOf(properties)) === "attach";
  if (!isAttached || isMissing(properties, ["osProfile"])) return undefined;
  const fault = { ...refused("InvalidParameter", "Parameter 'osProfile' is not allowed."), target: "osProfile" };
  return broken(fault, "An attached disk already has its accounts: remove osProfile.", ["osProfile"]);
}

function interfacesRule(properties: JsonObject): Found {
  if (isMissing(properties, ["networkProfile"]) || !isMissing(properties, NEW_NICS)) return undefined;
  const isEmpty = isMissing(properties, NICS) || isEmptyList(at(properties, ...NICS));
  if (!isEmpty) return undefined;
  const message = "The virtual machine must have at least one network interface.";
  const fault = { ...refused("InvalidParameter", message), target: "networkProfile" };
  return broken(fault, "Declare one: networkInterfaces: [{ id }].", NICS, NEW_NICS);
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function referenceRule(properties: JsonObject): Found {
  const interfaces = listAt(properties, ...NICS);
  const index = interfaces.findIndex((one) => isMissing(objectAt({ one }, "one"), ["id"]));
  if (index < 0) return undefined;
  const message = `Value for reference id is missing. Path Properties.NetworkProfile.networkInterfaces[${index}].`;
  const fault = {
    ...refused("InvalidRequestFormat", "Cannot parse the request."),
    details: [{ code: "MissingJsonReferenceId", message }],
  };
  return broken(fault, `${message} Declare its id: { id }.`, [...NICS, String(index)]);
}

/** Every data disk needs a createOption, and an attached one its id. */
function dataDisksRule(properties: JsonObject): Found {
  const disks = listAt(properties, "storageProfile", "dataDisks").map((disk) => objectAt({ disk }, "disk"));
  for (const [index, disk] of disks.entries()) {
    const path = ["storageProfile", "dataDisks", String(index)];
    if (isMissing(disk, ["createOption"])) {
      return broken(missingParameter("dataDisk.createOption"), 'Use "Empty", "Attach" or "FromImage".', [
        ...path,
        "createOption",
      ]);
    }
    const isAttached = createOptionOf(disk) === "attach";
    if (isAttached && isMissing(disk, ["managedDisk", "id"]) && isMissing(disk, ["vhd"])) {
      const advice = "Declare the disk to attach: managedDisk: { id }.";
      return broken(missingParameter("dataDisk.managedDisk"), advice, [...path, "managedDisk", "id"], [...path, "vhd"]);
    }
  }
  return undefined;
}

const EVERY_PUT: readonly PartRule[] = [
  interfacesRule,
  referenceRule,
  sizeRule,
  dataDisksRule,
  diskCountRule,
  diskSizesRule,
  idsRule,
];
const NEW_VM: readonly PartRule[] = [
  profileRule("hardwareProfile", 'Declare its size: hardwareProfile: { vmSize: "Standard_D2s_v5" }.'),
  profileRule("storageProfile", "Declare an image in imageReference, or a disk to attach in osDisk."),
  osDiskRule,
  osDiskOptionRule,
  attachedOsDiskRule,
  imageRule,
  accountRule,
  noAccountRule,
  profileRule("networkProfile", "Declare a network interface: networkProfile: { networkInterfaces: [{ id }] }."),
  ...EVERY_PUT,
  ...ACCOUNT_RULES,
  emptyDiskRule,
  createdDisksRule,
  ...OPTION_RULES,
];

/** The faults of a PUT, one for each broken rule. Azure's order of checks is not known. A PATCH requires no part. */
export const vmPartFaults = (properties: JsonObject, isNew: boolean): PartFault[] =>
  (isNew ? NEW_VM : EVERY_PUT).flatMap((rule) => rule(properties) ?? []);
