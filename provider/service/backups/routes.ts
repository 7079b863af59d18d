/** On-demand backup of an item. Source: the recordings. */

import { at, textAt } from "../../core/json.js";
import { shortened } from "../../core/shorten.js";
import { SNAPSHOT_TASK, TRANSFER_TASK } from "../../rules/items/jobs.js";
import { isPaused } from "../../rules/items/protection.js";
import { MAX_POINTS, pointCountFault } from "../../rules/items/quotas.js";
import { backupTypeFault } from "../../rules/items/request-body.js";
import { parseInstant } from "../../time/instants.js";
import { POINT_TYPE } from "../azure/backup-ids.js";
import { countToday, refuseIf, warned } from "../azure/refuse.js";
import { type Azure, type Call, propertiesOf, type Reply, type Route, refusal } from "../azure/route.js";
import { followJob, ITEM, isSoftDeleted, requireItem } from "../items/containers/index.js";
import { DEFAULT_RETENTION_MS, retainedPoints } from "../items/points/index.js";
import { bagTime, isRunning, noteRunning, requireUnlocked, startJob } from "../jobs/index.js";
import type { Document } from "../store/documents.js";

/** Durations in Azure, as recorded: the snapshot, then the transfer of a first backup. */
const BACKUP_MS = [456_000, 2_019_000];

function backupNow(call: Call, azure: Azure): Reply {
  const { vault, item } = requireItem(call, azure);
  refuseIf(backupTypeFault(propertiesOf(call)));
  requireBackupable(azure, item);
  const expiry = expiryOf(call, azure);
  const name = textAt(item.body, "properties", "friendlyName") ?? "";
  const job = startJob(call, azure, {
    vaultId: vault.id,
    item,
    operation: "Backup",
    kind: "backup",
    stagesMs: BACKUP_MS,
    tasks: [SNAPSHOT_TASK, TRANSFER_TASK],
    propertyBag: { "VM Name": name, "Recovery Point Expiry Time in UTC": bagTime(expiry) },
    internalPropertyBag: { IsInstantRpJob: "True" },
    facts: { expiry: expiry.toISOString() },
  });
  noteRunning(azure, item.id, "snapshotJob", job);
  return warned(followJob(call, azure, item, job), [countToday(azure, "onDemandBackups", item.id)]);
}

function expiryOf(call: Call, azure: Azure): Date {
  const requested = at(propertiesOf(call), "recoveryPointExpiryTimeInUTC") ?? undefined;
  if (requested === undefined) return new Date(azure.now.getTime() + DEFAULT_RETENTION_MS);
  const expiry = typeof requested === "string" ? parseInstant(requested) : undefined;
  if (expiry !== undefined && expiry > azure.now) return expiry;
  const found = shortened(typeof requested === "string" ? requested : JSON.stringify(requested));
  const isAbsent = expiry === undefined && DATE.test(found);
  throw refusal(
    400,
    "BMSUserErrorInvalidRecoveryPointExpiryTime",
    `recoveryPointExpiryTimeInUTC is ${found}${isAbsent ? ", a time that does not exist" : ""}: expected a time after now, ${azure.now.toISOString()}.`,
  );
}

/** The form of a date and time, which may be one that no calendar has. */
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Azure backs up only a protected item, and takes one snapshot of a VM at a time. */
function requireBackupable(azure: Azure, item: Document): void {
  requireUnlocked(azure, item);
  const state = textAt(item.body, "properties", "protectionState");
  if (isSoftDeleted(item) || isPaused(state)) {
    throw refusal(
      400,
      "UserErrorBackupNotAllowedProtectionStopped",
      `Cannot back up the item because it is ${isSoftDeleted(item) ? "soft-deleted" : state}. Resume its protection with a policy first.`,
    );
  }
  refuseIf(pointCountFault(retainedCount(azure, item)));
  if (!isRunning(azure, textAt(item.hidden, "snapshotJob"))) return;
  throw refusal(
    409,
    "UserErrorBackupOperationInProgress",
    "Unable to initiate backup as another backup operation is currently in progress.",
  );
}

/** How many points an item has. Expired points count only while the total is small, when they need not be read. */
function retainedCount(azure: Azure, item: Document): number {
  const count = azure.documents.count({ type: POINT_TYPE, scope: item.id });
  return count < MAX_POINTS ? count : retainedPoints(azure, item).length;
}

/** The points that can be moved to the archive tier: none, since the archive tier is not simulated. */
function recommended(call: Call, azure: Azure): Reply {
  requireItem(call, azure);
  return { status: 200, body: { value: [] } };
}

export const backupRoutes: readonly Route[] = [
  { method: "POST", template: `${ITEM}/backup`, access: "write", handle: backupNow },
  { method: "POST", template: `${ITEM}/recoveryPointsRecommendedForMove`, access: "poll", handle: recommended },
];
