/** The recovery points of a protected VM. Source: Recovery Points - List of Azure Backup's REST API. */
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { pointOutputs } from "../../kinds/protected-vm/points.js";
import { oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { closed, isWithin, itemId, referenceFaults, span, spanFaults, vaultId, vmId } from "./arguments.js";
import { requireItem, requireItemById } from "./found.js";
import { isoTime } from "./item-facts.js";
import { question } from "./question.js";
import { maybe, text } from "./results.js";

const point = Type.Object(
  {
    id: text("Its ARM id."),
    name: text("Its name in Azure, a number; the numbers are not in order of time."),
    time: text("When it was taken: ISO 8601, UTC."),
    tier: oneOf(["Snapshot", "SnapshotAndVault", "Vault", "Archive", "None"], {
      description:
        "Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), in both (`SnapshotAndVault`), or in the archive (`Archive`); `None` if Azure reports none of them.",
    }),
    consistency: text("`AppConsistent`, `FileSystemConsistent` or `CrashConsistent`."),
    expiresAt: maybe(text("When it expires: ISO 8601, UTC; undefined if Azure does not report it.")),
    rule: maybe(text("The rule that keeps it, such as `Daily` or `On-Demand`; undefined if Azure does not report it.")),
  },
  { typeName: "RecoveryPointFacts", description: "A recovery point in its current state." },
);

type RecoveryPointFacts = Static<typeof point>;

const args = Type.Object(
  {
    id: Type.Optional(itemId()),
    vault: Type.Optional(vaultId("The vault: its ARM id; together with `vm`.")),
    vm: Type.Optional(vmId("The VM: its ARM id; together with `vault`.")),
    ...span("Only recovery points that were taken"),
  },
  { ...closed, description: "Which protected VM: its id, or its vault and VM; and a period of time." },
);

export const recoveryPoints = question({
  name: "getRecoveryPoints",
  args,
  result: Type.Array(point, { description: "The recovery points, newest first." }),
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
