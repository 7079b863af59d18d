/**
 * The kind `DiskSnapshot`. Its source is used only when the snapshot is taken. Later changes are a PATCH, so a snapshot can be
 * changed, read and deleted after its disk was deleted or replaced.
 */
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { completionPercentOf, createOptionOf, snapshotTermFaults, snapshotWarnings } from "../../rules/disks/terms.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Known } from "../caller.js";
import { holdsDeclared } from "../comparison.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { type CreateOption, fromArm, outputsOf, toArm, toPatch } from "./arm.js";
import { irreversibleFaults } from "./irreversible-changes.js";
import { type Inputs, inputs, outputs } from "./schema.js";
import { copySource, termsOf } from "./terms.js";

function armId({ resourceGroup, name }: Partial<Inputs>): string | undefined {
  if (resourceGroup === undefined || name === undefined || isUnknown(resourceGroup) || isUnknown(name))
    return undefined;
  return `${resourceGroup}/providers/Microsoft.Compute/snapshots/${name}`;
}

const faults = (declared: Inputs, known: Known): Failure[] => [
  ...sourceFaults(declared),
  ...snapshotTermFaults(termsOf(declared, known)),
];

function sourceFaults({ source }: Inputs): Failure[] {
  const named = isUnknown(source) ? ["one"] : Object.keys(source);
  if (named.length === 1) return [];
  const found = named.length === 0 ? "is empty" : `has ${named.join(" and ")}`;
  return [{ property: "source", reason: `${found}: expected exactly one of disk, snapshot, blob` }];
}

/** A copy within a region and one between regions have the same schema. */
const bodies = (declared: Inputs): ArmBody[] =>
  isUnknown(declared.source)
    ? []
    : [
        {
          type: "Microsoft.Compute/snapshots",
          body: toArm(declared, declared.source.blob === undefined ? "Copy" : "Import"),
        },
      ];

const warnings = (declared: Inputs, known: Known): readonly string[] =>
  snapshotWarnings(termsOf(declared, known), (declared.triggers ?? []).length > 0);

function handler(engine: BackupEngine): Handler<Inputs> {
  const change = async (id: string, declared: Inputs, previous: Partial<Inputs>) => {
    await complete(engine, id, await engine.snapshots.patch(id, toPatch(declared, previous)));
  };
  return {
    create: async (id, declared) => {
      const live = await engine.snapshots.find(id);
      if (live === undefined) {
        const body = toArm(declared, await createOptionFor(engine, declared));
        await complete(engine, id, await engine.snapshots.put(id, body));
        return;
      }
      requireSameSnapshot(id, live, declared);
      await change(id, declared, {});
    },
    update: change,
    read: async (id, declared) => {
      const snapshot = await engine.snapshots.find(id);
      if (snapshot === undefined) return undefined;
      return { inputs: fromArm(snapshot, declared), outputs: () => Promise.resolve(outputsOf(snapshot)) };
    },
    delete: (id) => deleteClosed(engine, id),
  };
}

/** Waits for a copy in the background. */
async function complete(engine: BackupEngine, id: string, snapshot: JsonObject): Promise<void> {
  if (completionPercentOf(objectAt(snapshot, "properties")) < 100) await engine.snapshots.copied(id);
}

/** Reads the source, whose region and SKU determine how it can be copied. Throws `NotFound` or `Refused`. */
async function createOptionFor(engine: BackupEngine, declared: Inputs): Promise<CreateOption> {
  const { disk, snapshot } = declared.source;
  const id = disk ?? snapshot;
  if (id === undefined) return "Import";
  const kind = disk === undefined ? "snapshot" : "disk";
  const live = await engine.snapshots.findSource(id);
  if (live === undefined) {
    throw new BackupError(
      "NotFound",
      `The ${kind} ${id} does not exist, so no snapshot can be taken of it. Create it first, or correct the id.`,
    );
  }
  const known = { [kind]: live };
  const [fault] = snapshotTermFaults(termsOf(declared, known));
  if (fault === undefined) return createOptionOf(copySource(kind, id, live), declared.location);
  throw new BackupError("Refused", `Cannot take a snapshot of ${id}: ${fault.property} ${fault.reason}.`);
}

const FIXED = [
  "location",
  "source",
  "incremental",
  "instantAccessDurationMinutes",
  "hyperVGeneration",
  "edgeZone",
] as const;

/** Throws `Refused` if an existing snapshot to be adopted differs in a property that Azure cannot change. */
function requireSameSnapshot(id: string, live: JsonObject, declared: Inputs): void {
  const liveInputs = fromArm(live, declared);
  const differing = FIXED.filter(
    (key) => declared[key] !== undefined && !holdsDeclared(inputs.properties[key], declared[key], liveInputs[key]),
  );
  if (differing.length === 0) return;
  const found = differing.map(
    (key) => `${key} is ${JSON.stringify(liveInputs[key])}, not ${JSON.stringify(declared[key])}`,
  );
  throw new BackupError(
    "Refused",
    `The snapshot ${id} already exists and differs: ${found.join("; ")}. Azure cannot change these properties: declare the existing values, or give the new snapshot another name.`,
  );
}

async function deleteClosed(engine: BackupEngine, id: string): Promise<void> {
  try {
    await engine.snapshots.delete(id);
  } catch (error) {
    throw (await isOpen(engine, id)) ? openForReading(id, error) : error;
  }
}

async function isOpen(engine: BackupEngine, id: string): Promise<boolean> {
  try {
    const live = await engine.snapshots.find(id);
    return textAt(live, "properties", "diskState")?.startsWith("ActiveSAS") === true;
  } catch {
    // The error of the delete is more useful than that of this read.
    return false;
  }
}

const openForReading = (id: string, cause: unknown): BackupError =>
  new BackupError(
    "Conflict",
    `Cannot delete the snapshot ${id} because it has an active shared access signature. Revoke it with "az snapshot revoke-access --ids ${id}" (endGetAccess) or wait until it expires, then run again.`,
    { cause },
  );

export const diskSnapshot: Kind<Inputs> = {
  name: "DiskSnapshot",
  description: "A snapshot of a managed disk: taken of the disk, copied from another snapshot, or imported from a VHD.",
  armType: "Microsoft.Compute/snapshots",
  inputs,
  outputs,
  armId,
  idInputs: ["resourceGroup", "name"],
  faults,
  irreversibleChanges: irreversibleFaults,
  bodies,
  warnings,
  handler,
};
