/**
 * The options of a policy other than its schedule and retention: instant restore, archive tiering, agentless crash
 * consistency, and the resource group of its restore points. Sources: "Archive tier support", "Enhanced policy", "Back up a
 * VM during creation" and the FAQ of VM backup of the Azure Backup documentation.
 */
import type { JsonObject } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { collectFailures, optionalNumber, optionalObject, optionalString } from "../shared/values.js";
import { instantAccessFaults } from "./instant-access.js";
import { backupsPerDay } from "./schedule.js";
import { type PolicyRetention, type PolicySchedule, type PolicyTerms, RETENTION_COUNTS, WEEKDAYS } from "./terms.js";

/** One failure for each broken rule on an option that goes to Azure as it is declared. */
export const policyOptionFaults = (properties: JsonObject, terms: PolicyTerms): Failure[] => [
  ...collectFailures(() => tieringFaults(properties, terms)),
  ...consistencyFaults(properties, terms),
  ...collectFailures(() => groupFaults(properties)),
  ...instantAccessFaults(properties),
];

const fault = (property: string, reason: string): Failure[] => [{ property, reason }];
/**
 * The most days of instant restore of an hourly policy, by its backups per day: a disk has at most some 66 snapshots. Source:
 * jpabrs-scem/blog, Backup_RetentionPeriod (11, 17, 22 and 30 days at 4, 6, 8 and 12 hours in a window of 24 hours); "Enhanced
 * policy" has 17 and 22 days at 4 and 6 hours, which are the same numbers in the usual window of 12 hours.
 */
const HOURLY_SNAPSHOT_DAYS: Readonly<Record<number, number>> = { 3: 22, 4: 17, 5: 13, 6: 11 };

/** Days of instant restore of a policy without `instantRpRetentionRangeInDays`: the defaults of Azure's documentation. */
export function defaultInstantRestoreDays(schedule: PolicySchedule, policyType: "V1" | "V2"): number {
  if (policyType === "V2") return 7;
  return schedule.frequency === "Weekly" ? 5 : 2;
}

export function instantRestoreFaults(terms: PolicyTerms): Failure[] {
  const { least, most, why } = snapshotBounds(terms);
  const days = terms.instantRestoreDays;
  const retained = vaultDays(terms);
  if (retained !== undefined && retained >= RETENTION_COUNTS.daily.least && days > retained) {
    return fault("instantRestoreDays", `is ${days}: expected at most ${retained} days, the retention in the vault.`);
  }
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  const range = least === most ? `${most}` : `${least} to ${most}`;
  return fault("instantRestoreDays", `is ${days}: expected ${range} days ${why}.`);
}

/** The least number of days that the vault retains a point. */
function vaultDays({ schedule, retention }: PolicyTerms): number | undefined {
  if (schedule.frequency !== "Weekly") return retention.daily?.count;
  return retention.weekly === undefined ? undefined : retention.weekly.count * WEEKDAYS.length;
}

function snapshotBounds({ policyType, schedule }: PolicyTerms): { least: number; most: number; why: string } {
  const { frequency, intervalHours = 0 } = schedule;
  if (policyType === "V1") {
    return frequency === "Weekly"
      ? { least: 5, most: 5, why: "for a standard policy with a weekly schedule" }
      : { least: 1, most: 5, why: "for a standard policy; an enhanced policy (V2) allows up to 30" };
  }
  const most = frequency === "Hourly" ? (HOURLY_SNAPSHOT_DAYS[backupsPerDay(schedule)] ?? 30) : 30;
  const every = most < 30 ? ` that backs up every ${intervalHours} hours` : "";
  return { least: 1, most, why: `for an enhanced policy${every}` };
}

const MODES = ["TierRecommended", "TierAfter", "DoNotTier"];
/** A point is archived when it is at least three months old and is retained for at least six more months. */
const MIN_AGE_MONTHS = 3;
const MIN_REMAINING_MONTHS = 6;
/** Azure PowerShell counts 30 days to a month. */
const DAYS_OF_MONTH = 30;
/** The days of each `durationType` of Microsoft's schema (TieringPolicy). */
const DAYS_OF: ReadonlyMap<string, number> = new Map([
  ["Days", 1],
  ["Weeks", 7],
  ["Months", DAYS_OF_MONTH],
  ["Years", 12 * DAYS_OF_MONTH],
]);

const longestMonths = ({ monthly, yearly }: PolicyRetention): number =>
  Math.max(monthly?.count ?? 0, (yearly?.count ?? 0) * 12);

function tieringFaults(properties: JsonObject, { retention }: PolicyTerms): Failure[] {
  const policy = optionalObject({ value: properties["tieringPolicy"], property: "tieringPolicy" });
  const tiering = optionalObject({ value: policy?.["ArchivedRP"], property: "tieringPolicy" });
  if (tiering === undefined) return [];
  const mode = optionalString({ value: tiering["tieringMode"], property: "tieringPolicy" }) ?? "";
  if (!MODES.includes(mode)) return fault("tieringPolicy", `has tieringMode '${mode}': expected ${MODES.join(", ")}.`);
  if (mode === "DoNotTier") return [];
  const months = longestMonths(retention);
  const least = MIN_AGE_MONTHS + MIN_REMAINING_MONTHS;
  if (months < least) {
    return fault(
      "tieringPolicy",
      `is ${mode}: expected monthly retention of at least ${least} months, or yearly retention.`,
    );
  }
  return mode === "TierAfter" ? tierAfterFaults(tiering, months) : [];
}

function tierAfterFaults(tiering: JsonObject, months: number): Failure[] {
  const duration = optionalNumber({ value: tiering["duration"], property: "tieringPolicy.duration" }) ?? 0;
  const unit = optionalString({ value: tiering["durationType"], property: "tieringPolicy.durationType" }) ?? "";
  const daysOfUnit = DAYS_OF.get(unit);
  if (daysOfUnit === undefined) {
    return fault("tieringPolicy.durationType", `is '${unit}': expected ${[...DAYS_OF.keys()].join(", ")}.`);
  }
  const afterDays = duration * daysOfUnit;
  const isOldEnough = afterDays >= MIN_AGE_MONTHS * DAYS_OF_MONTH;
  const isRetainedLongEnough = afterDays + MIN_REMAINING_MONTHS * DAYS_OF_MONTH <= months * DAYS_OF_MONTH;
  if (Number.isInteger(duration) && isOldEnough && isRetainedLongEnough) return [];
  return fault(
    "tieringPolicy.duration",
    `is ${duration} ${unit}: expected ${MIN_AGE_MONTHS} to ${months - MIN_REMAINING_MONTHS} months, of 30 days each.`,
  );
}

function consistencyFaults(properties: JsonObject, { policyType }: PolicyTerms): Failure[] {
  const consistency = properties["snapshotConsistencyType"];
  if (consistency === undefined || consistency === null || consistency === "") return [];
  if (consistency !== "OnlyCrashConsistent") {
    return fault(
      "snapshotConsistencyType",
      `is ${JSON.stringify(consistency)}: expected OnlyCrashConsistent, or no value.`,
    );
  }
  if (policyType === "V2") return [];
  return fault("snapshotConsistencyType", "is OnlyCrashConsistent, which only an enhanced policy (V2) supports.");
}

function groupFaults(properties: JsonObject): Failure[] {
  const property = "instantRPDetails";
  const details = optionalObject({ value: properties[property], property }) ?? {};
  const reason = restorePointGroupFault({
    prefix: optionalString({ value: details["azureBackupRGNamePrefix"], property }),
    suffix: optionalString({ value: details["azureBackupRGNameSuffix"], property }),
  });
  return reason === undefined ? [] : fault(property, reason);
}

/** The name of the resource groups that hold the restore points of a policy's VMs: Azure's own where there is no prefix. */
interface GroupNaming {
  /** The parts of the name before and after the number. */
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

const MAX_NAME_LENGTH = 74;
/** Restore point collections in one group; the next collection goes into the group of the next number. */
export const MAX_COLLECTIONS = 600;

/** The name of the n-th group, counted from 1, for a vault in this location. */
export function restorePointGroupName({ prefix, suffix }: GroupNaming, location: string, n: number): string {
  if (prefix === undefined || prefix === "") return `AzureBackupRG_${location}_${n}`;
  return `${prefix}${n}${suffix ?? ""}`;
}

/** The name of a VM's collection; `digits` distinguish VMs of the same name. */
export const restorePointCollectionName = (vm: string, digits: string): string => `AzureBackup_${vm}_${digits}`;

/** What is wrong with a group name, or undefined. */
function restorePointGroupFault({ prefix = "", suffix = "" }: GroupNaming): string | undefined {
  if (prefix === "" && suffix !== "") return `has the suffix '${suffix}' but no prefix: set the prefix too.`;
  if (prefix === "") return undefined;
  const name = `${prefix}1${suffix}`;
  if (!/^[-\w.()]+$/.test(name) || name.endsWith(".")) {
    return `results in the name '${name}': expected letters, digits, underscores, hyphens, dots and parentheses, not ending with a dot.`;
  }
  if (name.length <= MAX_NAME_LENGTH) return undefined;
  return `results in the name '${name}' of ${name.length} characters: expected at most ${MAX_NAME_LENGTH}.`;
}
