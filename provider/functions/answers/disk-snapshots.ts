/** The snapshots of a disk or of a resource group, with incremental ones as chains. */
import { idKey, sameId, subscriptionScopeOf } from "../../arm/resource-id.js";
import { isNotFound } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { completionPercentOf } from "../../rules/disks/terms.js";
import type { Failure } from "../../schema/failures.js";
import { armId, type Static, Type } from "../../schema/vocabulary.js";
import { closed, groupId } from "./arguments.js";
import { missing } from "./found.js";
import { isoTime } from "./item-facts.js";
import { question } from "./question.js";
import { maybe, text } from "./results.js";

const snapshot = Type.Object(
  {
    id: text("Its ARM id."),
    name: text("Its name."),
    location: text("Its region."),
    source: maybe(text("The ARM id of the disk or snapshot that it was created from; undefined for an imported VHD.")),
    time: maybe(text("When it was taken: ISO 8601, UTC; undefined while the snapshot is being created.")),
    diskSizeGb: maybe(Type.Integer({ description: "The size of the disk, in GiB." })),
    completionPercent: Type.Number({ description: "The progress of a background copy in percent: 0 to 100." }),
    provisioningState: text("`Succeeded`, or the running operation."),
  },
  { typeName: "DiskSnapshotFacts", description: "A snapshot in its current state." },
);

const chain = Type.Object(
  {
    source: text("The ARM id of the disk, or of the snapshot in another region that they were copied from."),
    familyId: maybe(text("Azure's id of the chain; undefined if Azure does not report it.")),
    snapshots: Type.Array(snapshot, { description: "Oldest first." }),
  },
  {
    typeName: "SnapshotChain",
    description:
      "Incremental snapshots of one disk. Each contains the changes since the previous one; any of them can be deleted.",
  },
);

const result = Type.Object(
  {
    chains: Type.Array(chain, { description: "The incremental ones, a chain for each source disk." }),
    full: Type.Array(snapshot, { description: "The full ones, oldest first. Each is independent of the others." }),
  },
  { typeName: "GetDiskSnapshotsResult", description: "The snapshots that were found." },
);

type SnapshotChain = Static<typeof chain>;
type DiskSnapshotFacts = Static<typeof snapshot>;

const args = Type.Object(
  {
    resourceGroup: Type.Optional(groupId("The resource group: its ARM id. Default: the subscription of the disk.")),
    disk: Type.Optional(
      armId("Microsoft.Compute/disks", { description: "The disk: its ARM id. It may no longer exist." }),
    ),
  },
  {
    ...closed,
    description: "A disk, a resource group, or both: the snapshots of the disk, in the group.",
  },
);

interface Args {
  readonly resourceGroup?: string;
  readonly disk?: string;
}

function faults({ resourceGroup, disk }: Args): Failure[] {
  if (resourceGroup !== undefined || disk !== undefined) return [];
  return [{ property: "disk", reason: "is missing: expected a disk, a resourceGroup, or both" }];
}

export const diskSnapshots = question({
  name: "getDiskSnapshots",
  args,
  result,
  faults,
  answer: async (engine, { resourceGroup, disk }): Promise<Static<typeof result>> => {
    // Incremental snapshots are in the subscription of their disk, in any group; the disk may no longer exist.
    const scope = resourceGroup ?? subscriptionScopeOf(disk ?? "");
    const found = (await snapshotsIn(engine, scope)).filter((snapshot) => isOf(disk, snapshot)).sort(byTime);
    const isIncremental = (snapshot: JsonObject) => objectAt(snapshot, "properties")["incremental"] === true;
    return {
      chains: chainsOf(found.filter(isIncremental)),
      full: found.filter((snapshot) => !isIncremental(snapshot)).map(snapshotFacts),
    };
  },
});

async function snapshotsIn(engine: BackupEngine, scope: string): Promise<JsonObject[]> {
  try {
    return await engine.snapshots.list(scope);
  } catch (error) {
    throw isNotFound(error) ? missing(engine, scope) : error;
  }
}

const sourceOf = (snapshot: JsonObject) => textAt(snapshot, "properties", "creationData", "sourceResourceId");

const isOf = (disk: string | undefined, snapshot: JsonObject): boolean =>
  disk === undefined || sameId(sourceOf(snapshot) ?? "", disk);

const timeOf = (snapshot: JsonObject) => isoTime(textAt(snapshot, "properties", "timeCreated"));

/** A snapshot in creation has no time yet and is the newest. */
const byTime = (left: JsonObject, right: JsonObject): number =>
  (timeOf(left) ?? "9999").localeCompare(timeOf(right) ?? "9999");

function chainsOf(snapshots: readonly JsonObject[]): SnapshotChain[] {
  const chains = Map.groupBy(snapshots, (snapshot) => familyOf(snapshot) ?? idKey(sourceOf(snapshot) ?? ""));
  return [...chains.values()].map((chain) => ({
    source: chain.map(sourceOf).find((source) => source !== undefined) ?? "",
    familyId: chain.map(familyOf).find((family) => family !== undefined),
    snapshots: chain.map(snapshotFacts),
  }));
}

const familyOf = (snapshot: JsonObject) => textAt(snapshot, "properties", "incrementalSnapshotFamilyId");

function snapshotFacts(snapshot: JsonObject): DiskSnapshotFacts {
  const properties = objectAt(snapshot, "properties");
  const size = properties["diskSizeGB"];
  return {
    id: textAt(snapshot, "id") ?? "",
    name: textAt(snapshot, "name") ?? "",
    location: textAt(snapshot, "location") ?? "",
    source: sourceOf(snapshot),
    time: timeOf(snapshot),
    diskSizeGb: typeof size === "number" ? size : undefined,
    completionPercent: completionPercentOf(properties),
    provisioningState: textAt(properties, "provisioningState") ?? "",
  };
}
