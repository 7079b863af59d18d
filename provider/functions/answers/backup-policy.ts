/** A backup policy for VMs with the properties of `BackupPolicy`. */
import { nameOf } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { fromArm } from "../../kinds/backup-policy/arm.js";
import { type Inputs, inputs } from "../../kinds/backup-policy/schema.js";
import type { PolicyRetention, PolicySchedule, PolicyTerms } from "../../rules/policies/terms.js";
import { termsOfPolicy } from "../../rules/policies/wire.js";
import { oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { closed, policyId, referenceFaults, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { question } from "./question.js";
import { maybe, text } from "./results.js";

const snapshotGroup = Type.Object(
  {
    prefix: text("The beginning of the name; Azure appends a number."),
    suffix: Type.Optional(text("The end of the name, after the number.")),
  },
  {
    typeName: "PolicySnapshotGroupFacts",
    description: "The name of the resource group that contains the snapshots; undefined if Azure chooses it.",
  },
);

const archive = Type.Object(
  {
    mode: oneOf(["TierAfter", "TierRecommended"], {
      typeName: "BackupPolicyArchiveMode",
      description: "`TierAfter` archives them at an age; `TierRecommended` archives those for which it is cheaper.",
    }),
    duration: Type.Optional(Type.Integer({ description: "The age at which `TierAfter` archives." })),
    durationType: Type.Optional(
      oneOf(["Days", "Weeks", "Months", "Years"], {
        typeName: "BackupPolicyArchiveDurationType",
        description: "The unit of `duration`; default: `Months`.",
      }),
    ),
  },
  {
    typeName: "PolicyArchiveFacts",
    description: "Which monthly and yearly backups go to the archive tier; undefined if the policy archives none.",
  },
);

const { schedule, retention } = inputs.properties;

const result = Type.Object(
  {
    id: text("Its ARM id."),
    name: text("Its name in the vault."),
    vault: text("The ARM id of its vault."),
    policyType: oneOf(["V1", "V2"], {
      typeName: "PolicyType",
      description: "`V1` is the standard policy, `V2` the enhanced one.",
    }),
    timeZone: text("The time zone of the schedule, by its Windows name."),
    // The types of the inputs, which the kind names after its own name.
    schedule: Type.Unsafe<PolicySchedule>({ typeName: "BackupPolicySchedule", ...schedule }),
    retention: Type.Unsafe<PolicyRetention>({ typeName: "BackupPolicyRetention", ...retention }),
    instantRestoreDays: Type.Integer({
      description: "The number of days for which snapshots are kept next to the disks.",
    }),
    instantRestoreResourceGroup: maybe(snapshotGroup),
    consistency: maybe(
      oneOf(["OnlyCrashConsistent"], {
        typeName: "BackupPolicyConsistency",
        description: "`OnlyCrashConsistent`; undefined if backups are application-consistent where the VM supports it.",
      }),
    ),
    archive: maybe(archive),
    builtIn: Type.Boolean({
      description: "Whether it is a built-in policy, which Azure creates in every vault.",
    }),
    protectedItemsCount: Type.Integer({
      description: "The number of items with this policy, as last counted by Azure.",
    }),
  },
  { typeName: "GetBackupPolicyResult", description: "A backup policy for VMs in its current state." },
);

type GetBackupPolicyResult = Static<typeof result>;

const BUILT_IN = ["DefaultPolicy", "EnhancedPolicy"];

const args = Type.Object(
  {
    id: Type.Optional(policyId("The policy: its ARM id.")),
    vault: Type.Optional(vaultId("The vault: its ARM id; together with `name`.")),
    name: Type.Optional(
      Type.String({
        minLength: 1,
        description: "The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`.",
      }),
    ),
  },
  { ...closed, description: "Which policy: its id, or its vault and name." },
);

export const backupPolicy = question({
  name: "getBackupPolicy",
  args,
  result,
  faults: (values) => referenceFaults(values, "vault", "name"),
  answer: async (engine, { id, vault, name }): Promise<GetBackupPolicyResult> => {
    const requestedId = id ?? `${vault}/backupPolicies/${name}`;
    const found = await engine.policies.find(requestedId);
    if (found === undefined) throw await missingPolicy(engine, requestedId);
    return resultOf(requestedId, found, termsIn(requestedId, found));
  },
});

function resultOf(requestedId: string, found: JsonObject, terms: PolicyTerms): GetBackupPolicyResult {
  const declared = fromArm(found, {}) as Partial<Inputs>;
  const count = objectAt(found, "properties")["protectedItemsCount"];
  const name = declared.name ?? "";
  return {
    id: textAt(found, "id") ?? requestedId,
    name,
    vault: declared.vault ?? vaultOf(requestedId),
    policyType: terms.policyType,
    timeZone: terms.timeZone,
    schedule: terms.schedule,
    retention: terms.retention,
    instantRestoreDays: terms.instantRestoreDays,
    instantRestoreResourceGroup: declared.instantRestoreResourceGroup,
    consistency: declared.consistency,
    archive: declared.archive,
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
