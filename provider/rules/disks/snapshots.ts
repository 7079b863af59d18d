/**
 * What a snapshot of a disk may be. Sources: "Create a snapshot of a virtual hard disk" and "Incremental snapshots" of the
 * Azure documentation; the regions are those of "Azure regions with availability zones". The codes are Compute's own style;
 * no recording shows these refusals.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export interface SnapshotFacts {
  readonly location: string;
  /** Such as `Standard_LRS`. */
  readonly sku: string;
  readonly isIncremental: boolean;
  readonly subscription: string;
  /** How it is made, such as `Copy` or `CopyStart`. */
  readonly createOption: string;
  /** The disk or snapshot that it is taken of, where it is taken of one. */
  readonly source?: SnapshotSource;
  /** How many background copies into incremental snapshots the subscription has. */
  readonly pendingCopies: number;
  readonly now: Date;
}

export interface SnapshotSource {
  readonly subscription: string;
  readonly sku: string;
  readonly isSnapshot: boolean;
  /** Whether it is an incremental snapshot itself. */
  readonly isIncremental: boolean;
  /** When its incremental snapshots that are there were taken. */
  readonly incrementalTimes: readonly Date[];
  /** How many of those are still copied in the background. */
  readonly pendingCopies: number;
}

const SKUS = ["Standard_LRS", "Standard_ZRS", "Premium_LRS"];
const ZONED = new Set(
  (
    "australiaeast brazilsouth canadacentral centralindia centralus chinanorth3 eastasia eastus eastus2 eastus2euap " +
    "centraluseuap francecentral germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest koreacentral " +
    "malaysiawest mexicocentral newzealandnorth northeurope norwayeast polandcentral qatarcentral southafricanorth " +
    "southcentralus southeastasia spaincentral swedencentral switzerlandnorth uaenorth uksouth usgovvirginia westeurope " +
    "westus2 westus3 austriaeast belgiumcentral chilecentral"
  ).split(" "),
);

/** Whether a region has availability zones. */
export const hasZones = (location: string): boolean => ZONED.has(location);

/** Why a snapshot cannot be taken so, or undefined where it can. */
export function snapshotFault(facts: SnapshotFacts): RuleFault | undefined {
  return firstFault(
    () => snapshotSkuFault(facts),
    () => subscriptionFault(facts),
    () => copyStartFault(facts),
    () => fullFault(facts),
    () => incrementalFault(facts),
    () => pendingFault(facts),
  );
}

/** Why a snapshot does not lie on that storage, or undefined where it does. */
export function snapshotSkuFault({
  sku,
  location,
  isIncremental,
}: Pick<SnapshotFacts, "sku" | "location" | "isIncremental">): RuleFault | undefined {
  if (!SKUS.includes(sku)) {
    return refused("InvalidParameter", `The value '${sku}' of sku.name is invalid: expected ${SKUS.join(", ")}.`);
  }
  if (sku === "Standard_ZRS" && !hasZones(location)) {
    return refused(
      "SkuNotAvailable",
      `Standard_ZRS is not available in ${location}: expected a region with availability zones, or Standard_LRS.`,
    );
  }
  if (!isIncremental || sku !== "Premium_LRS") return undefined;
  return refused(
    "InvalidParameter",
    "An incremental snapshot lies on standard storage: expected sku.name Standard_LRS or Standard_ZRS.",
  );
}

function subscriptionFault({ isIncremental, subscription, source }: SnapshotFacts): RuleFault | undefined {
  if (!isIncremental || source === undefined) return undefined;
  if (source.subscription.toLowerCase() === subscription.toLowerCase()) return undefined;
  return refused(
    "InvalidParameter",
    `The source lies in subscription ${source.subscription}: an incremental snapshot lies in its disk's own.`,
  );
}

/** CopyStart takes an incremental snapshot across regions; texts: Azure/azure-cli 22370. */
function copyStartFault({ createOption, isIncremental, source }: SnapshotFacts): RuleFault | undefined {
  if (createOption !== "CopyStart") return undefined;
  if (!isIncremental) {
    return refused("InvalidParameter", "CopyStart is not supported for full snapshots: expected incremental true.");
  }
  if (source?.isSnapshot === true && source.isIncremental) return undefined;
  return refused(
    "InvalidParameter",
    "Entity not of expected type: CopyStart copies an incremental snapshot, named in creationData.sourceResourceId.",
  );
}

/** Whether snapshots of a disk of this sku are copied in the background, and only incremental ones are taken. */
export const isCopiedInBackground = (diskSku: string): boolean => /^(UltraSSD|PremiumV2)_/i.test(diskSku);

/** Whether a full snapshot is asked for of a disk that has incremental ones alone. */
export const takesOnlyIncremental = (diskSku: string, isIncremental: boolean): boolean =>
  !isIncremental && isCopiedInBackground(diskSku);

function fullFault({ isIncremental, source }: SnapshotFacts): RuleFault | undefined {
  if (source === undefined || source.isSnapshot || !takesOnlyIncremental(source.sku, isIncremental)) return undefined;
  return refused(
    "OperationNotAllowed",
    `The disk is of ${source.sku}, of which only incremental snapshots are taken: expected incremental true.`,
    409,
  );
}

const MOST_PENDING_OF_DISK = 3;
const MOST_PENDING = 50;

function pendingFault({ source, pendingCopies }: SnapshotFacts): RuleFault | undefined {
  if (source === undefined || source.isSnapshot || !isCopiedInBackground(source.sku)) return undefined;
  const isOfDisk = source.pendingCopies >= MOST_PENDING_OF_DISK;
  if (!isOfDisk && pendingCopies < MOST_PENDING) return undefined;
  const [whose, found, most] = isOfDisk
    ? ["disk", source.pendingCopies, MOST_PENDING_OF_DISK]
    : ["subscription", pendingCopies, MOST_PENDING];
  return refused(
    "OperationNotAllowed",
    `The ${whose} has ${found} incremental snapshots that are still copied in the background: expected ${most} at most. Wait for one.`,
    409,
  );
}

/** The storage of a snapshot that names none: its family's last, or what incremental ones lie on by themselves. Source: the model SnapshotUpdate; "Incremental snapshots". */
export function defaultSnapshotSku(isIncremental: boolean, location: string, lastOfFamily?: string): string {
  if (!isIncremental) return "Standard_LRS";
  return lastOfFamily ?? (hasZones(location) ? "Standard_ZRS" : "Standard_LRS");
}

/** Incremental snapshots that a disk may have. */
export const MOST_INCREMENTAL = 500;
/** Incremental snapshots that may be taken of a disk in five minutes. */
export const MOST_IN_A_WHILE = 7;
const WHILE_MS = 300_000;

function incrementalFault({ isIncremental, source, now }: SnapshotFacts): RuleFault | undefined {
  if (!isIncremental || source === undefined) return undefined;
  const times = source.incrementalTimes;
  if (times.length >= MOST_INCREMENTAL) {
    return refused(
      "OperationNotAllowed",
      `The disk has ${times.length} incremental snapshots: expected ${MOST_INCREMENTAL} at most. Delete old ones.`,
      409,
    );
  }
  const recent = times.filter((time) => now.getTime() - time.getTime() < WHILE_MS).length;
  if (recent < MOST_IN_A_WHILE) return undefined;
  return refused(
    "OperationNotAllowed",
    `The disk got ${recent} incremental snapshots in five minutes: expected ${MOST_IN_A_WHILE} at most. Wait, then try again.`,
    409,
  );
}

/** What a day's usage report counts for a snapshot: its used size over the days of the month, to four decimals. */
export function dailySnapshotQuantity(usedGiB: number, day: Date): number {
  const days = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round((usedGiB / days) * 10_000) / 10_000;
}
