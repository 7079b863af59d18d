/**
 * Which snapshots of disks Azure accepts. Sources: "Create a snapshot of a virtual hard disk" and "Incremental snapshots" of the
 * Azure documentation; the regions are those of "Azure regions with availability zones". The codes are Compute's own style;
 * no recording shows these refusals.
 */
import type { Json } from "../../core/json.js";
import { MINUTE_MS } from "../../time/durations.js";
import { enumFault, firstFault, type RuleFault, refused } from "../shared/fault.js";
import { hasZones } from "../shared/regions.js";

export interface SnapshotFacts {
  readonly location: string;
  /** Such as `Standard_LRS`. */
  readonly sku: string;
  readonly isIncremental: boolean;
  readonly subscription: string;
  /** `Copy`, `CopyStart` and the like. */
  readonly createOption: string;
  /** The disk or snapshot that it is taken of. */
  readonly source?: SnapshotSource;
  /** The number of running background copies to incremental snapshots in the subscription. */
  readonly pendingCopies: number;
  /** `creationData.instantAccessDurationMinutes` as requested. */
  readonly instantAccessMinutes?: Json | undefined;
  readonly now: Date;
}

export interface SnapshotSource {
  readonly subscription: string;
  readonly sku: string;
  readonly isSnapshot: boolean;
  /** Whether the source is an incremental snapshot. */
  readonly isIncremental: boolean;
  /** When its existing incremental snapshots were taken. */
  readonly incrementalTimes: readonly Date[];
  /** The number of them that are still being copied in the background. */
  readonly pendingCopies: number;
}

const SKUS = ["Standard_LRS", "Standard_ZRS", "Premium_LRS"];
/** Refuses an invalid snapshot. */
export function snapshotFault(facts: SnapshotFacts): RuleFault | undefined {
  return firstFault(
    () => snapshotSkuFault(facts),
    () => subscriptionFault(facts),
    () => copyStartFault(facts),
    () => fullFault(facts),
    () => instantAccessFault(facts),
    () => incrementalFault(facts),
    () => pendingFault(facts),
  );
}

/** Refuses storage that a snapshot cannot have. */
export function snapshotSkuFault({
  sku,
  location,
  isIncremental,
}: Pick<SnapshotFacts, "sku" | "location" | "isIncremental">): RuleFault | undefined {
  const invalid = enumFault("sku.name", sku, SKUS);
  if (invalid !== undefined) return invalid;
  if (sku === "Standard_ZRS" && hasZones(location) === false) {
    return refused(
      "SkuNotAvailable",
      `Standard_ZRS is not available in ${location}: expected a region with availability zones, or Standard_LRS.`,
    );
  }
  if (!isIncremental || sku !== "Premium_LRS") return undefined;
  return refused(
    "InvalidParameter",
    "An incremental snapshot needs standard storage: expected sku.name Standard_LRS or Standard_ZRS.",
  );
}

function subscriptionFault({ isIncremental, subscription, source }: SnapshotFacts): RuleFault | undefined {
  if (!isIncremental || source === undefined) return undefined;
  if (source.subscription.toLowerCase() === subscription.toLowerCase()) return undefined;
  return refused(
    "InvalidParameter",
    `The source is in subscription ${source.subscription}: an incremental snapshot must be in the same subscription.`,
  );
}

/** CopyStart copies an incremental snapshot to another region. The beginnings of the texts are Azure's: Azure/azure-cli 22370. */
function copyStartFault({ createOption, isIncremental, source }: SnapshotFacts): RuleFault | undefined {
  if (createOption !== "CopyStart") return undefined;
  if (!isIncremental) {
    return refused("InvalidParameter", "CopyStart is not supported for full snapshots: set incremental to true.");
  }
  if (source?.isSnapshot === true && source.isIncremental) return undefined;
  return refused(
    "InvalidParameter",
    "Entity not of expected type: creationData.sourceResourceId must be an incremental snapshot for CopyStart.",
  );
}

/** Whether snapshots of a disk of this sku are copied in the background, and only incremental ones are taken. */
export const isCopiedInBackground = (diskSku: string): boolean => /^(UltraSSD|PremiumV2)_/i.test(diskSku);

/** Whether a full snapshot is requested of a disk that supports only incremental ones. */
export const needsIncremental = (diskSku: string, isIncremental: boolean): boolean =>
  !isIncremental && isCopiedInBackground(diskSku);

function fullFault({ isIncremental, source }: SnapshotFacts): RuleFault | undefined {
  if (source === undefined || source.isSnapshot || !needsIncremental(source.sku, isIncremental)) return undefined;
  return refused(
    "OperationNotAllowed",
    `The disk has the SKU ${source.sku}, which supports only incremental snapshots: set incremental to true.`,
    409,
  );
}

/** Source: `az snapshot create --help`, `--instant-access-duration-minutes`. */
export const INSTANT_ACCESS_MINUTES = { least: 60, most: 300 } as const;

/** Instant access is for disks whose snapshots are copied in the background. The texts are not Azure's. */
function instantAccessFault({ instantAccessMinutes: found, source }: SnapshotFacts): RuleFault | undefined {
  if (found === undefined || found === null) return undefined;
  const { least, most } = INSTANT_ACCESS_MINUTES;
  const name = "creationData.instantAccessDurationMinutes";
  if (typeof found !== "number" || !Number.isInteger(found) || found < least || found > most) {
    return refused("InvalidParameter", `${name} is ${JSON.stringify(found)}: expected ${least} to ${most} minutes.`);
  }
  if (source !== undefined && !source.isSnapshot && isCopiedInBackground(source.sku)) return undefined;
  const what =
    source === undefined || source.isSnapshot ? "the source is not a disk" : `the disk has the SKU ${source.sku}`;
  return refused(
    "InvalidParameter",
    `${name} is set, but ${what}: expected a disk with the SKU PremiumV2_LRS or UltraSSD_LRS.`,
  );
}

const MAX_PENDING_OF_DISK = 3;
const MAX_PENDING = 50;

function pendingFault({ source, pendingCopies }: SnapshotFacts): RuleFault | undefined {
  if (source === undefined || source.isSnapshot || !isCopiedInBackground(source.sku)) return undefined;
  const isOfDisk = source.pendingCopies >= MAX_PENDING_OF_DISK;
  if (!isOfDisk && pendingCopies < MAX_PENDING) return undefined;
  const [scope, found, most] = isOfDisk
    ? ["disk", source.pendingCopies, MAX_PENDING_OF_DISK]
    : ["subscription", pendingCopies, MAX_PENDING];
  return refused(
    "OperationNotAllowed",
    `The ${scope} has ${found} incremental snapshots that are still being copied in the background: expected at most ${most}. Wait until one is complete.`,
    409,
  );
}

/** The storage of a snapshot without a SKU; an incremental one has that of the last in its family. Source: the model SnapshotUpdate; "Incremental snapshots". */
export function defaultSnapshotSku(isIncremental: boolean, location: string, lastOfFamily?: string): string {
  if (!isIncremental) return "Standard_LRS";
  return lastOfFamily ?? (hasZones(location) === true ? "Standard_ZRS" : "Standard_LRS");
}

/** Incremental snapshots of a disk. */
export const MAX_INCREMENTAL = 500;
/** Incremental snapshots of a disk in five minutes. */
export const MAX_PER_FIVE_MINUTES = 7;

function incrementalFault({ isIncremental, source, now }: SnapshotFacts): RuleFault | undefined {
  if (!isIncremental || source === undefined) return undefined;
  const times = source.incrementalTimes;
  if (times.length >= MAX_INCREMENTAL) {
    return refused(
      "OperationNotAllowed",
      `The disk has ${times.length} incremental snapshots: expected at most ${MAX_INCREMENTAL}. Delete old ones.`,
      409,
    );
  }
  const recent = times.filter((time) => now.getTime() - time.getTime() < 5 * MINUTE_MS).length;
  if (recent < MAX_PER_FIVE_MINUTES) return undefined;
  return refused(
    "OperationNotAllowed",
    `${recent} incremental snapshots of the disk were taken in the last five minutes: expected at most ${MAX_PER_FIVE_MINUTES}. Wait, then try again.`,
    409,
  );
}

/** The quantity of a snapshot in a day's usage report: its used size, divided by the days of the month, to four decimals. */
export function dailySnapshotQuantity(usedGiB: number, day: Date): number {
  const days = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round((usedGiB / days) * 10_000) / 10_000;
}
