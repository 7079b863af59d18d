/**
 * Changes that a vault does not take back. Source: "Immutable vault", "Cross Region Restore" and "Cross subscription
 * restore" of the Azure Backup documentation; the texts are ours, since no recording shows a refusal.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import { refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { isAssigned } from "./vault.js";

/** Throws where a write would take back what stays for good. */
export function requireVaultChange(old: Document | undefined, body: JsonObject): void {
  requireImmutability(textAt(old?.body, ...IMMUTABILITY), textAt(body, ...IMMUTABILITY));
  requireRedundancy(old, body);
  const restore = textAt(old?.body, ...CROSS_SUBSCRIPTION);
  if (restore !== "PermanentlyDisabled" || textAt(body, ...CROSS_SUBSCRIPTION) === restore) return;
  throw refusal(
    400,
    "CrossSubscriptionRestorePermanentlyDisabled",
    "Cross subscription restore is permanently disabled for this vault and cannot be changed any more.",
  );
}

const IMMUTABILITY = ["properties", "securitySettings", "immutabilitySettings", "state"] as const;
const CROSS_SUBSCRIPTION = [
  "properties",
  "restoreSettings",
  "crossSubscriptionRestoreSettings",
  "crossSubscriptionRestoreState",
] as const;
const REDUNDANCY = ["properties", "redundancySettings", "standardTierStorageRedundancy"] as const;
const CROSS_REGION = ["properties", "redundancySettings", "crossRegionRestore"] as const;

function requireImmutability(before: string | undefined, after: string | undefined): void {
  if (before === "Locked" && after !== "Locked") {
    throw refusal(400, "VaultImmutabilityLocked", "The vault's immutability is locked and cannot be changed any more.");
  }
  if (after !== "Locked" || before === "Unlocked" || before === "Locked") return;
  throw refusal(
    400,
    "InvalidImmutabilityState",
    `The vault's immutability is ${before ?? "Disabled"}; it can be locked only after it was Unlocked.`,
  );
}

function requireRedundancy(old: Document | undefined, body: JsonObject): void {
  const before = textAt(old?.body, ...REDUNDANCY);
  const after = textAt(body, ...REDUNDANCY);
  if (old !== undefined && isAssigned(old) && before !== after) {
    throw refusal(
      400,
      "BMSUserErrorVaultStorageTypeChangeNotAllowed",
      `The vault's redundancy is ${before} and items are protected in it: redundancy cannot be changed any more.`,
    );
  }
  if (textAt(body, ...CROSS_REGION) !== "Enabled" || after === "GeoRedundant") return;
  throw refusal(
    400,
    "CrossRegionRestoreNeedsGeoRedundancy",
    `Cross region restore needs a vault that is GeoRedundant; this one is ${after}.`,
  );
}
