/**
 * The members that requests about items must have and that no other rule requires. Microsoft's schemas require almost
 * nothing of a body, so each row has a source of its own. Members of a virtual machine are in `rules/machines/parts.ts`,
 * those of disks, snapshots and extensions in the rules of their writes, with Azure's "Required parameter '…' is missing
 * (null)". Pure.
 */
import { at, type JsonObject } from "../../core/json.js";
import { type RuleFault, refused } from "../shared/fault.js";

interface RequiredMember {
  /** The type of the resource that is put, or of the action that is posted. */
  readonly type: string;
  readonly path: readonly string[];
  /** Where the requirement, its code and its text are from. */
  readonly source: string;
  readonly fault: RuleFault;
}

const ITEM = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";

const missingDiscriminator = (code: string, name: string, value: string): RuleFault =>
  refused(code, `properties.${name} is missing: expected the type of the request, such as ${value}.`);

/** All rows. */
export const REQUIRED: readonly RequiredMember[] = [
  {
    type: ITEM,
    path: ["properties", "protectedItemType"],
    source:
      "recoveryservicesbackup 2026-07-01: the required discriminator of ProtectedItem; the code and the text are ours",
    fault: missingDiscriminator(
      "BMSUserErrorInvalidConfigureProtectionRequest",
      "protectedItemType",
      "Microsoft.Compute/virtualMachines",
    ),
  },
  {
    type: `${ITEM}/backup`,
    path: ["properties", "objectType"],
    source:
      "recoveryservicesbackup 2026-07-01: the required discriminator of BackupRequest; the code and the text are ours",
    fault: missingDiscriminator("BadRequest", "objectType", "IaasVMBackupRequest"),
  },
  {
    type: `${ITEM}/recoveryPoints/restore`,
    path: ["properties", "objectType"],
    source:
      "recoveryservicesbackup 2026-07-01: the required discriminator of RestoreRequest; the code and the text are ours",
    fault: missingDiscriminator("BMSUserErrorInvalidRestoreRequest", "objectType", "IaasVMRestoreRequest"),
  },
];

/** The refusal of a body without a member that requests of its type must have. A null is no value. */
export function requiredFault(type: string, body: JsonObject): RuleFault | undefined {
  const missing = REQUIRED.find((row) => row.type === type && (at(body, ...row.path) ?? null) === null);
  return missing?.fault;
}
