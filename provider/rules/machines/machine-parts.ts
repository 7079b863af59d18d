/**
 * What the PUT of a virtual machine must contain, and what it must not. Code, target and text `Required parameter '…' is missing
 * (null).` are Azure's, as its clients report them: `networkProfile` by transcripts of New-AzVM, `storageProfile` by
 * MicrosoftDocs/azure-docs 50883, `osDisk` by Azure/azure-powershell 4001, `osDisk.createOption` by
 * Azure/azure-quickstart-templates 419, `osDisk.osType` by Azure/azure-powershell 4703, `dataDisk.createOption` by
 * Azure/azure-sdk-for-go 369, `dataDisk.managedDisk` by Azure/azure-powershell 9409, `osProfile` by "Troubleshoot shared
 * images"; `Parameter 'osProfile' is not allowed.` by Azure/azure-sdk-for-python 1380; the reference without an id by
 * Azure/azure-quickstart-templates 3785. An image alone is enough of a storage profile (Azure/azure-powershell 15117). That
 * a machine has a network interface is documented in "Virtual networks and virtual machines"; that text, and those of
 * `hardwareProfile`, `imageReference` and `osDisk.managedDisk`, are ours.
 */
import { at, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { missing } from "../disks/disks.js";
import { type RuleFault, refused } from "../shared/fault.js";

/** What is wrong with a part of a machine's properties. */
export interface PartFault {
  readonly fault: RuleFault;
  /** Where it is, below the properties. */
  readonly path: readonly string[];
  /** What else the rule read. */
  readonly reads: readonly (readonly string[])[];
  /** What to do about it. */
  readonly advice: string;
}

type Found = PartFault | undefined;
type Rule = (properties: JsonObject) => Found;

const found = (
  fault: RuleFault,
  advice: string,
  path: readonly string[],
  ...reads: readonly (readonly string[])[]
): PartFault => ({ fault, path, reads, advice });

const OS_DISK = ["storageProfile", "osDisk"] as const;
const IMAGE = ["storageProfile", "imageReference"] as const;
const NICS = ["networkProfile", "networkInterfaces"] as const;
const NEW_NICS = ["networkProfile", "networkInterfaceConfigurations"] as const;

const isMissing = (properties: JsonObject, path: readonly string[]): boolean => {
  const value = at(properties, ...path);
  return value === undefined || value === null;
};
const createOptionOf = (disk: JsonObject): string => (textAt(disk, "createOption") ?? "").toLowerCase();
const systemOf = (properties: JsonObject): JsonObject => objectAt(properties, ...OS_DISK);

const profileRule =
  (profile: string, advice: string): Rule =>
  (properties) =>
    isMissing(properties, [profile]) ? found(missing(profile), advice, [profile]) : undefined;

function systemRule(properties: JsonObject): Found {
  if (isMissing(properties, ["storageProfile"]) || !isMissing(properties, OS_DISK)) return undefined;
  if (!isMissing(properties, IMAGE)) return undefined;
  return found(missing("osDisk"), "Declare an image in imageReference, or a disk to attach in osDisk.", OS_DISK, IMAGE);
}

function systemOptionRule(properties: JsonObject): Found {
  const path = [...OS_DISK, "createOption"];
  if (isMissing(properties, OS_DISK) || !isMissing(properties, path)) return undefined;
  return found(missing("osDisk.createOption"), 'Use "FromImage" or "Attach".', path);
}

/** An attached disk needs its operating system and its id; an unmanaged disk has a VHD in place of the id. */
function attachedSystemRule(properties: JsonObject): Found {
  if (createOptionOf(systemOf(properties)) !== "attach") return undefined;
  const type = [...OS_DISK, "osType"];
  if (isMissing(properties, type)) return found(missing("osDisk.osType"), 'Use "Linux" or "Windows".', type);
  const [disk, vhd] = [
    [...OS_DISK, "managedDisk", "id"],
    [...OS_DISK, "vhd"],
  ];
  if (!isMissing(properties, disk) || !isMissing(properties, vhd)) return undefined;
  return found(missing("osDisk.managedDisk"), "Declare the disk to attach: managedDisk: { id }.", disk, vhd);
}

/** A recorded GET of a machine without imageReference has the id of its disk: a PUT of that body is accepted. */
function imageRule(properties: JsonObject): Found {
  if (createOptionOf(systemOf(properties)) !== "fromimage" || !isMissing(properties, IMAGE)) return undefined;
  const others = [
    [...OS_DISK, "image"],
    [...OS_DISK, "managedDisk", "id"],
  ];
  if (others.some((path) => !isMissing(properties, path))) return undefined;
  const advice = 'Declare the image, or attach a disk that holds the operating system: createOption: "Attach".';
  return found(missing("imageReference"), advice, IMAGE, ...others);
}

/** A marketplace image is generalized. An image given by id may be specialized, which only Azure knows. */
function accountRule(properties: JsonObject): Found {
  const publisher = [...IMAGE, "publisher"];
  if (isMissing(properties, publisher) || !isMissing(properties, ["osProfile"])) return undefined;
  const advice =
    "A VM of an image needs an account: osProfile with computerName, adminUsername and a password or an SSH key.";
  return found(missing("osProfile"), advice, ["osProfile"]);
}

function noAccountRule(properties: JsonObject): Found {
  const isAttached = createOptionOf(systemOf(properties)) === "attach";
  if (!isAttached || isMissing(properties, ["osProfile"])) return undefined;
  const fault = { ...refused("InvalidParameter", "Parameter 'osProfile' is not allowed."), target: "osProfile" };
  return found(fault, "An attached disk has its accounts already: remove osProfile.", ["osProfile"]);
}

function interfacesRule(properties: JsonObject): Found {
  if (isMissing(properties, ["networkProfile"]) || !isMissing(properties, NEW_NICS)) return undefined;
  const isEmpty = isMissing(properties, NICS) || isEmptyList(at(properties, ...NICS));
  if (!isEmpty) return undefined;
  const message = "The virtual machine must have at least one network interface.";
  const fault = { ...refused("InvalidParameter", message), target: "networkProfile" };
  return found(fault, "Declare one: networkInterfaces: [{ id }].", NICS, NEW_NICS);
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
  return found(fault, `${message} Declare its id: { id }.`, [...NICS, String(index)]);
}

/** Every data disk needs a createOption, and an attached one its id. */
function dataDisksRule(properties: JsonObject): Found {
  const disks = listAt(properties, "storageProfile", "dataDisks").map((disk) => objectAt({ disk }, "disk"));
  for (const [index, disk] of disks.entries()) {
    const path = ["storageProfile", "dataDisks", String(index)];
    if (isMissing(disk, ["createOption"])) {
      return found(missing("dataDisk.createOption"), 'Use "Empty", "Attach" or "FromImage".', [
        ...path,
        "createOption",
      ]);
    }
    const isAttached = createOptionOf(disk) === "attach";
    if (isAttached && isMissing(disk, ["managedDisk", "id"]) && isMissing(disk, ["vhd"])) {
      const advice = "Declare the disk to attach: managedDisk: { id }.";
      return found(missing("dataDisk.managedDisk"), advice, [...path, "managedDisk", "id"], [...path, "vhd"]);
    }
  }
  return undefined;
}

const OF_EVERY_PUT: readonly Rule[] = [dataDisksRule];
const OF_A_NEW_MACHINE: readonly Rule[] = [
  profileRule("hardwareProfile", 'Declare its size: hardwareProfile: { vmSize: "Standard_D2s_v5" }.'),
  profileRule("storageProfile", "Declare an image in imageReference, or a disk to attach in osDisk."),
  systemRule,
  systemOptionRule,
  attachedSystemRule,
  imageRule,
  accountRule,
  noAccountRule,
  profileRule("networkProfile", "Declare a network interface: networkProfile: { networkInterfaces: [{ id }] }."),
  interfacesRule,
  referenceRule,
  ...OF_EVERY_PUT,
];

/** What is wrong with the parts of a machine in a PUT. Azure's order of checks is not known. A PATCH requires none of them. */
export const machinePartFaults = (properties: JsonObject, isNew: boolean): PartFault[] =>
  (isNew ? OF_A_NEW_MACHINE : OF_EVERY_PUT).flatMap((rule) => rule(properties) ?? []);
