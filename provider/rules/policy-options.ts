/**
 * What a policy's ARM body may say besides its schedule and retention: archive tiering, agentless crash consistency, the
 * names of the restore points' resource group. Sources: "Archive tier support", "Enhanced policy" and "Back up during VM
 * creation" of the Azure Backup documentation.
 */
import { isJsonObject, type JsonObject, objectAt, textAt } from "../core/json.js";
import type { PolicyFault, PolicyTerms } from "./policy-terms.js";
import { numberAt } from "./policy-words.js";
import { restorePointGroupFault } from "./restore-point-group.js";

/** Every rule on options that a policy breaks; empty where there is none. */
export const policyOptionFaults = (properties: JsonObject, terms: PolicyTerms): PolicyFault[] => [
  ...tieringFaults(properties, terms),
  ...consistencyFaults(properties, terms),
  ...groupFaults(properties),
];

const fault = (property: string, reason: string): PolicyFault[] => [{ property, reason }];
const MODES = ["TierRecommended", "TierAfter", "DoNotTier"];
/** A point is archived at three months of age at least, with six months of retention left. */
const LEAST_AGE_MONTHS = 3;
const LEAST_REST_MONTHS = 6;

function tieringFaults(properties: JsonObject, { retention }: PolicyTerms): PolicyFault[] {
  const tiering = objectAt(properties, "tieringPolicy")["ArchivedRP"];
  if (!isJsonObject(tiering)) return [];
  const mode = textAt(tiering, "tieringMode") ?? "";
  if (!MODES.includes(mode)) return fault("tieringPolicy", `has the mode '${mode}': expected ${MODES.join(", ")}.`);
  if (mode === "DoNotTier") return [];
  const months = Math.max(retention.monthly?.count ?? 0, (retention.yearly?.count ?? 0) * 12);
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
  const duration = numberAt(tiering, "duration") ?? 0;
  const after = textAt(tiering, "durationType") === "Years" ? duration * 12 : duration;
  if (after >= LEAST_AGE_MONTHS && after + LEAST_REST_MONTHS <= months) return [];
  return fault(
    "tieringPolicy.duration",
    `is ${duration} ${textAt(tiering, "durationType") ?? ""}: expected ${LEAST_AGE_MONTHS} to ${months - LEAST_REST_MONTHS} months.`,
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
  const details = objectAt(properties, "instantRPDetails");
  const reason = restorePointGroupFault({
    prefix: textAt(details, "azureBackupRGNamePrefix"),
    suffix: textAt(details, "azureBackupRGNameSuffix"),
  });
  return reason === undefined ? [] : fault("instantRPDetails", reason);
}
