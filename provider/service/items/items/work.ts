/** What the ends of ConfigureBackup, DisableBackup, Undelete and DeleteBackupData jobs do to their item. */
import { nameOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { isPaused } from "../../../rules/items/protection.js";
import { azureTime } from "../../../time/durations.js";
import { ended, withError } from "../../jobs/index.js";
import type { Outcome, Step, WorkFailure, WorkKind } from "../../schedule/step.js";
import type { Document } from "../../store/documents.js";
import { dropPolicyChange, policyTypeOf } from "../../vaults/policies/index.js";
import { changeItem, clearProtectingVault, setProtectingVault, setRegistration, vmOf } from "../containers/document.js";
import { markSoftDeleted, removeItem, unmarkSoftDeleted } from "../containers/soft-delete.js";
import { pointsOf } from "../points/document.js";
import { purgePoints } from "../points/retained.js";

/** Ends the job after changing its item, if the item still exists. */
const overItem =
  (work: (step: Step, item: Document) => void): WorkKind =>
  (step) => {
    const item = step.azure.documents.get(textAt(step.facts, "item") ?? "");
    if (item !== undefined) work(step, item);
    return completed(step);
  };

const completed = ({ body, azure }: Step): Outcome => ({ body: ended(body, "Completed", azure.now) });

const unlocked: JsonObject = { lock: undefined };

const configure: WorkKind = overItem(({ azure, facts }, item) => {
  const policyId = textAt(facts, "policyId") ?? "";
  const resumed = isPaused(textAt(item.body, "properties", "protectionState"));
  const changes = {
    policyId,
    policyName: nameOf(policyId),
    ...(facts["extendedProperties"] === undefined ? {} : { extendedProperties: facts["extendedProperties"] }),
    ...(resumed ? { protectionState: pointsOf(azure, item.id).length > 0 ? "Protected" : "IRPending" } : {}),
  };
  const hidden = {
    ...unlocked,
    policyType: policyTypeOf(azure.documents.get(policyId)?.body ?? {}),
    ...(facts["sourceScan"] === undefined ? {} : { sourceScan: facts["sourceScan"] }),
  };
  setRegistration(azure, changeItem(azure, item, changes, hidden), "Registered");
  dropPolicyChange(azure, item.id);
});

/** A suspended item keeps its policy, which still decides how long points are retained. */
const disable: WorkKind = overItem(({ azure, facts }, item) => {
  const protectionState = textAt(facts, "protectionState") ?? "ProtectionStopped";
  purgePoints(azure, item);
  const policy = protectionState === "BackupsSuspended" ? {} : { policyId: "", policyName: "" };
  changeItem(azure, item, { ...policy, protectionState }, unlocked);
});

const undelete: WorkKind = overItem(({ azure, facts }, item) => {
  const changes = { isScheduledForDeferredDelete: undefined, deferredDeleteTimeInUTC: undefined };
  // The container is registered again only with the next policy, as recorded.
  changeItem(azure, item, changes, unlocked);
  unmarkSoftDeleted(azure, item);
  setProtectingVault(azure, vmOf(item), textAt(facts, "vault") ?? "");
});

/** With soft delete the item is retained and marked; without, it is deleted with its container and its points. */
const deleteData: WorkKind = overItem(({ azure, facts, body }, item) => {
  clearProtectingVault(azure, vmOf(item));
  if (facts["softDeleteDays"] === undefined) {
    removeItem(azure, item);
    return;
  }
  purgePoints(azure, item);
  const startTime = textAt(objectAt(body, "properties"), "startTime") ?? azureTime(azure.now);
  const changes = {
    policyId: "",
    policyName: "",
    protectionState: "ProtectionStopped",
    isScheduledForDeferredDelete: true,
    deferredDeleteTimeInUTC: textAt(item.body, "properties", "deferredDeleteTimeInUTC") ?? startTime,
  };
  const hidden = { ...unlocked, softDeleteDays: item.hidden["softDeleteDays"] ?? facts["softDeleteDays"] };
  setRegistration(azure, changeItem(azure, item, changes, hidden), "SoftDeleted");
  markSoftDeleted(azure, item);
});

/** Ends the job as Failed and leaves its item unchanged. */
const failProtectionWork: WorkFailure = ({ azure, body, facts }, error) => {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) {
    changeItem(azure, item, {}, unlocked);
    dropPolicyChange(azure, item.id);
  }
  return { body: ended(withError(body, error), "Failed", azure.now), over: true };
};

/** A VM whose protection failed to be enabled is not protected: its item is deleted. */
const failConfigure: WorkFailure = (step, error) => {
  const { azure, facts } = step;
  const outcome = failProtectionWork(step, error);
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item === undefined || facts["enables"] !== true) return outcome;
  clearProtectingVault(azure, vmOf(item));
  removeItem(azure, item);
  return outcome;
};

/** Configures the scan for threats. It has no job. */
const configureScan: WorkKind = ({ azure, facts }) => {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) changeItem(azure, item, {}, { sourceScan: facts["sourceScan"] });
  return {};
};

export const itemWork = {
  sourceScan: { endStage: configureScan },
  configure: { endStage: configure, failStage: failConfigure },
  disable: { endStage: disable, failStage: failProtectionWork },
  undelete: { endStage: undelete, failStage: failProtectionWork },
  deleteData: { endStage: deleteData, failStage: failProtectionWork },
};
