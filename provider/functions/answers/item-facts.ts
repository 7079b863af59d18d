/** The facts of a protected item, and how they are read from it. Pure. Source: AzureIaaSComputeVMProtectedItem of Azure Backup's REST API. */
import { nameOf, parentOf, sameId } from "../../arm/resource-id.js";
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { vaultOf } from "../../engine/vault-of.js";
import { softDeleteOf } from "../../rules/items/soft-delete.js";
import { nextRun } from "../../rules/policies/schedule.js";
import { termsOfPolicy } from "../../rules/policies/wire.js";
import { oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { DAY_MS } from "../../time/durations.js";
import { parseInstant } from "../../time/instants.js";
import { windowsZone } from "../../time/zones.js";
import { maybe, recommendations, text } from "./results.js";

const healthDetailFacts = Type.Object(
  {
    code: Type.Integer({ description: "Azure's code, such as 400239 if no problem was found." }),
    title: text("Azure's title."),
    message: text("The message."),
    recommendations,
  },
  { typeName: "HealthDetail", description: "A result of Azure's checks before a backup." },
);

const lastBackup = Type.Object(
  {
    status: text("The status of the job, such as `Completed` or `Failed`."),
    time: text("When it began."),
  },
  { typeName: "LastBackupFacts", description: "The last backup job; undefined before the first one." },
);

const deletion = Type.Object(
  {
    deletedAt: text("When it was deleted."),
    purgeAt: text("When it is purged."),
    remainingDays: Type.Integer({ description: "The number of full days until the purge." }),
  },
  {
    typeName: "SoftDeleteFacts",
    description: "When the backups were deleted, and when they are purged; undefined for an item that is not deleted.",
  },
);

const sourceScan = Type.Object(
  {
    status: text("`Configured`, `NotConfigured`, `ConfigurationFailed` or `NotApplicable`."),
    summary: text("What scans found: `Unknown`, `NotApplicable`, `Suspicious`, `Healthy` or `NoThreatsReported`."),
  },
  {
    typeName: "SourceScanFacts",
    description: "The scan of the VM for threats by Microsoft Defender; undefined if Azure does not report it.",
  },
);

/** The result of functions that return protected VMs. */
export const protectedVmFacts = Type.Object(
  {
    id: text("The ARM id of the item in the vault."),
    vault: text("The ARM id of the vault."),
    vm: text("The ARM id of the VM."),
    name: text("The name of the VM."),
    policy: maybe(text("The ARM id of the policy; undefined while protection is stopped, because Azure removes it.")),
    policyName: maybe(text("The name of the policy.")),
    protection: oneOf(["protected", "stopped", "suspended"], {
      typeName: "Protection",
      description: "The value of `protection` of a `ProtectedVm`.",
    }),
    protectionState: text(
      "Azure's state: `IRPending` before the first backup, `Protected` after it, `ProtectionError`, `ProtectionStopped`, `BackupsSuspended`.",
    ),
    health: text("The outcome of Azure's checks before a backup: `Passed`, `ActionSuggested` or `ActionRequired`."),
    healthDetails: Type.Array(healthDetailFacts, { description: "The results of those checks." }),
    lastBackup: maybe(lastBackup),
    lastRecoveryPoint: maybe(text("When the newest recovery point was taken; undefined if no recovery point exists.")),
    nextRun: maybe(text("The time of the next scheduled backup; undefined if no backup is scheduled.")),
    softDelete: maybe(deletion),
    sourceScan: maybe(sourceScan),
    containerName: text("The name of the VM's container in the vault, for other tools."),
    itemName: text("The name of the VM's item in the vault, for other tools."),
  },
  {
    typeName: "ProtectedVmFacts",
    description: "A VM under protection in its current state. Times are ISO 8601 strings in UTC.",
  },
);

export type ProtectedVmFacts = Static<typeof protectedVmFacts>;
type HealthDetail = Static<typeof healthDetailFacts>;
type SoftDeleteFacts = Static<typeof deletion>;

interface Context {
  /** The policies of the vault, or the one that the item follows. */
  readonly policies: readonly JsonObject[];
  readonly now: Date;
}

/** The facts of an item. */
export function itemFacts(item: JsonObject, { policies, now }: Context): ProtectedVmFacts {
  const id = textAt(item, "id") ?? "";
  const properties = objectAt(item, "properties");
  const protection = protectionOf(textAt(properties, "protectionState"));
  const softDelete = softDeleteFacts(properties, now);
  const policy = textAt(properties, "policyId") || undefined;
  const takesBackups = protection === "protected" && softDelete === undefined;
  return {
    id,
    vault: vaultOf(id),
    vm: textAt(properties, "sourceResourceId") ?? textAt(properties, "virtualMachineId") ?? "",
    name: textAt(properties, "friendlyName") ?? "",
    policy,
    policyName: textAt(properties, "policyName") || undefined,
    protection,
    protectionState: textAt(properties, "protectionState") ?? "Invalid",
    health: textAt(properties, "healthStatus") ?? "Invalid",
    healthDetails: listAt(properties, "healthDetails").filter(isJsonObject).map(healthDetail),
    lastBackup: lastBackupOf(properties),
    lastRecoveryPoint: isoTime(textAt(properties, "lastRecoveryPoint")),
    nextRun: takesBackups ? nextRunOf(policies, policy, now) : undefined,
    softDelete,
    ...scanOf(objectAt(properties, "sourceSideScanInfo")),
    containerName: nameOf(parentOf(id) ?? ""),
    itemName: nameOf(id),
  };
}

function scanOf(scan: JsonObject): Pick<ProtectedVmFacts, "sourceScan"> {
  const status = textAt(scan, "sourceSideScanStatus");
  if (status === undefined) return {};
  return { sourceScan: { status, summary: textAt(scan, "sourceSideScanSummary") ?? "Unknown" } };
}

/** Converts an instant of Azure, with up to seven decimals, to ISO 8601 with at most three; undefined without one. */
export function isoTime(text: string | undefined): string | undefined {
  const instant = parseInstant(text);
  // Azure writes the first instant of 1 or 2001 where there is no time.
  return instant === undefined || instant.getTime() <= NEVER_MS ? undefined : instant.toISOString();
}

const NEVER_MS = Date.UTC(2001, 0);

/** The value of `protection` for Azure's state. States other than stopped and suspended count as protected. */
export function protectionOf(state: string | undefined): ProtectedVmFacts["protection"] {
  if (state === "ProtectionStopped") return "stopped";
  return state === "BackupsSuspended" ? "suspended" : "protected";
}

function lastBackupOf(properties: JsonObject): ProtectedVmFacts["lastBackup"] {
  const status = textAt(properties, "lastBackupStatus") ?? "";
  const time = isoTime(textAt(properties, "lastBackupTime"));
  return status === "" || time === undefined ? undefined : { status, time };
}

const healthDetail = (detail: JsonObject): HealthDetail => ({
  code: Number(detail["code"] ?? 0),
  title: textAt(detail, "title") ?? "",
  message: textAt(detail, "message") ?? "",
  recommendations: listAt(detail, "recommendations").filter((text) => typeof text === "string"),
});

function nextRunOf(policies: readonly JsonObject[], policy: string | undefined, now: Date): string | undefined {
  const followed = policies.find((known) => policy !== undefined && sameId(textAt(known, "id") ?? "", policy));
  const terms = followed === undefined ? undefined : termsOfPolicy(objectAt(followed, "properties"))?.terms;
  const zone = terms === undefined ? undefined : windowsZone(terms.timeZone);
  if (terms === undefined || zone === undefined) return undefined;
  return nextRun(terms.schedule, zone, now)?.toISOString();
}

export function softDeleteFacts(properties: JsonObject, now: Date): SoftDeleteFacts | undefined {
  const found = softDeleteOf(properties);
  if (found === undefined) return undefined;
  const leftMs = Math.max(0, found.purgeAt.getTime() - now.getTime());
  return {
    deletedAt: found.deletedAt.toISOString(),
    purgeAt: found.purgeAt.toISOString(),
    remainingDays: Math.floor(leftMs / DAY_MS),
  };
}
