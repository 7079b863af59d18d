/**
 * Which managed disks and snapshots Azure accepts: how they are created, accessed, encrypted and resized. Sources: the models CreationData, NetworkAccessPolicy, Encryption and GrantAccessData of Microsoft.Compute; "Expand
 * virtual hard disks"; Azure/azure-cli 19455 and 28510 for disk accesses, MicrosoftDocs/azure-docs 34967 for a changed
 * source and 57951 for resizing down. The statuses of those texts and the codes of the others are ours.
 */
import { enumFault, firstFault, missingParameter, type RuleFault, refused } from "../shared/fault.js";
import { idFault } from "../shared/resource-ids.js";

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

/** The properties that each `createOption` requires. */
const NEEDS: Readonly<Record<string, readonly (keyof Creation)[]>> = {
  Attach: [],
  Empty: ["diskSizeGB"],
  FromImage: [],
  Copy: ["sourceResourceId"],
  CopyStart: ["sourceResourceId"],
  Restore: ["sourceResourceId"],
  Import: ["sourceUri", "storageAccountId"],
  ImportSecure: ["sourceUri", "storageAccountId", "securityDataUri"],
  Upload: [],
  UploadPreparedSecure: ["securityType"],
};
const MIN_UPLOAD_BYTES = 20_972_032;
const MAX_UPLOAD_BYTES = 35_183_298_347_520;

const parameterOf = (key: keyof Creation): string => {
  if (key === "diskSizeGB") return "disk.diskSizeGb";
  return key === "securityType" ? "securityProfile.securityType" : `creationData.${key}`;
};

/** Refuses a disk or snapshot whose `creationData` is invalid. */
export function creationFault(creation: Creation): RuleFault | undefined {
  if (creation.createOption === undefined) return missingParameter("creationData.createOption");
  const invalid = enumFault("creationData.createOption", creation.createOption, Object.keys(NEEDS));
  if (invalid !== undefined) return invalid;
  const lacking = NEEDS[creation.createOption]?.find((key) => creation[key] === undefined);
  if (lacking !== undefined) return missingParameter(parameterOf(lacking));
  return firstFault(
    () => sourceFault(creation),
    () => uploadFault(creation),
  );
}

const COPIED = ["Microsoft.Compute/disks", "Microsoft.Compute/snapshots"];

/** A disk or a snapshot is copied; what else can be restored is not known here. */
function sourceFault({ createOption, sourceResourceId: id }: Creation): RuleFault | undefined {
  if (id === undefined) return undefined;
  const path = "properties.creationData.sourceResourceId";
  return idFault(createOption === "Restore" ? { id, path } : { id, path, types: COPIED });
}

/** An upload has the length of its VHD; recorded clients of 2020 sent the disk's size instead. */
function uploadFault({ createOption, uploadSizeBytes, diskSizeGB }: Creation): RuleFault | undefined {
  if (createOption?.startsWith("Upload") !== true) return undefined;
  if (uploadSizeBytes === undefined) {
    return diskSizeGB === undefined ? missingParameter("creationData.uploadSizeBytes") : undefined;
  }
  if (uploadSizeBytes >= MIN_UPLOAD_BYTES && uploadSizeBytes <= MAX_UPLOAD_BYTES) return undefined;
  return refused(
    "InvalidParameter",
    `creationData.uploadSizeBytes is ${uploadSizeBytes}: expected ${MIN_UPLOAD_BYTES} to ${MAX_UPLOAD_BYTES}, including the VHD's footer of 512 bytes.`,
  );
}

interface NetworkFacts {
  readonly networkAccessPolicy: string;
  readonly publicNetworkAccess: string;
  readonly diskAccessId: string | undefined;
}

const POLICIES = ["AllowAll", "AllowPrivate", "DenyAll"];
const PUBLIC = ["Enabled", "Disabled"];

/** Refuses invalid network access to a disk. */
export function networkFault(facts: NetworkFacts): RuleFault | undefined {
  const { networkAccessPolicy, publicNetworkAccess, diskAccessId } = facts;
  return firstFault(
    () => enumFault("networkAccessPolicy", networkAccessPolicy, POLICIES),
    () => enumFault("publicNetworkAccess", publicNetworkAccess, PUBLIC),
    () =>
      networkAccessPolicy === "AllowPrivate" && diskAccessId === undefined
        ? refused(
            "ConflictingUserInput",
            "AllowPrivate NetworkAccessPolicy can only supported with Disk Access. Set diskAccessId.",
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

const ENCRYPTIONS = [
  "EncryptionAtRestWithPlatformKey",
  "EncryptionAtRestWithCustomerKey",
  "EncryptionAtRestWithPlatformAndCustomerKeys",
];

/** Refuses an invalid encryption of a disk: a customer's key needs a disk encryption set. */
export function encryptionFault(type: string, diskEncryptionSetId: string | undefined): RuleFault | undefined {
  const fault = enumFault("encryption.type", type, ENCRYPTIONS);
  if (fault !== undefined) return fault;
  const isCustomers = type !== "EncryptionAtRestWithPlatformKey";
  return isCustomers && diskEncryptionSetId === undefined
    ? missingParameter("encryption.diskEncryptionSetId")
    : undefined;
}

interface Resize {
  readonly id: string;
  readonly fromGB: number;
  readonly toGB: number;
  /** The id of the running VM whose OS disk it is; undefined where it can be resized as it is. */
  readonly bootedBy?: string | undefined;
}

/** Refuses a change of the size of a disk or snapshot. */
export function resizeFault({ id, fromGB, toGB, bootedBy }: Resize): RuleFault | undefined {
  if (toGB < fromGB) {
    return refused(
      "BadRequest",
      `The disk/snapshot resource with id ${id} cannot be resized down from ${fromGB} to ${toGB} GB. Reducing disk/snapshot size is not supported in Azure to prevent data loss. Create another one of that size.`,
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
  /** The requested access: `Read`, `Write` or `None`. */
  readonly access: string | undefined;
  readonly durationInSeconds: number | undefined;
  readonly networkAccessPolicy: string;
  readonly createOption: string;
  /** The running VM that the disk is attached to. */
  readonly runningOwner: string | undefined;
  /** The progress of its background copy, 0 to 100; undefined where it has none. */
  readonly completionPercent: number | undefined;
  /** The number of snapshots of its incremental family that have access granted. */
  readonly openInFamily: number;
}

const ACCESSES = ["None", "Read", "Write"];
/** 60 days. */
const MAX_ACCESS_SECONDS = 5_184_000;
const MAX_OPEN_IN_FAMILY = 5;

/** Refuses access (a SAS URI) to a disk or snapshot. */
export function accessFault(facts: AccessFacts): RuleFault | undefined {
  return firstFault(
    () => (facts.access === undefined ? missingParameter("access") : enumFault("access", facts.access, ACCESSES)),
    () => durationFault(facts.durationInSeconds),
    () =>
      facts.networkAccessPolicy === "DenyAll"
        ? notAllowed(`${facts.name} has NetworkAccessPolicy DenyAll: it cannot be exported.`)
        : undefined,
    () => writeFault(facts),
    () => ownerFault(facts),
    () => incompleteFault(facts),
    () =>
      facts.openInFamily >= MAX_OPEN_IN_FAMILY
        ? notAllowed(
            `${facts.openInFamily} incremental snapshots of the family have access granted: expected at most ${MAX_OPEN_IN_FAMILY}. Call EndGetAccess on one of them.`,
          )
        : undefined,
  );
}

const notAllowed = (message: string): RuleFault => refused("OperationNotAllowed", message, 409);

function durationFault(seconds: number | undefined): RuleFault | undefined {
  if (seconds === undefined) return missingParameter("durationInSeconds");
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_ACCESS_SECONDS) return undefined;
  return refused(
    "InvalidParameter",
    `durationInSeconds is ${seconds}: expected 1 to ${MAX_ACCESS_SECONDS}, which is 60 days.`,
  );
}

function writeFault({ name, access, createOption }: AccessFacts): RuleFault | undefined {
  if (access !== "Write" || createOption.startsWith("Upload")) return undefined;
  return notAllowed(`${name} has createOption ${createOption}: write access needs Upload.`);
}

function ownerFault({ name, runningOwner }: AccessFacts): RuleFault | undefined {
  if (runningOwner === undefined) return undefined;
  return refused(
    "Conflict",
    `Access not permitted because disk ${name} is currently attached to running VM ${runningOwner}.`,
    409,
  );
}

/** Refuses to read a disk or snapshot whose background copy is not complete. */
export function incompleteFault({
  name,
  completionPercent,
}: Pick<AccessFacts, "name" | "completionPercent">): RuleFault | undefined {
  if (completionPercent === undefined || completionPercent >= 100) return undefined;
  return notAllowed(
    `${name} is being copied in the background, with completionPercent ${completionPercent}: wait until it is 100.`,
  );
}
