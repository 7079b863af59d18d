/**
 * What inside a machine keeps Azure Backup from taking a snapshot, and how a job tells of it. Sources: the recorded health
 * codes (400196, 380016, 400206); the quickstart for the agent's least version; the codes of Azure/azure-linux-extensions,
 * VMBackup (`common.py`), with the names that "Troubleshoot Azure VM backup" gives them. A machine that is off, or a policy
 * that wants crash consistency alone, needs neither agent nor extension.
 */
import { isAgentTooOld, LEAST_WINDOWS_AGENT } from "./machine.js";

export interface GuestFacts {
  readonly osType: "Windows" | "Linux";
  /** Whether the snapshot is taken through the agent at all. */
  readonly needsAgent: boolean;
  /** The agent's version; undefined where there is no agent. */
  readonly agentVersion: string | undefined;
  /** The code that the snapshot extension ends with; 0 and 1 are good. */
  readonly extensionCode: number;
}

export interface JobError {
  readonly errorCode: number;
  readonly errorTitle: string;
  readonly errorString: string;
  readonly recommendations: readonly string[];
}

const error = (errorCode: number, errorTitle: string, errorString: string, advice: string): JobError => ({
  errorCode,
  errorTitle,
  errorString,
  recommendations: [advice],
});

const NO_AGENT = error(
  400196,
  "UserErrorGuestAgentStatusUnavailable",
  "VM agent is unable to communicate with the Azure Backup Service.",
  "Install the VM agent and see that it runs and reaches Azure.",
);
const OLD_AGENT = error(
  380016,
  "UserErrorGuestAgentVersionUnsupported",
  "Does not have the latest agent installed.",
  `Install a VM agent of version ${LEAST_WINDOWS_AGENT} or later.`,
);

const FREEZE = (code: number, what: string) =>
  error(
    code,
    "UserErrorFsFreezeFailed",
    what,
    "Check the mount points of the machine and their file systems, then retry.",
  );

/** What a code of the extension means for the job; those that Azure was recorded to use have Azure's number. */
const EXTENSION_ERRORS: Readonly<Record<number, JobError>> = {
  2: error(400002, "BackUpOperationFailed", "Backup failed with an internal error.", "Retry; see the extension's log."),
  11: error(
    11,
    "ExtensionConfigParsingFailure",
    "The extension cannot read its settings.",
    "Let Azure Backup write the settings of the extension.",
  ),
  76: error(
    400206,
    "ExtensionSnapshotFailedNoNetwork",
    "Snapshot operation failed due to no network connectivity on the virtual machine.",
    "Let the machine reach Azure's storage, or update the extension.",
  ),
  761: error(
    761,
    "ExtensionSnapshotFailedNoSecureNetwork",
    "The machine cannot make a secure network channel.",
    "Allow TLS to Azure's storage.",
  ),
  85: error(
    85,
    "ExtensionFailedSnapshotLimitReachedError",
    "The number of snapshots of a disk is exceeded.",
    "Delete old snapshots of the disk.",
  ),
  121: FREEZE(121, "The file systems could not be frozen."),
  122: FREEZE(122, "Freezing the file systems took too long."),
  123: FREEZE(123, "A mount could not be opened for freezing."),
  124: error(
    124,
    "UserErrorFsFreezeFailed",
    "The extension's freeze binary is missing.",
    "Remove the extension; the next backup installs it.",
  ),
  173: error(173, "ExtensionFailedSnapshotRateExceeded", "The rate of snapshot calls is exceeded.", "Retry later."),
  402: error(
    402,
    "ExtensionCommandTooLate",
    "The snapshot's command reached the machine more than 140 minutes late.",
    "Check the machine's clock and its agent.",
  ),
};

/** Why the snapshot fails, or undefined where it is taken. */
export function guestError(facts: GuestFacts): JobError | undefined {
  if (!facts.needsAgent) return undefined;
  if (facts.agentVersion === undefined) return NO_AGENT;
  if (isAgentTooOld(facts.osType, facts.agentVersion)) return OLD_AGENT;
  return facts.extensionCode <= 1 ? undefined : EXTENSION_ERRORS[facts.extensionCode];
}
