/** A backup policy for VMs with the properties of `BackupPolicy`. */
import { nameOf } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { fromArm } from "../../kinds/backup-policy/arm.js";
import type { Inputs } from "../../kinds/backup-policy/schema.js";
import type { PolicyRetention, PolicySchedule, PolicyTerms } from "../../rules/policies/terms.js";
import { termsOfPolicy } from "../../rules/policies/wire.js";
import { Type } from "../../schema/vocabulary.js";
import { closed, policyId, referenceFaults, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { question } from "./question.js";

/** A backup policy for VMs in its current state. */
export interface GetBackupPolicyResult {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in the vault. */
  readonly name: string;
  /** The ARM id of its vault. */
  readonly vault: string;
  /** `V1` is the standard policy, `V2` the enhanced one. */
  readonly policyType: "V1" | "V2";
  /** The time zone of the schedule, by its Windows name. */
  readonly timeZone: string;
  /** When backups are taken. */
  readonly schedule: PolicySchedule;
  /** Which backups are kept, and for how long. */
  readonly retention: PolicyRetention;
  /** The number of days for which snapshots are kept next to the disks. */
  readonly instantRestoreDays: number;
  /** The name of the resource group that contains the snapshots; undefined if Azure chooses it. */
  readonly instantRestoreResourceGroup: { readonly prefix: string; readonly suffix?: string } | undefined;
  /** `OnlyCrashConsistent`; undefined if backups are application-consistent where the VM supports it. */
  readonly consistency: "OnlyCrashConsistent" | undefined;
  /** Which monthly and yearly backups go to the archive tier; undefined if the policy archives none. */
  readonly archive: PolicyArchiveFacts | undefined;
  /** Whether it is a built-in policy, which Azure creates in every vault. */
  readonly builtIn: boolean;
  /** The number of items with this policy, as last counted by Azure. */
  readonly protectedItemsCount: number;
}

/** Which monthly and yearly backups go to the archive tier. */
export interface PolicyArchiveFacts {
  /** `TierAfter` archives them at an age; `TierRecommended` archives those for which it is cheaper. */
  readonly mode: "TierAfter" | "TierRecommended";
  /** The age at which `TierAfter` archives. */
  readonly duration?: number;
  /** The unit of `duration`; default: `Months`. */
  readonly durationType?: "Days" | "Weeks" | "Months" | "Years";
}

const BUILT_IN = ["DefaultPolicy", "EnhancedPolicy"];

const args = Type.Object(
  {
    id: Type.Optional(policyId),
    vault: Type.Optional(vaultId),
    name: Type.Optional(Type.String({ minLength: 1 })),
  },
  closed,
);

export const backupPolicy = question({
  name: "getBackupPolicy",
  args,
  faults: (values) => referenceFaults(values, "vault", "name"),
  answer: async (engine, { id, vault, name }): Promise<GetBackupPolicyResult> => {
    const requestedId = id ?? `${vault}/backupPolicies/${name}`;
    const found = await engine.policies.find(requestedId);
    if (found === undefined) throw await missingPolicy(engine, requestedId);
    return resultOf(requestedId, found, termsIn(requestedId, found));
  },
});

function resultOf(requestedId: string, found: JsonObject, terms: PolicyTerms): GetBackupPolicyResult {
  const inputs = fromArm(found, {}) as Partial<Inputs>;
  const count = objectAt(found, "properties")["protectedItemsCount"];
  const name = inputs.name ?? "";
  return {
    id: textAt(found, "id") ?? requestedId,
    name,
    vault: inputs.vault ?? vaultOf(requestedId),
    policyType: terms.policyType,
    timeZone: terms.timeZone,
    schedule: terms.schedule,
    retention: terms.retention,
    instantRestoreDays: terms.instantRestoreDays,
    instantRestoreResourceGroup: inputs.instantRestoreResourceGroup,
    consistency: inputs.consistency,
    archive: inputs.archive,
    builtIn: BUILT_IN.includes(name),
    protectedItemsCount: typeof count === "number" ? count : 0,
  };
}

/** The terms of a policy for VMs. Throws `InvalidInput` for a policy for other workloads. */
function termsIn(requestedId: string, found: JsonObject): PolicyTerms {
  const reading = termsOfPolicy(objectAt(found, "properties"));
  if (reading?.terms !== undefined) return reading.terms;
  const workload = textAt(found, "properties", "backupManagementType") ?? "another workload";
  const reason =
    reading === undefined
      ? `is a policy for ${workload}, not for VMs. Use a policy for VMs.`
      : `cannot be described by the properties of a BackupPolicy: ${reading.faults.map(({ property, reason }) => `${property} ${reason}`).join(" ")}`;
  throw new BackupError("InvalidInput", `The policy ${requestedId} ${reason}`);
}

/** The error for a missing policy, which names the existing policies for VMs. */
async function missingPolicy(engine: BackupEngine, requestedId: string): Promise<BackupError> {
  const vault = vaultOf(requestedId);
  await requireVault(engine, vault);
  const names = (await engine.policies.list(vault))
    .filter((policy) => textAt(policy, "properties", "backupManagementType") === "AzureIaasVM")
    .map((policy) => textAt(policy, "name"));
  return new BackupError(
    "NotFound",
    `The policy ${nameOf(requestedId)} does not exist in ${vault}. Its policies for VMs are ${names.sort().join(", ")}. If this program declares it, call the Output form with the id of the resource, which waits until it is created.`,
  );
}
