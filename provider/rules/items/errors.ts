/**
 * The errors of backup jobs, by code. Titles, texts and recommendations of `RECORDED` are Azure's own, from the recordings.
 * Those of `DOCUMENTED` have the codes of Azure/azure-linux-extensions, VMBackup (`common.py`), and the titles of "Troubleshoot
 * Azure VM backup"; their texts and recommendations are ours.
 */
import { at, type Json, type JsonObject, listAt, textAt } from "../../core/json.js";
import { isAgentTooOld, MIN_WINDOWS_AGENT, type OsType } from "./machine.js";

export interface JobError {
  readonly errorCode: number;
  readonly errorTitle: string;
  readonly errorString: string;
  readonly recommendations: readonly string[];
}

const error = (
  errorCode: number,
  errorTitle: string,
  errorString: string,
  ...recommendations: readonly string[]
): JobError => ({ errorCode, errorTitle, errorString, recommendations });

/** The VM was deleted during the transfer to the vault. */
export const VM_LOST = error(
  320001,
  "ResourceNotFound",
  "Could not perform the operation as VM no longer exists.",
  "Stop protecting virtual machine without deleting backup data. More details at http://go.microsoft.com/fwlink/?LinkId=808124 ",
);

/** The VM does not exist when the snapshot is taken. */
export const VM_NOT_FOUND = error(
  400136,
  "UserErrorVmNotFoundV2",
  "Virtual machine doesn't exist.",
  "Please make sure that virtual machine exists or select a different virtual machine. For more details, please refer to http://aka.ms/UserErrorVmNotFoundV2",
);

/** The error of an item whose job was cancelled. */
export const CANCELLED = error(400158, "UserErrorJobSuccessfullyCancelled", "Job is cancelled.");

const NO_AGENT = error(
  400196,
  "UserErrorGuestAgentStatusUnavailable",
  "VM agent is unable to communicate with the Azure Backup Service.",
  "Ensure that VM agent is latest and running. Allow access to IP 168.63.129.16 (refer https://docs.microsoft.com/en-us/azure/virtual-machines/extensions/features-windows#network-access ). For more information, please refer to https://aka.ms/guestagent-status-unavailable ",
);

const INTERNAL = error(
  400002,
  "BackUpOperationFailed",
  "Backup failed with an internal error.",
  "Follow the instructions at https://aka.ms/backup-operation-failed and retry the backup operation. If it fails further, please contact Microsoft support.",
);

/** The title and text are recorded; the recommendation is ours. */
const OLD_AGENT = error(
  380016,
  "UserErrorGuestAgentVersionUnsupported",
  "Does not have the latest agent installed.",
  `Install a VM agent of version ${MIN_WINDOWS_AGENT} or later.`,
);

/** The title and text are recorded; the recommendation is ours. */
const NO_NETWORK = error(
  400206,
  "ExtensionSnapshotFailedNoNetwork",
  "Snapshot operation failed due to no network connectivity on the virtual machine.",
  "Allow the VM to connect to Azure Storage, or update the extension.",
);

/**
 * A lock prevents Azure Backup from deleting old restore points, and the VM has as many as it can have. The title and
 * the text are quoted in MicrosoftDocs/azure-docs 6610; the code is ours.
 */
export const TOO_MANY_RESTORE_POINTS = error(
  400900,
  "UserErrorRpCollectionLimitReached",
  "The Restore Point collection max limit has reached.",
  "Please ensure that no resource lock prevents the cleanup of restore points.",
);

/**
 * The restore points that a VM can have while a lock prevents that old ones are deleted. Source: "Lock your resources to protect
 * your infrastructure"; MicrosoftDocs/azure-docs 47934.
 */
export const MAX_LOCKED_RESTORE_POINTS = 18;

const RECORDED: readonly JobError[] = [
  VM_LOST,
  VM_NOT_FOUND,
  CANCELLED,
  error(
    400052,
    "DiffCopyFailedToTransferData",
    "Backup failed to copy data to vault.",
    "Please retry backup after sometime. Please see https://azure.microsoft.com/en-us/status/ if there is an on-going issue with storage or network service and retry backup after issue is mitigated.",
  ),
  error(
    400138,
    "UserErrorSubnetNotFoundV2",
    "Subnet doesn't exist.",
    "Please make sure that subnet exists or select a different subnet.",
  ),
  NO_AGENT,
  OLD_AGENT,
  NO_NETWORK,
  INTERNAL,
  error(
    400288,
    "UserErrorRpCollectionDeleted",
    "The Restore Point collection has been deleted by the user.",
    "The Restore Point collection used during Backup has been deleted. Please retry the operation and do not delete any Restore Point collections created under the Resource Group.",
  ),
  error(
    400349,
    "UserErrorCrpReportedUserError",
    "Backup failed due to an error. For details, see Job Error Message Details.",
    "For more information, refer https://aka.ms/AB-AzureVM ",
  ),
];

const freezeError = (code: number, text: string) =>
  error(code, "UserErrorFsFreezeFailed", text, "Check the mount points and the file systems of the VM, then retry.");

/** By code of the snapshot extension. */
const DOCUMENTED: readonly JobError[] = [
  error(
    11,
    "ExtensionConfigParsingFailure",
    "The extension cannot read its settings.",
    "Do not change the settings of the extension: Azure Backup writes them.",
  ),
  error(
    761,
    "ExtensionSnapshotFailedNoSecureNetwork",
    "The VM cannot open a secure network channel.",
    "Allow TLS connections to Azure Storage.",
  ),
  error(
    85,
    "ExtensionFailedSnapshotLimitReachedError",
    "The number of snapshots of a disk is exceeded.",
    "Delete old snapshots of the disk.",
  ),
  freezeError(121, "The file systems could not be frozen."),
  freezeError(122, "Freezing the file systems timed out."),
  freezeError(123, "A mount could not be opened for freezing."),
  error(
    124,
    "UserErrorFsFreezeFailed",
    "The extension's freeze binary is missing.",
    "Remove the extension; the next backup installs it again.",
  ),
  error(173, "ExtensionFailedSnapshotRateExceeded", "The rate of snapshot calls is exceeded.", "Retry later."),
  error(
    402,
    "ExtensionCommandTooLate",
    "The snapshot command reached the VM more than 140 minutes late.",
    "Check the clock and the agent of the VM.",
  ),
];

/** The error of a code; undefined for a code that is neither recorded nor documented. */
export const knownError = (code: number): JobError | undefined =>
  [...RECORDED, ...DOCUMENTED, TOO_MANY_RESTORE_POINTS].find(({ errorCode }) => errorCode === code);

export interface GuestFacts {
  readonly osType: OsType;
  /** Whether the snapshot needs the agent: not for a VM that is off, nor for crash consistency only. */
  readonly needsAgent: boolean;
  /** The version of the agent; undefined without an agent. */
  readonly agentVersion: string | undefined;
  /** The result code of the snapshot extension; 0 and 1 are success. */
  readonly extensionCode: number;
}

/** Codes of the snapshot extension that Azure reports with a code of its own. */
const EXTENSION_ERRORS: ReadonlyMap<number, JobError> = new Map([
  [2, INTERNAL],
  [76, NO_NETWORK],
  ...DOCUMENTED.map((documented) => [documented.errorCode, documented] as const),
]);

/** Why a snapshot fails inside the VM, or undefined where it succeeds. */
export function guestError(facts: GuestFacts): JobError | undefined {
  if (!facts.needsAgent) return undefined;
  if (facts.agentVersion === undefined) return NO_AGENT;
  if (isAgentTooOld(facts.osType, facts.agentVersion)) return OLD_AGENT;
  return facts.extensionCode <= 1 ? undefined : EXTENSION_ERRORS.get(facts.extensionCode);
}

/** An error as it is stored. */
export const readJobError = (stored: Json | undefined): JobError => ({
  errorCode: Number(at(stored, "errorCode") ?? 0),
  errorTitle: textAt(stored, "errorTitle") ?? "",
  errorString: textAt(stored, "errorString") ?? "",
  recommendations: listAt(stored, "recommendations").map(String),
});

/** The first error in a job's body. */
export function errorOf(body: JsonObject): JobError | undefined {
  const [first] = listAt(body, "properties", "errorDetails");
  return first === undefined ? undefined : readJobError(first);
}
