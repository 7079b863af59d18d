/**
 * What a policy's ARM body may say besides its schedule and retention: archive tiering, agentless crash consistency, the
 * names of the restore points' resource group. Sources: "Archive tier support", "Enhanced policy" and "Back up during VM
 * creation" of the Azure Backup documentation.
 */
import type { JsonObject } from "../../core/json.js";
import type { PolicyFault, PolicyRetention, PolicyTerms } from "./policy-terms.js";
import { foundFaults, givenNumber, givenObject, givenText } from "./policy-words.js";
import { restorePointGroupFault } from "./restore-point-group.js";

/** Every rule on options that a policy breaks; empty where there is none. */
export const policyOptionFaults = (properties: JsonObject, terms: PolicyTerms): PolicyFault[] => [
  ...foundFaults(() => tieringFaults(properties, terms)),
  ...consistencyFaults(properties, terms),
  ...foundFaults(() => groupFaults(properties)),
];

const fault = (property: string, reason: string): PolicyFault[] => [{ property, reason }];
const MODES = ["TierRecommended", "TierAfter", "DoNotTier"];
/** A point is archived at three months of age at least, with six months of retention left. */
const LEAST_AGE_MONTHS = 3;
const LEAST_REST_MONTHS = 6;
/** A month of days is one of thirty, as Azure PowerShell counts them. */
const DAYS_OF_MONTH = 30;
/** Days of each unit that Microsoft's schema has (TieringPolicy, durationType). */
const DAYS_OF: ReadonlyMap<string, number> = new Map([
  ["Days", 1],
  ["Weeks", 7],
  ["Months", DAYS_OF_MONTH],
  ["Years", 12 * DAYS_OF_MONTH],
]);

const longestMonths = ({ monthly, yearly }: PolicyRetention): number =>
  Math.max(monthly?.count ?? 0, (yearly?.count ?? 0) * 12);

function tieringFaults(properties: JsonObject, { retention }: PolicyTerms): PolicyFault[] {
  const policy = givenObject({ value: properties["tieringPolicy"], property: "tieringPolicy" });
  const tiering = givenObject({ value: policy?.["ArchivedRP"], property: "tieringPolicy" });
  if (tiering === undefined) return [];
  const mode = givenText({ value: tiering["tieringMode"], property: "tieringPolicy" }) ?? "";
  if (!MODES.includes(mode)) return fault("tieringPolicy", `has the mode '${mode}': expected ${MODES.join(", ")}.`);
  if (mode === "DoNotTier") return [];
  const months = longestMonths(retention);
  const least = LEAST_AGE_MONTHS + LEAST_REST_MONTHS;
  if (months < least) {
    return fault(
      "tieringPolicy",
      `is ${mode}: expected monthly retention of ${least} months or more, or a yearly one.`,
    );
  }
  return mode === "TierAfter" ? tierAfterFaults(tiering, months) : [];
}

function tierAfterFaults(tiering: JsonObject, months: number): PolicyFault[] {
  const duration = givenNumber({ value: tiering["duration"], property: "tieringPolicy.duration" }) ?? 0;
  const unit = givenText({ value: tiering["durationType"], property: "tieringPolicy.durationType" }) ?? "";
  const daysOfUnit = DAYS_OF.get(unit);
  if (daysOfUnit === undefined) {
    return fault("tieringPolicy.durationType", `is '${unit}': expected ${[...DAYS_OF.keys()].join(", ")}.`);
  }
  const afterDays = duration * daysOfUnit;
  const isOldEnough = afterDays >= LEAST_AGE_MONTHS * DAYS_OF_MONTH;
  const isKeptEnough = afterDays + LEAST_REST_MONTHS * DAYS_OF_MONTH <= months * DAYS_OF_MONTH;
  if (Number.isInteger(duration) && isOldEnough && isKeptEnough) return [];
  return fault(
    "tieringPolicy.duration",
    `is ${duration} ${unit}: expected ${LEAST_AGE_MONTHS} to ${months - LEAST_REST_MONTHS} months (a month of days has 30).`,
  );
}

function consistencyFaults(properties: JsonObject, { policyType }: PolicyTerms): PolicyFault[] {
  const wanted = properties["snapshotConsistencyType"];
  if (wanted === undefined || wanted === null || wanted === "") return [];
  if (wanted !== "OnlyCrashConsistent") {
    return fault("snapshotConsistencyType", `is ${JSON.stringify(wanted)}: expected OnlyCrashConsistent or nothing.`);
  }
  if (policyType === "V2") return [];
  return fault("snapshotConsistencyType", "is OnlyCrashConsistent: expected an enhanced policy (V2) with it.");
}

function groupFaults(properties: JsonObject): PolicyFault[] {
  const property = "instantRPDetails";
  const details = givenObject({ value: properties[property], property }) ?? {};
  const reason = restorePointGroupFault({
    prefix: givenText({ value: details["azureBackupRGNamePrefix"], property }),
    suffix: givenText({ value: details["azureBackupRGNameSuffix"], property }),
  });
  return reason === undefined ? [] : fault(property, reason);
}
