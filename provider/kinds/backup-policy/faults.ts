/** What no schema can say of a policy: the rules of Azure Backup, which the service has too. Pure. */

import { policyOptionFaults } from "../../rules/policies/options.js";
import { policyFaults } from "../../rules/policies/rules.js";
import { daylightWarning, shiftsClocks } from "../../rules/policies/schedule.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { windowsZone } from "../../time/zones.js";
import { propertiesOf, termsOf } from "./arm.js";
import type { Inputs } from "./schema.js";

export function faults(declared: Inputs): Failure[] {
  const { policyType, timeZone, schedule, retention, instantRestoreDays } = declared;
  if (!isUnknown(timeZone) && windowsZone(timeZone) === undefined) return [unknownZone(timeZone)];
  if (hasUnknown([policyType, schedule, retention, instantRestoreDays ?? null])) return [];
  // The zone breaks no other rule, so the rest is judged while it is unknown.
  const checked = isUnknown(timeZone) ? { ...declared, timeZone: "UTC" } : declared;
  return [...policyFaults(termsOf(checked)), ...optionFaults(checked)].map(({ property, reason }) => ({
    property: INPUT_OF_ARM_PROPERTY.get(property) ?? property,
    reason,
  }));
}

/** Options are judged as they would be sent; one that is not known yet, or makes no sense by itself, is left out. */
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
      { property: "archive.duration", reason: "is missing: TierAfter archives at an age, three months at least" },
    ];
  }
  if (archive?.mode !== "TierRecommended") return [];
  const extraKeys = (["duration", "durationType"] as const).filter((key) => archive[key] !== undefined);
  const reason = "is given, but archive.mode is TierRecommended, which Azure decides by itself: leave it out";
  return extraKeys.map((key) => ({ property: `archive.${key}`, reason }));
}

/** Where a rule names a part of Azure's body, the property that it comes from. */
const INPUT_OF_ARM_PROPERTY: ReadonlyMap<string, string> = new Map([
  ["tieringPolicy", "archive"],
  ["tieringPolicy.duration", "archive.duration"],
  ["tieringPolicy.durationType", "archive.durationType"],
  ["snapshotConsistencyType", "consistency"],
  ["instantRPDetails", "instantRestoreResourceGroup"],
]);

const unknownZone = (timeZone: string): Failure => ({
  property: "timeZone",
  found: JSON.stringify(timeZone),
  reason:
    'is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
});

/** A policy of the same id never goes back from enhanced to standard. */
export function irreversibleChanges(olds: Partial<Inputs>, news: Inputs): Failure[] {
  if (olds.policyType !== "V2" || news.policyType !== "V1") return [];
  const reason =
    "cannot be changed: an enhanced policy (V2) never becomes a standard one (V1), and no VM goes back to a standard policy. Make another policy under another name, for other VMs";
  return [{ property: "policyType", reason }];
}

/** A schedule does not follow daylight saving. The year is any: zones that shift do so each year. */
export function warnings({ timeZone }: Inputs): string[] {
  const zone = isUnknown(timeZone) ? undefined : windowsZone(timeZone);
  const warning = zone === undefined ? undefined : daylightWarning(timeZone, shiftsClocks(zone, 2026));
  return warning === undefined ? [] : [warning];
}
