/** The recovery points of a protected VM. Source: Recovery Points - List of Azure Backup's REST API. */
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { pointOutputs } from "../../kinds/protected-vm/points.js";
import { Type } from "../../schema/vocabulary.js";
import { closed, isWithin, itemId, referenceFaults, span, spanFaults, vaultId, vmId } from "./arguments.js";
import { requireItem, requireItemById } from "./found.js";
import { isoTime } from "./item-facts.js";
import { question } from "./question.js";

/** A recovery point in its current state. */
export interface RecoveryPointFacts {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in Azure, a number; the numbers are not in order of time. */
  readonly name: string;
  /** When it was taken: ISO 8601, UTC. */
  readonly time: string;
  /** Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), in both (`SnapshotAndVault`), or in the archive (`Archive`); `None` if Azure reports none of them. */
  readonly tier: "Snapshot" | "SnapshotAndVault" | "Vault" | "Archive" | "None";
  /** `AppConsistent`, `FileSystemConsistent` or `CrashConsistent`. */
  readonly consistency: string;
  /** When it expires: ISO 8601, UTC; undefined if Azure does not report it. */
  readonly expiresAt: string | undefined;
  /** The rule that keeps it, such as `Daily` or `On-Demand`; undefined if Azure does not report it. */
  readonly rule: string | undefined;
}

const args = Type.Object(
  { id: Type.Optional(itemId), vault: Type.Optional(vaultId), vm: Type.Optional(vmId), ...span },
  closed,
);

export const recoveryPoints = question({
  name: "getRecoveryPoints",
  args,
  faults: (values) => [...referenceFaults(values, "vault", "vm"), ...spanFaults(values)],
  answer: async (engine, { id, vault = "", vm = "", ...period }): Promise<RecoveryPointFacts[]> => {
    const item = id === undefined ? await requireItem(engine, vault, vm) : await requireItemById(engine, id);
    const points = await engine.recoveryPoints.list(textAt(item, "id") ?? "");
    return points
      .map(pointFacts)
      .filter(({ time }) => isWithin(period, time))
      .sort((left, right) => right.time.localeCompare(left.time));
  },
});

function pointFacts(point: JsonObject): RecoveryPointFacts {
  const outputs = pointOutputs(point) ?? {};
  const details = objectAt(point, "properties", "recoveryPointProperties");
  return {
    id: textAt(point, "id") ?? "",
    name: textAt(point, "name") ?? "",
    time: isoTime(textAt(outputs, "time")) ?? "",
    tier: isArchived(point) ? "Archive" : ((textAt(outputs, "tier") ?? "None") as RecoveryPointFacts["tier"]),
    consistency: textAt(outputs, "consistency") ?? "",
    expiresAt: isoTime(textAt(details, "expiryTime")),
    rule: textAt(details, "ruleName"),
  };
}

/** An archived point is only in the archive, also while it is rehydrated. */
const isArchived = (point: JsonObject): boolean =>
  listAt(point, "properties", "recoveryPointTierDetails")
    .filter(isJsonObject)
    .some(({ type, status }) => type === "ArchivedRP" && (status === "Valid" || status === "Rehydrated"));
