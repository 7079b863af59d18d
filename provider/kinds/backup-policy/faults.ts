/** Rules for a policy that a schema cannot express, which the simulator enforces too. Pure. */
import { absentDayWarnings } from "../../rules/policies/month-days.js";
import { policyOptionFaults } from "../../rules/policies/options.js";
import { policyFaults } from "../../rules/policies/rules.js";
import { daylightWarning, shiftsClocks } from "../../rules/policies/schedule.js";
import { policyNameWarning } from "../../rules/shared/names.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { nearestZone, windowsZone } from "../../time/zones.js";
import { propertiesOf, termsOf } from "./arm.js";
import type { Inputs } from "./schema.js";

export function faults(declared: Inputs): Failure[] {
  const { policyType, timeZone, schedule, retention, instantRestoreDays } = declared;
  if (!isUnknown(timeZone) && windowsZone(timeZone) === undefined) return [unknownZone(timeZone)];
  if (hasUnknown([policyType, schedule, retention, instantRestoreDays ?? null])) return [];
  // No other rule depends on the time zone, so an unknown one is replaced by UTC.
  const checked = isUnknown(timeZone) ? { ...declared, timeZone: "UTC" } : declared;
  return [...policyFaults(termsOf(checked)), ...optionFaults(checked)].map(({ property, reason }) => ({
    property: INPUT_OF_ARM_PROPERTY.get(property) ?? property,
    reason,
  }));
}

/** Checks the options as ARM properties, without those that are unknown or already have a failure. */
function optionFaults(declared: Inputs) {
  const { consistency, archive, instantRestoreResourceGroup: group, ...rest } = declared;
  const archiveProblems = hasUnknown(archive) ? [] : archiveFaults(archive);
  const isChecked = archive !== undefined && !hasUnknown(archive) && archiveProblems.length === 0;
  const checked: Inputs = {
    ...rest,
    ...(consistency === undefined || hasUnknown(consistency) ? {} : { consistency }),
    ...(isChecked ? { archive } : {}),
    ...(group === undefined || hasUnknown(group) ? {} : { instantRestoreResourceGroup: group }),
  };
  return [...archiveProblems, ...policyOptionFaults(propertiesOf(checked), termsOf(checked))];
}

function archiveFaults(archive: Inputs["archive"]) {
  if (archive?.mode === "TierAfter" && archive.duration === undefined) {
    return [
      {
        property: "archive.duration",
        reason: "is missing: TierAfter needs the age at which to archive, at least three months",
      },
    ];
  }
  if (archive?.mode !== "TierRecommended") return [];
  const extraKeys = (["duration", "durationType"] as const).filter((key) => archive[key] !== undefined);
  const reason = "is set, but with archive.mode TierRecommended Azure decides the age: remove it";
  return extraKeys.map((key) => ({ property: `archive.${key}`, reason }));
}

/** The input for each ARM property that a rule names. */
const INPUT_OF_ARM_PROPERTY: ReadonlyMap<string, string> = new Map([
  ["tieringPolicy", "archive"],
  ["tieringPolicy.duration", "archive.duration"],
  ["tieringPolicy.durationType", "archive.durationType"],
  ["snapshotConsistencyType", "consistency"],
  ["instantRPDetails", "instantRestoreResourceGroup"],
]);

function unknownZone(timeZone: string): Failure {
  const meant = nearestZone(timeZone);
  return {
    property: "timeZone",
    found: JSON.stringify(timeZone),
    reason:
      'is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
    ...(meant === undefined ? {} : { meant }),
  };
}

/** The change from standard to enhanced is one-way. */
export function irreversibleChanges(olds: Partial<Inputs>, news: Inputs): Failure[] {
  if (olds.policyType !== "V2" || news.policyType !== "V1") return [];
  const reason =
    "cannot be changed from V2 to V1: Azure changes neither an enhanced policy (V2) nor the VMs that it protects back to standard (V1). Create another policy with another name, for other VMs";
  return [{ property: "policyType", reason }];
}

/** A changed type replaces the policy by one with the same id, so the old one is deleted first. */
export function changeWarnings(olds: Partial<Inputs>, { policyType }: Inputs): string[] {
  if (isUnknown(policyType) || olds.policyType === undefined || olds.policyType === policyType) return [];
  return [
    "policyType: the change deletes the policy and creates it again under the same name. Azure refuses the delete while the policy protects a VM (BMSUserErrorPolicyObjectInUse): if it does, change name too. Pulumi then creates the new policy, assigns it to the VMs of the program, and deletes the old one.",
  ];
}

export const warnings = ({ name, timeZone, retention }: Inputs): string[] =>
  [
    isUnknown(name) ? undefined : policyNameWarning(name),
    zoneWarning(timeZone),
    ...(hasUnknown(retention) ? [] : absentDayWarnings(retention)),
  ].filter((warning) => warning !== undefined);

/** A schedule ignores daylight saving time. Any year will do, since zones with daylight saving time have it every year. */
function zoneWarning(timeZone: string): string | undefined {
  const zone = isUnknown(timeZone) ? undefined : windowsZone(timeZone);
  return zone === undefined ? undefined : daylightWarning(zone, shiftsClocks(zone, 2026));
}
