/**
 * What a managed disk or a snapshot of one may be asked for: how it is made, who reads it, how it is encrypted, how large it
 * gets. Sources: the models CreationData, NetworkAccessPolicy, Encryption and GrantAccessData of Microsoft.Compute; "Expand
 * virtual hard disks"; Azure/azure-cli 19455 and 28510 for disk accesses, MicrosoftDocs/azure-docs 34967 for a changed
 * source and 57951 for resizing down. The statuses of those texts and the codes of the others are ours.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

/** Azure's refusal of a required value that is not there. */
export const missing = (name: string): RuleFault => ({
  ...refused("InvalidParameter", `Required parameter '${name}' is missing (null).`),
  target: name,
});

interface Creation {
  /** Such as `Copy`; undefined where the body names none. */
  readonly createOption: string | undefined;
  readonly sourceResourceId?: string | undefined;
  readonly sourceUri?: string | undefined;
  readonly storageAccountId?: string | undefined;
  readonly securityDataUri?: string | undefined;
  readonly securityType?: string | undefined;
  readonly uploadSizeBytes?: number | undefined;
  readonly diskSizeGB?: number | undefined;
}

/** What each way of making a disk needs, by the name that Azure gives it. */
const NEEDS: ReadonlyMap<string, readonly (keyof Creation)[]> = new Map([
  ["Attach", []],
  ["Empty", ["diskSizeGB"]],
  ["FromImage", []],
  ["Copy", ["sourceResourceId"]],
  ["CopyStart", ["sourceResourceId"]],
  ["Restore", ["sourceResourceId"]],
  ["Import", ["sourceUri", "storageAccountId"]],
  ["ImportSecure", ["sourceUri", "storageAccountId", "securityDataUri"]],
  ["Upload", []],
  ["UploadPreparedSecure", ["securityType"]],
]);
const LEAST_UPLOAD_BYTES = 20_972_032;
const MOST_UPLOAD_BYTES = 35_183_298_347_520;

const nameIn = (key: keyof Creation): string => {
  if (key === "diskSizeGB") return "disk.diskSizeGb";
  return key === "securityType" ? "securityProfile.securityType" : `creationData.${key}`;
};

/** Why a disk or snapshot cannot be made so, or undefined where it can. */
export function creationFault(creation: Creation): RuleFault | undefined {
  if (creation.createOption === undefined) return missing("creationData.createOption");
  const needs = NEEDS.get(creation.createOption);
  if (needs === undefined) {
    return refused(
      "InvalidParameter",
      `The value '${creation.createOption}' of creationData.createOption is invalid: expected ${[...NEEDS.keys()].join(", ")}.`,
    );
  }
  const lacking = needs.find((key) => creation[key] === undefined);
  return lacking === undefined ? uploadFault(creation) : missing(nameIn(lacking));
}

/** An upload says how long its VHD is; recorded clients of 2020 gave the disk's size instead. */
function uploadFault({ createOption, uploadSizeBytes, diskSizeGB }: Creation): RuleFault | undefined {
  if (createOption?.startsWith("Upload") !== true) return undefined;
  if (uploadSizeBytes === undefined) {
    return diskSizeGB === undefined ? missing("creationData.uploadSizeBytes") : undefined;
  }
  if (uploadSizeBytes >= LEAST_UPLOAD_BYTES && uploadSizeBytes <= MOST_UPLOAD_BYTES) return undefined;
  return refused(
    "InvalidParameter",
    `creationData.uploadSizeBytes is ${uploadSizeBytes}: expected ${LEAST_UPLOAD_BYTES} to ${MOST_UPLOAD_BYTES}, the VHD's footer of 512 bytes included.`,
  );
}

interface NetworkFacts {
  readonly networkAccessPolicy: string;
  readonly publicNetworkAccess: string;
  readonly diskAccessId: string | undefined;
}

const POLICIES = ["AllowAll", "AllowPrivate", "DenyAll"];
const PUBLIC = ["Enabled", "Disabled"];

/** Why a disk cannot be reached so, or undefined where it can. */
export function networkFault(facts: NetworkFacts): RuleFault | undefined {
  const { networkAccessPolicy, publicNetworkAccess, diskAccessId } = facts;
  return firstFault(
    () => oneOfFault("networkAccessPolicy", networkAccessPolicy, POLICIES),
    () => oneOfFault("publicNetworkAccess", publicNetworkAccess, PUBLIC),
    () =>
      networkAccessPolicy === "AllowPrivate" && diskAccessId === undefined
        ? refused(
            "ConflictingUserInput",
            "AllowPrivate NetworkAccessPolicy can only supported with Disk Access. Name one in diskAccessId.",
            409,
          )
        : undefined,
    () =>
      networkAccessPolicy !== "AllowPrivate" && diskAccessId !== undefined
        ? refused(
            "ConflictingUserInput",
            "Disk Access is only supported for disks with NetworkAccessPolicy AllowPrivate",
            409,
          )
        : undefined,
  );
}

function oneOfFault(name: string, value: string, allowed: readonly string[]): RuleFault | undefined {
  if (allowed.includes(value)) return undefined;
  return refused("InvalidParameter", `The value '${value}' of ${name} is invalid: expected ${allowed.join(", ")}.`);
}

const ENCRYPTIONS = [
  "EncryptionAtRestWithPlatformKey",
  "EncryptionAtRestWithCustomerKey",
  "EncryptionAtRestWithPlatformAndCustomerKeys",
];

/** Why a disk cannot be encrypted so: a customer's key lies in an encryption set. */
export function encryptionFault(type: string, diskEncryptionSetId: string | undefined): RuleFault | undefined {
  const fault = oneOfFault("encryption.type", type, ENCRYPTIONS);
  if (fault !== undefined) return fault;
  const isCustomers = type !== "EncryptionAtRestWithPlatformKey";
  return isCustomers && diskEncryptionSetId === undefined ? missing("encryption.diskEncryptionSetId") : undefined;
}

interface Resize {
  readonly id: string;
  readonly fromGB: number;
  readonly toGB: number;
  /** The id of the running machine whose system lies on it; undefined where it may grow as it is. */
  readonly bootedBy?: string | undefined;
}

/** Why a disk or snapshot cannot be given another size, or undefined where it can. */
export function resizeFault({ id, fromGB, toGB, bootedBy }: Resize): RuleFault | undefined {
  if (toGB < fromGB) {
    return refused(
      "BadRequest",
      `The disk/snapshot resource with id ${id} cannot be resized down from ${fromGB} to ${toGB} GB. Reducing disk/snapshot size is not supported in Azure to prevent data loss. Create another of the size that is wanted.`,
    );
  }
  if (toGB === fromGB || bootedBy === undefined) return undefined;
  const name = id.split("/").at(-1) ?? "";
  return refused(
    "OperationNotAllowed",
    `Cannot resize disk ${name} while it is attached to running VM ${bootedBy}. Deallocate the VM first.`,
    409,
  );
}

interface AccessFacts {
  readonly name: string;
  /** What the call asks for: `Read`, `Write` or `None`. */
  readonly access: string | undefined;
  readonly durationInSeconds: number | undefined;
  readonly networkAccessPolicy: string;
  readonly createOption: string;
  /** The running machine that has the disk, where one has. */
  readonly runningOwner: string | undefined;
  /** How far its background copy is, 0 to 100; undefined where it has none. */
  readonly completionPercent: number | undefined;
  /** How many of its family of incremental snapshots are open. */
  readonly openInFamily: number;
}

const ACCESSES = ["None", "Read", "Write"];
/** 60 days. */
const MOST_ACCESS_SECONDS = 5_184_000;
const MOST_OPEN_IN_FAMILY = 5;

/** Why a disk or snapshot is not opened for reading or writing, or undefined where it is. */
export function accessFault(facts: AccessFacts): RuleFault | undefined {
  return firstFault(
    () => (facts.access === undefined ? missing("access") : oneOfFault("access", facts.access, ACCESSES)),
    () => durationFault(facts.durationInSeconds),
    () =>
      facts.networkAccessPolicy === "DenyAll"
        ? notAllowed(`${facts.name} has NetworkAccessPolicy DenyAll: it cannot be exported.`)
        : undefined,
    () => writeFault(facts),
    () => ownerFault(facts),
    () => incompleteFault(facts),
    () =>
      facts.openInFamily >= MOST_OPEN_IN_FAMILY
        ? notAllowed(
            `${facts.openInFamily} incremental snapshots of the family are open: expected ${MOST_OPEN_IN_FAMILY} at most. Call EndGetAccess on one.`,
          )
        : undefined,
  );
}

const notAllowed = (message: string): RuleFault => refused("OperationNotAllowed", message, 409);

function durationFault(seconds: number | undefined): RuleFault | undefined {
  if (seconds === undefined) return missing("durationInSeconds");
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= MOST_ACCESS_SECONDS) return undefined;
  return refused(
    "InvalidParameter",
    `durationInSeconds is ${seconds}: expected 1 to ${MOST_ACCESS_SECONDS}, which are 60 days.`,
  );
}

function writeFault({ name, access, createOption }: AccessFacts): RuleFault | undefined {
  if (access !== "Write" || createOption.startsWith("Upload")) return undefined;
  return notAllowed(`${name} was made by ${createOption}: only what is made by Upload is opened for writing.`);
}

function ownerFault({ name, runningOwner }: AccessFacts): RuleFault | undefined {
  if (runningOwner === undefined) return undefined;
  return refused(
    "Conflict",
    `Access not permitted because disk ${name} is currently attached to running VM ${runningOwner}.`,
    409,
  );
}

/** Why what is still copied in the background is not read; undefined where it is whole. */
export function incompleteFault(of: Pick<AccessFacts, "name" | "completionPercent">): RuleFault | undefined {
  if (of.completionPercent === undefined || of.completionPercent >= 100) return undefined;
  return notAllowed(
    `${of.name} is copied in the background and has completionPercent ${of.completionPercent}: wait for 100.`,
  );
}
