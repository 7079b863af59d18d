/**
 * The errors that a job tells of, by their code. Source: the recordings, with Azure's own titles, texts and advice; the errors
 * of the machine's inside are those of `rules/items/guest.ts`.
 */
import { at, type Json, type JsonObject, listAt, textAt } from "../../core/json.js";
import { guestError, type JobError } from "./guest.js";

const error = (
  errorCode: number,
  errorTitle: string,
  errorString: string,
  ...recommendations: readonly string[]
): JobError => ({ errorCode, errorTitle, errorString, recommendations });

/** The machine was deleted while its data was on the way to the vault. */
export const MACHINE_LOST = error(
  320001,
  "ResourceNotFound",
  "Could not perform the operation as VM no longer exists.",
  "Stop protecting virtual machine without deleting backup data. More details at http://go.microsoft.com/fwlink/?LinkId=808124 ",
);

/** There is no machine to take a snapshot of. */
export const NO_MACHINE = error(
  400136,
  "UserErrorVmNotFoundV2",
  "Virtual machine doesn't exist.",
  "Please make sure that virtual machine exists or select a different virtual machine. For more details, please refer to http://aka.ms/UserErrorVmNotFoundV2",
);

/** What the item of a job that was cancelled tells of it. */
export const CANCELLED = error(400158, "UserErrorJobSuccessfullyCancelled", "Job is cancelled.");

const RECORDED: readonly JobError[] = [
  MACHINE_LOST,
  NO_MACHINE,
  CANCELLED,
  error(
    400002,
    "BackUpOperationFailed",
    "Backup failed with an internal error.",
    "Follow the instructions at https://aka.ms/backup-operation-failed and retry the backup operation. If it fails further, please contact Microsoft support.",
  ),
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
  error(
    400196,
    "UserErrorGuestAgentStatusUnavailable",
    "VM agent is unable to communicate with the Azure Backup Service.",
    "Ensure that VM agent is latest and running. Allow access to IP 168.63.129.16 (refer https://docs.microsoft.com/en-us/azure/virtual-machines/extensions/features-windows#network-access ). For more information, please refer to https://aka.ms/guestagent-status-unavailable ",
  ),
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

/** Codes of the snapshot extension whose errors Azure was recorded to tell of by a number of its own. */
const EXTENSION_CODES: Readonly<Record<number, number>> = { 400206: 76 };
const OLD_AGENT_CODE = 380016;

/** The error of a code, as Azure words it; undefined for a code that nobody has recorded or documented. */
export function knownError(code: number): JobError | undefined {
  const recorded = RECORDED.find(({ errorCode }) => errorCode === code);
  if (recorded !== undefined) return recorded;
  const agentVersion = code === OLD_AGENT_CODE ? "0.0.0.1" : "99.0.0.0";
  const extensionCode = EXTENSION_CODES[code] ?? code;
  const found = guestError({ osType: "Windows", needsAgent: true, agentVersion, extensionCode });
  return found?.errorCode === code ? found : undefined;
}

/** An error as the store keeps it. */
export const readJobError = (kept: Json | undefined): JobError => ({
  errorCode: Number(at(kept, "errorCode") ?? 0),
  errorTitle: textAt(kept, "errorTitle") ?? "",
  errorString: textAt(kept, "errorString") ?? "",
  recommendations: listAt(kept, "recommendations").map(String),
});

/** The error that a job's body tells of; undefined where it tells of none. */
export function errorOf(body: JsonObject): JobError | undefined {
  const [told] = listAt(body, "properties", "errorDetails");
  return told === undefined ? undefined : readJobError(told);
}
