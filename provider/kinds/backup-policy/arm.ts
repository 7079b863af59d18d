/** A backup policy in Azure's words and in ours. Pure. */
import { nameOf, parentOf } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import { defaultInstantRestoreDays } from "../../rules/policies/options.js";
import type { MonthDays, PolicyTerms } from "../../rules/policies/terms.js";
import { policyOfTerms, termsOfPolicy } from "../../rules/policies/wire.js";
import { windowsZone } from "../../time/zones.js";
import type { Inputs } from "./schema.js";

/** Azure reads the time of day alone; one date for all keeps the body of the same policy the same. */
const ANY_DATE = new Date("2024-01-01T00:00:00Z");

/** The policy in plain terms, its zone by the Windows name that Azure wants. */
export const termsOf = (declared: Inputs): PolicyTerms => ({
  policyType: declared.policyType,
  timeZone: windowsZone(declared.timeZone) ?? declared.timeZone,
  schedule: declared.schedule,
  retention: declared.retention,
  instantRestoreDays: declared.instantRestoreDays ?? defaultInstantRestoreDays(declared.schedule, declared.policyType),
});

/** The properties of the PUT. A PUT replaces the policy: what is not sent is Azure's default again. */
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

/** What Azure has, in the words of the inputs; a policy of something else than VMs has no terms. */
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

/** Terms in the words that the program has for the same. */
const termsAsDeclared = (live: PolicyTerms, { timeZone, retention }: Partial<Inputs>): PolicyTerms => ({
  ...live,
  timeZone: sameZone(timeZone, live.timeZone),
  retention: {
    ...live.retention,
    ...(live.retention.monthly && { monthly: sameDays(live.retention.monthly, retention?.monthly) }),
    ...(live.retention.yearly && { yearly: sameDays(live.retention.yearly, retention?.yearly) }),
  },
});

/** `lastDay: false` says nothing to Azure, and is no difference. */
const sameDays = <T extends MonthDays>(live: T, declared: MonthDays | undefined): T =>
  declared?.lastDay === false && live.lastDay === undefined ? { ...live, lastDay: false } : live;

/** A zone that was declared by its IANA name comes back by its Windows name and is the same. */
const sameZone = (declared: string | undefined, live: string): string =>
  declared !== undefined && windowsZone(declared) === live ? declared : live;

/** The unit is told where it was declared, or is another than the one that stands for it. */
function archiveFromArm(live: JsonObject, declared: Inputs["archive"]): JsonObject | undefined {
  const mode = textAt(live, "tieringMode") ?? "DoNotTier";
  if (mode === "DoNotTier" || mode === "Invalid") return undefined;
  if (mode !== "TierAfter") return { mode };
  const unit = live["durationType"];
  const isImplied = declared?.durationType === undefined && unit === "Months";
  return { mode, duration: live["duration"], ...(isImplied ? {} : { durationType: unit }) };
}
