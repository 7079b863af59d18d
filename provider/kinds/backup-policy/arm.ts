/** Converts a backup policy between inputs and ARM. Pure. */
import { nameOf, parentOf } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import { defaultInstantRestoreDays } from "../../rules/policies/options.js";
import type { MonthDays, PolicyTerms } from "../../rules/policies/terms.js";
import { policyOfTerms, termsOfPolicy } from "../../rules/policies/wire.js";
import { windowsZone } from "../../time/zones.js";
import type { Inputs } from "./schema.js";

/** Azure ignores the date. A constant date makes the body of equal policies equal. */
const ANY_DATE = new Date("2024-01-01T00:00:00Z");

/** The terms of the policy. Azure requires the Windows name of the time zone. */
export const termsOf = (declared: Inputs): PolicyTerms => ({
  policyType: declared.policyType,
  timeZone: windowsZone(declared.timeZone) ?? declared.timeZone,
  schedule: declared.schedule,
  retention: declared.retention,
  instantRestoreDays: declared.instantRestoreDays ?? defaultInstantRestoreDays(declared.schedule, declared.policyType),
});

/** The properties of the PUT. A PUT replaces the policy: omitted properties get Azure's defaults. */
export const propertiesOf = (declared: Inputs): JsonObject =>
  withoutUndefined({
    ...policyOfTerms(termsOf(declared), ANY_DATE),
    snapshotConsistencyType: declared.consistency,
    tieringPolicy: { ArchivedRP: archiveToArm(declared.archive) },
    instantRPDetails: {
      azureBackupRGNamePrefix: declared.instantRestoreResourceGroup?.prefix,
      azureBackupRGNameSuffix: declared.instantRestoreResourceGroup?.suffix,
    },
    resourceGuardOperationRequests: declared.resourceGuardRequests,
  });

/** The body of the PUT. */
export const toArm = (declared: Inputs): JsonObject => ({ properties: propertiesOf(declared) });

function archiveToArm(archive: Inputs["archive"]): JsonObject {
  if (archive === undefined) return { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" };
  const { mode, duration, durationType } = archive;
  if (mode === "TierRecommended") return { tieringMode: mode, duration: 0, durationType: "Invalid" };
  return withoutUndefined({ tieringMode: mode, duration, durationType: durationType ?? "Months" });
}

/** The live policy as inputs. A policy for other workloads than VMs has no terms. */
export function fromArm(policy: JsonObject, declared: Partial<Inputs>): JsonObject {
  const id = textAt(policy, "id") ?? "";
  const properties = objectAt(policy, "properties");
  const terms = termsOfPolicy(properties)?.terms;
  const group = objectAt(properties, "instantRPDetails");
  const prefix = textAt(group, "azureBackupRGNamePrefix") ?? "";
  const suffix = textAt(group, "azureBackupRGNameSuffix") ?? "";
  return withoutUndefined({
    ...(terms === undefined ? {} : termsAsDeclared(terms, declared)),
    consistency: textAt(properties, "snapshotConsistencyType") || undefined,
    archive: archiveFromArm(objectAt(properties, "tieringPolicy", "ArchivedRP"), declared.archive),
    instantRestoreResourceGroup: prefix === "" ? undefined : { prefix, ...(suffix === "" ? {} : { suffix }) },
    vault: parentOf(id),
    name: textAt(policy, "name") ?? nameOf(id),
  });
}

/** The live terms with the spelling of equal declared values. */
const termsAsDeclared = (live: PolicyTerms, { timeZone, retention }: Partial<Inputs>): PolicyTerms => ({
  ...live,
  timeZone: sameZone(timeZone, live.timeZone),
  retention: {
    ...live.retention,
    ...(live.retention.monthly && { monthly: sameDays(live.retention.monthly, retention?.monthly) }),
    ...(live.retention.yearly && { yearly: sameDays(live.retention.yearly, retention?.yearly) }),
  },
});

/** `lastDay: false` is not sent to Azure, so it is not drift. */
const sameDays = <T extends MonthDays>(live: T, declared: MonthDays | undefined): T =>
  declared?.lastDay === false && live.lastDay === undefined ? { ...live, lastDay: false } : live;

/** Azure returns a time zone that was declared by its IANA name by its Windows name. */
const sameZone = (declared: string | undefined, live: string): string =>
  declared !== undefined && windowsZone(declared) === live ? declared : live;

/** Includes the unit only if it is declared or is not the default. */
function archiveFromArm(live: JsonObject, declared: Inputs["archive"]): JsonObject | undefined {
  const mode = textAt(live, "tieringMode") ?? "DoNotTier";
  if (mode === "DoNotTier" || mode === "Invalid") return undefined;
  if (mode !== "TierAfter") return { mode };
  const unit = live["durationType"];
  const isImplied = declared?.durationType === undefined && unit === "Months";
  return { mode, duration: live["duration"], ...(isImplied ? {} : { durationType: unit }) };
}
