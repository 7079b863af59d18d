/**
 * The Backup job: the snapshot, then the transfer to the vault. The end of the snapshot creates the recovery point; the end of
 * the transfer adds the vault tier to it. The transfer is skipped while an earlier one of the same VM runs.
 */
import { at, type JsonObject, objectAt, textAt } from "../../core/json.js";
import { guestError, type JobError, TOO_MANY_RESTORE_POINTS, VM_LOST, VM_NOT_FOUND } from "../../rules/items/errors.js";
import { backupJobStatus, SNAPSHOT_TASK, TRANSFER_TASK, transferAfter } from "../../rules/items/jobs.js";
import { type Consistency, consistencyOf } from "../../rules/items/machine.js";
import type { Azure } from "../azure/route.js";
import { cleanCollection, putRestorePoint } from "../compute/collections/index.js";
import { ensureSnapshotExtension, guestFacts, threatOf } from "../compute/extensions/index.js";
import { disksOf, osTypeOf, powerStateOf, type VmDisk } from "../compute/index.js";
import { changeItem, noteBackup, vmOf } from "../items/containers/index.js";
import { scanStatusOf, splitDisks } from "../items/items/index.js";
import { addVaultTier, purgePoints, putPoint } from "../items/points/index.js";
import { ended, taskStatus, withBag, withError, withTask } from "../jobs/index.js";
import type { Outcome, Step, WorkFailure, WorkKind } from "../schedule/step.js";
import type { Document } from "../store/documents.js";

/** Days of instant restore if a policy does not set them. */
const DEFAULT_INSTANT_DAYS = 2;
/** The share of a disk's size that its first backup transfers; the recordings have 11 GB of a 127 GB disk. */
const MOVED_SHARE = 0.09;

const backup: WorkKind = (step) => {
  const item = step.azure.documents.get(textAt(step.facts, "item") ?? "");
  if (step.stage === 0) return endSnapshot(step, item);
  return endTransfer(step, item);
};

function endSnapshot(step: Step, item: Document | undefined): Outcome {
  const vm = item === undefined ? undefined : step.azure.documents.get(vmOf(item));
  if (item === undefined || vm === undefined) return failAll(step, item, VM_NOT_FOUND);
  const guest = guestError(guestFacts(vm, wantsCrashOnly(policyOf(step.azure, item))));
  if (guest !== undefined) return failAll(step, item, guest);
  const collection = textAt(item.hidden, "collection");
  if (collection !== undefined && !cleanCollection(step.azure, collection)) {
    return failAll(step, item, TOO_MANY_RESTORE_POINTS);
  }
  const point = takePoint(step, item, vm);
  const transfer = transferAfter("Completed", transferRuns(step.azure, item, step.id));
  const changes = { lastRecoveryPoint: textAt(point.body, "properties", "recoveryPointTime") };
  const changed = changeItem(step.azure, item, changes, {
    snapshotJob: undefined,
    collection: collectRestorePoint(step, item, vm),
    threat: threatOf(vm) !== undefined,
    ...(transfer === "InProgress" ? { transferJob: step.id } : {}),
  });
  const body = withTask(step.body, SNAPSHOT_TASK, "Completed", step.azure.now);
  const facts = { point: point.id };
  const moved = withTask(body, TRANSFER_TASK, transfer, step.azure.now);
  if (transfer === "InProgress") return { body: moved, facts };
  return { ...finish(step, changed, moved), facts };
}

/** Whether another job of the VM still transfers its data to the vault. */
const transferRuns = (azure: Azure, item: Document, jobId: string): boolean => {
  const other = textAt(item.hidden, "transferJob");
  if (other === undefined || other === jobId) return false;
  return textAt(azure.documents.get(other)?.body, "properties", "status") === "InProgress";
};

function takePoint(step: Step, item: Document, vm: Document): Document {
  const properties = objectAt(vm.body, "properties");
  const osType = osTypeOf(properties);
  ensureSnapshotExtension(step.azure, vm, osType);
  const policy = policyOf(step.azure, item);
  const choice = splitDisks(disksOf(vm), item);
  purgePoints(step.azure, item);
  return putPoint(step.azure, {
    item,
    consistency: consistencyNow(step.azure, item, vm),
    osType,
    vmSize: textAt(properties, "hardwareProfile", "vmSize") ?? "",
    policyType: textAt(policy?.body, "properties", "policyType") === "V2" ? "V2" : "V1",
    disks:
      choice === undefined
        ? undefined
        : { included: choice.included.map(listed), excluded: choice.excluded.map(listed) },
    instantDays: instantDaysOf(policy),
    expiry: new Date(textAt(step.facts, "expiry") ?? step.azure.now.getTime()),
    vm: vm.body,
    jobId: step.id,
    scan: { status: scanStatusOf(vaultOf(step.azure, item), item), threat: threatOf(vm) },
  });
}

const vaultOf = (azure: Azure, item: Document): Document | undefined => azure.documents.get(item.scope);

const instantDaysOf = (policy: Document | undefined): number =>
  Number(at(policy?.body, "properties", "instantRpRetentionRangeInDays") ?? DEFAULT_INSTANT_DAYS);

/** Stores the snapshot as a restore point of Compute, in addition to the recovery point of the vault. */
function collectRestorePoint({ azure }: Step, item: Document, vm: Document): string {
  const policy = policyOf(azure, item);
  return putRestorePoint(azure, {
    vm,
    policy,
    instantDays: instantDaysOf(policy),
    digits: textAt(item.body, "properties", "protectedItemDataId") ?? "",
    collection: textAt(item.hidden, "collection"),
    consistency: consistencyNow(azure, item, vm),
  });
}

const policyOf = (azure: Azure, item: Document): Document | undefined =>
  azure.documents.get(textAt(item.body, "properties", "policyId") ?? "");

const wantsCrashOnly = (policy: Document | undefined): boolean =>
  textAt(policy?.body, "properties", "snapshotConsistencyType") === "OnlyCrashConsistent";

/** The consistency that a snapshot of the VM has now. */
const consistencyNow = (azure: Azure, item: Document, vm: Document): Consistency =>
  consistencyOf({
    osType: osTypeOf(objectAt(vm.body, "properties")),
    powerState: powerStateOf(vm),
    onlyCrashConsistent: wantsCrashOnly(policyOf(azure, item)),
  });

const listed = ({ lun, name }: VmDisk): JsonObject => ({ lun, name });

function endTransfer(step: Step, item: Document | undefined): Outcome {
  const vm = item === undefined ? undefined : step.azure.documents.get(vmOf(item));
  const point = step.azure.documents.get(textAt(step.facts, "point") ?? "");
  if (item === undefined || vm === undefined || point === undefined) {
    return failTransfer(step, item, VM_LOST);
  }
  const body = withTask(step.body, TRANSFER_TASK, "Completed", step.azure.now);
  addVaultTier(step.azure, point);
  return finish(step, item, withBag(body, sizes(vm, item)));
}

/** The property bag of a job that has ended. The sizes are derived from those of the disks. */
function sizes(vm: Document, item: Document): JsonObject {
  const disks = disksOf(vm);
  const choice = splitDisks(disks, item);
  const included = choice?.included ?? disks;
  const sizeGB = included.reduce((sum, disk) => sum + disk.sizeGB, 0);
  const names = (chosen: readonly VmDisk[]) => chosen.map(({ name }) => name).join("; ");
  return {
    "Backup Size": `${Math.round(sizeGB * 1024 * MOVED_SHARE)} MB`,
    ...(choice === undefined
      ? {}
      : { "Backed-up disk(s)": names(choice.included), "Excluded disk(s)": names(choice.excluded) }),
  };
}

/** Fails the current phase: a failed snapshot fails the transfer too; a failed transfer leaves the snapshot's point. */
const failBackup: WorkFailure = (step, error) => {
  const item = step.azure.documents.get(textAt(step.facts, "item") ?? "");
  return step.stage === 0 ? failAll(step, item, error) : failTransfer(step, item, error);
};

function failAll(step: Step, item: Document | undefined, error: JobError): Outcome {
  const failed = withTask(step.body, SNAPSHOT_TASK, "Failed", step.azure.now);
  const body = withError(withTask(failed, TRANSFER_TASK, transferAfter("Failed", false), step.azure.now), error);
  return finish(step, item, body);
}

function failTransfer(step: Step, item: Document | undefined, error: JobError): Outcome {
  const body = withTask(step.body, TRANSFER_TASK, "Failed", step.azure.now);
  return finish(step, item, withBag(withError(body, error), { "Backup Size": "0 MB" }));
}

function finish(step: Step, item: Document | undefined, body: JsonObject): Outcome {
  const status = backupJobStatus(taskStatus(body, SNAPSHOT_TASK), taskStatus(body, TRANSFER_TASK));
  if (item !== undefined) noteBackup(step, item, body, status);
  return { body: ended(body, status, step.azure.now), over: true };
}

export const backupWork = { backup: { endStage: backup, failStage: failBackup } };
