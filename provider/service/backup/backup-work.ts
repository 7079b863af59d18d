/**
 * The Backup job: the snapshot, then the transfer to the vault. When the snapshot ends a point is there; when the transfer
 * ends the point lies in the vault too. A transfer is left out while an earlier one of the same machine still runs.
 */
import { at, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { type Consistency, consistencyOf } from "../../rules/consistency.js";
import { guestError, type JobError } from "../../rules/guest.js";
import { backupJobStatus, transferAfter } from "../../rules/jobs.js";
import { azureTime } from "../../time/durations.js";
import { ensureSnapshotExtension } from "../compute/extensions.js";
import { guestFacts } from "../compute/guest.js";
import { disksOf, type MachineDisk, osTypeOf, powerStateOf } from "../compute/machines.js";
import { putRestorePoint } from "../compute/restore-collections.js";
import type { Azure } from "../route.js";
import type { Document } from "../store/documents.js";
import type { Outcome, Step, WorkKind } from "../work/step.js";
import { splitDisks } from "./disk-choice.js";
import { changeItem, machineOf } from "./items.js";
import { ended, taskStatus, withBag, withProperties, withTask } from "./job-body.js";
import { addVaultTier, putPoint } from "./points.js";

export const SNAPSHOT_TASK = "Take Snapshot";
export const TRANSFER_TASK = "Transfer data to vault";
/** What a disk's first backup moves, as a share of its size; the recordings have 11 GB of a 127 GB disk. */
const MOVED_SHARE = 0.09;

export const backup: WorkKind = (step) => {
  const item = step.azure.documents.get(textAt(step.facts, "item") ?? "");
  if (step.stage === 0) return endSnapshot(step, item);
  return endTransfer(step, item);
};

function endSnapshot(step: Step, item: Document | undefined): Outcome {
  const machine = item === undefined ? undefined : step.azure.documents.get(machineOf(item));
  if (item === undefined || machine === undefined) return failAll(step, item, NO_MACHINE);
  const guest = guestError(guestFacts(machine, wantsCrashOnly(policyOf(step.azure, item))));
  if (guest !== undefined) return failAll(step, item, guest);
  const point = takePoint(step, item, machine);
  const transfer = transferAfter("Completed", transferRuns(step.azure, item, step.id));
  const changes = { lastRecoveryPoint: textAt(point.body, "properties", "recoveryPointTime") };
  const kept = changeItem(step.azure, item, changes, {
    snapshotJob: undefined,
    collection: collectRestorePoint(step, item, machine),
    ...(transfer === "InProgress" ? { transferJob: step.id } : {}),
  });
  const body = withTask(step.body, SNAPSHOT_TASK, "Completed", step.azure.now);
  const facts = { point: point.id };
  const moved = withTask(body, TRANSFER_TASK, transfer, step.azure.now);
  if (transfer === "InProgress") return { body: moved, facts };
  return { ...finish(step, kept, moved), facts };
}

/** Another job of the machine still moves its data to the vault. */
const transferRuns = (azure: Azure, item: Document, jobId: string): boolean => {
  const other = textAt(item.hidden, "transferJob");
  if (other === undefined || other === jobId) return false;
  return textAt(azure.documents.get(other)?.body, "properties", "status") === "InProgress";
};

function takePoint(step: Step, item: Document, machine: Document): Document {
  const properties = objectAt(machine.body, "properties");
  const osType = osTypeOf(properties);
  ensureSnapshotExtension(step.azure, machine, osType);
  const policy = policyOf(step.azure, item);
  const choice = splitDisks(disksOf(machine), item);
  return putPoint(step.azure, {
    item,
    consistency: consistencyNow(step.azure, item, machine),
    osType,
    vmSize: textAt(properties, "hardwareProfile", "vmSize") ?? "",
    policyType: textAt(policy?.body, "properties", "policyType") === "V2" ? "V2" : "V1",
    disks:
      choice === undefined
        ? undefined
        : { included: choice.included.map(listed), excluded: choice.excluded.map(listed) },
    expiry: new Date(textAt(step.facts, "expiry") ?? step.azure.now.getTime()),
    machine: machine.body,
    jobId: step.id,
  });
}

/** The snapshot as a restore point of Compute, beside the recovery point of the vault. */
function collectRestorePoint({ azure }: Step, item: Document, machine: Document): string {
  return putRestorePoint(azure, {
    machine,
    policy: policyOf(azure, item),
    digits: textAt(item.body, "properties", "protectedItemDataId") ?? "",
    collection: textAt(item.hidden, "collection"),
    consistency: consistencyNow(azure, item, machine),
  });
}

const policyOf = (azure: Azure, item: Document): Document | undefined =>
  azure.documents.get(textAt(item.body, "properties", "policyId") ?? "");

const wantsCrashOnly = (policy: Document | undefined): boolean =>
  textAt(policy?.body, "properties", "snapshotConsistencyType") === "OnlyCrashConsistent";

/** What a snapshot of the machine would promise now. */
const consistencyNow = (azure: Azure, item: Document, machine: Document): Consistency =>
  consistencyOf({
    osType: osTypeOf(objectAt(machine.body, "properties")),
    powerState: powerStateOf(machine),
    onlyCrashConsistent: wantsCrashOnly(policyOf(azure, item)),
  });

const listed = ({ lun, name }: MachineDisk): JsonObject => ({ lun, name });

function endTransfer(step: Step, item: Document | undefined): Outcome {
  const machine = item === undefined ? undefined : step.azure.documents.get(machineOf(item));
  const point = step.azure.documents.get(textAt(step.facts, "point") ?? "");
  const transfer = machine === undefined || point === undefined ? "Failed" : "Completed";
  const body = withTask(step.body, TRANSFER_TASK, transfer, step.azure.now);
  if (item === undefined || machine === undefined || point === undefined) {
    return finish(step, item, withBag(withError(body, NO_MACHINE), { "Backup Size": "0 MB" }));
  }
  addVaultTier(step.azure, point);
  return finish(step, item, withBag(body, sizes(machine, item)));
}

/** What the property bag says at the end. The sizes are derived from those of the disks. */
function sizes(machine: Document, item: Document): JsonObject {
  const disks = disksOf(machine);
  const choice = splitDisks(disks, item);
  const included = choice?.included ?? disks;
  const sizeGB = included.reduce((sum, disk) => sum + disk.sizeGB, 0);
  const names = (chosen: readonly MachineDisk[]) => chosen.map(({ name }) => name).join("; ");
  return {
    "Backup Size": `${Math.round(sizeGB * 1024 * MOVED_SHARE)} MB`,
    ...(choice === undefined
      ? {}
      : { "Backed-up disk(s)": names(choice.included), "Excluded disk(s)": names(choice.excluded) }),
  };
}

function failAll(step: Step, item: Document | undefined, error: JobError): Outcome {
  const failed = withTask(step.body, SNAPSHOT_TASK, "Failed", step.azure.now);
  const body = withError(withTask(failed, TRANSFER_TASK, transferAfter("Failed", false), step.azure.now), error);
  return finish(step, item, body);
}

const withError = (body: JsonObject, error: JobError): JsonObject =>
  withProperties(body, { errorDetails: [{ ...error }] });

/** The machine was deleted while its backup ran; as recorded. */
const NO_MACHINE: JobError = {
  errorCode: 320001,
  errorTitle: "ResourceNotFound",
  errorString: "Could not perform the operation as VM no longer exists.",
  recommendations: [
    "Stop protecting virtual machine without deleting backup data. More details at http://go.microsoft.com/fwlink/?LinkId=808124 ",
  ],
};

const SUCCESS = { code: 0, title: "Success", message: "", recommendations: [] };
const HEALTHY = {
  code: 400239,
  title: "IaasVmHealthGreenDefault",
  message: "Backup pre-check status of this virtual machine is OK.",
  recommendations: [],
};
/** The error of a job as the health of its item tells it. */
function healthOf(body: JsonObject): JsonObject {
  const error = objectAt(listAt(body, "properties", "errorDetails")[0]);
  const { errorCode: code, errorTitle: title, errorString: message, recommendations } = error;
  return { code, title, message, recommendations } as JsonObject;
}

function finish(step: Step, item: Document | undefined, body: JsonObject): Outcome {
  const status = backupJobStatus(taskStatus(body, SNAPSHOT_TASK), taskStatus(body, TRANSFER_TASK));
  if (item !== undefined) noteBackup(step, item, body, status);
  return { body: ended(body, status, step.azure.now), over: true };
}

function noteBackup(step: Step, item: Document, body: JsonObject, status: string): void {
  const healthy = status === "Completed";
  const stopped = textAt(item.body, "properties", "protectionState") === "ProtectionStopped";
  const changes = {
    protectionStatus: status === "Failed" ? "Unhealthy" : "Healthy",
    ...(stopped ? {} : { protectionState: "Protected" }),
    healthStatus: healthy ? "Passed" : "ActionRequired",
    healthDetails: [healthy ? HEALTHY : healthOf(body)],
    lastBackupStatus: status,
    lastBackupTime: at(body, "properties", "startTime") ?? azureTime(step.azure.now),
  };
  const kpi = healthy
    ? { resourceHealthStatus: "Healthy", resourceHealthDetails: [SUCCESS] }
    : { resourceHealthStatus: "TransientUnhealthy", resourceHealthDetails: [healthOf(body)] };
  changeItem(step.azure, item, changes, {
    snapshotJob: undefined,
    ...(textAt(item.hidden, "transferJob") === step.id ? { transferJob: undefined } : {}),
    kpis: { ...objectAt(item.hidden, "kpis"), BackupOperationStatusKPI: kpi },
  });
}
