/** On-demand backup and restore of an item. Source: the recordings. */
import { textAt } from "../../core/json.js";
import { isTerminal } from "../../rules/items/jobs.js";
import { isPaused } from "../../rules/items/protection.js";
import { MOST_POINTS, pointCountFault, runningReplaceWarning } from "../../rules/items/quotas.js";
import { restoreFault, restoreWarnings } from "../../rules/items/restore.js";
import { POINT_TYPE } from "../azure/backup-ids.js";
import { isOldEra } from "../azure/eras.js";
import { obey, warned } from "../azure/refuse.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { powerStateOf } from "../compute/machine.js";
import { isSoftDeleted, machineOf } from "../items/containers/document.js";
import { ITEM, itemHeaders, propertiesOf, requireItem } from "../items/items/routes.js";
import { bagTime, newTask, statusOf } from "../jobs/body.js";
import { requireUnlocked, startJob } from "../jobs/document.js";
import { DEFAULT_KEPT_MS } from "../points/document.js";
import { keptPoints } from "../points/retained.js";
import { requirePoint } from "../points/routes.js";
import { restoreFacts } from "../restore/facts.js";
import { restoreBag, restorePlan } from "../restore/plans.js";
import { accepted, startFollowing } from "../schedule/operations.js";
import { countToday } from "../schedule/quotas.js";
import type { Document } from "../store/documents.js";
import { SNAPSHOT_TASK, TRANSFER_TASK } from "./work.js";

/** Durations in Azure, as recorded: the snapshot, then the transfer of a first backup. */
const BACKUP_MS = [456_000, 2_019_000];

function backupNow(call: Call, azure: Azure): Reply {
  const { vault, item } = requireItem(call, azure);
  requireBackupable(azure, item);
  const expiry = expiryOf(call, azure);
  const name = textAt(item.body, "properties", "friendlyName") ?? "";
  const job = startJob(call, azure, {
    vaultId: vault.id,
    item,
    operation: "Backup",
    kind: "backup",
    stagesMs: BACKUP_MS,
    tasks: [newTask(SNAPSHOT_TASK, "InProgress", azure.now), newTask(TRANSFER_TASK, "NotStarted", azure.now)],
    propertyBag: { "VM Name": name, "Recovery Point Expiry Time in UTC": bagTime(expiry) },
    internalPropertyBag: { IsInstantRpJob: "True" },
    facts: { expiry: expiry.toISOString() },
  });
  noteSnapshot(azure, item.id, job);
  return warned(follow(call, azure, item, job), [countToday(azure, "onDemandBackups", item.id)]);
}

/** The operation of a backup or a restore is over at once; its job goes on. That of a restore has the job's own name, since 2021. */
function follow(call: Call, azure: Azure, item: Document, job: Document): Reply {
  const restores = textAt(job.body, "properties", "operation") === "Restore" && !isOldEra(call);
  const name = startFollowing(azure, {
    subscription: param(call, "subscription"),
    jobId: job.id,
    untilEnd: false,
    ...(restores ? { name: job.id.split("/").at(-1) ?? "" } : {}),
  });
  return accepted(itemHeaders(call, azure, item.id, name));
}

function noteSnapshot(azure: Azure, itemId: string, job: Document): void {
  const item = azure.documents.get(itemId);
  if (item === undefined || isTerminal(statusOf(job))) return;
  azure.documents.put({ ...item, hidden: { ...item.hidden, snapshotJob: job.id } });
}

function expiryOf(call: Call, azure: Azure): Date {
  const asked = textAt(propertiesOf(call), "recoveryPointExpiryTimeInUTC");
  if (asked === undefined) return new Date(azure.now.getTime() + DEFAULT_KEPT_MS);
  const expiry = new Date(asked);
  if (!Number.isNaN(expiry.getTime()) && expiry > azure.now) return expiry;
  throw refusal(
    400,
    "BMSUserErrorInvalidRecoveryPointExpiryTime",
    `recoveryPointExpiryTimeInUTC is ${asked}: expected an instant after now, ${azure.now.toISOString()}.`,
  );
}

/** Azure backs up what is protected, and takes one snapshot of a machine at a time. */
function requireBackupable(azure: Azure, item: Document): void {
  requireUnlocked(azure, item);
  const state = textAt(item.body, "properties", "protectionState");
  if (isSoftDeleted(item) || isPaused(state)) {
    throw refusal(
      400,
      "UserErrorBackupNotAllowedProtectionStopped",
      `The item is ${isSoftDeleted(item) ? "soft-deleted" : state}: give it a policy again, then back it up.`,
    );
  }
  obey(pointCountFault(keptCount(azure, item)));
  const running = azure.documents.get(textAt(item.hidden, "snapshotJob") ?? "");
  if (running === undefined || isTerminal(statusOf(running))) return;
  throw refusal(
    409,
    "UserErrorBackupOperationInProgress",
    "Unable to initiate backup as another backup operation is currently in progress.",
  );
}

/** How many points an item has; those whose time is over count only where there are few, which need not be read. */
function keptCount(azure: Azure, item: Document): number {
  const count = azure.documents.count({ type: POINT_TYPE, scope: item.id });
  return count < MOST_POINTS ? count : keptPoints(azure, item).length;
}

function restore(call: Call, azure: Azure): Reply {
  const { vault, item, point } = requirePoint(call, azure);
  const request = { ...propertiesOf(call), sourceResourceId: machineOf(item) };
  const facts = restoreFacts(azure, { vault, item, point, request });
  obey(restoreFault(facts));
  const plan = restorePlan(request);
  const replaced = facts.recoveryType === "OriginalLocation" ? azure.documents.get(machineOf(item)) : undefined;
  const warnings = [
    ...restoreWarnings(facts),
    countToday(azure, "restores", item.id),
    replaced === undefined ? undefined : runningReplaceWarning(powerStateOf(replaced)),
  ];
  const job = startJob(call, azure, {
    vaultId: vault.id,
    item,
    operation: "Restore",
    kind: "restore",
    stagesMs: plan.stagesMs,
    tasks: plan.tasks.map((task, index) => newTask(task, index === 0 ? "InProgress" : "NotStarted", azure.now)),
    propertyBag: { "Job Type": plan.jobType, ...restoreBag(request, item, point) },
    internalPropertyBag: { restoreLocationType: facts.recoveryType },
    details: { progressPercentage: 1, dynamicErrorMessage: "" },
    facts: { request, point: point.id },
  });
  return warned(follow(call, azure, item, job), warnings);
}

/** Which points may be moved to the archive: none, since archiving is not kept. */
function recommended(call: Call, azure: Azure): Reply {
  requireItem(call, azure);
  return { status: 200, body: { value: [] } };
}

export const backupNowRoutes: readonly Route[] = [
  { method: "POST", template: `${ITEM}/backup`, access: "write", handle: backupNow },
  { method: "POST", template: `${ITEM}/recoveryPoints/{point}/restore`, access: "write", handle: restore },
  { method: "POST", template: `${ITEM}/recoveryPointsRecommendedForMove`, access: "poll", handle: recommended },
];
