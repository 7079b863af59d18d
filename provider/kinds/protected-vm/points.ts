/** Converts a recovery point to outputs. */
import { isJsonObject, type JsonObject, listAt, textAt } from "../../core/json.js";

/** The output for a recovery point; undefined without one. */
export function pointOutputs(point: JsonObject | undefined): JsonObject | undefined {
  if (point === undefined) return undefined;
  return {
    id: textAt(point, "id") ?? "",
    time: textAt(point, "properties", "recoveryPointTime") ?? "",
    tier: tierOf(point),
    consistency: textAt(point, "properties", "recoveryPointType") ?? "",
  };
}

/** Azure names tiers by their valid details: InstantRP is the snapshot, HardenedRP the copy in the vault. */
function tierOf(point: JsonObject): string {
  const valid = new Set(
    listAt(point, "properties", "recoveryPointTierDetails")
      .filter(isJsonObject)
      .filter((detail) => detail["status"] === "Valid")
      .map((detail) => detail["type"]),
  );
  if (valid.has("InstantRP")) return valid.has("HardenedRP") ? "SnapshotAndVault" : "Snapshot";
  return valid.has("HardenedRP") ? "Vault" : "None";
}
