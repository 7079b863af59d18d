/** The writes of a protected item: each starts a job. The body that was sent decides which one. */
import { isOfType, nameOf, sameId } from "../../../arm/resource-id.js";
import { isJsonObject, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { sourceFault } from "../../../rules/items/item-body.js";
import type { JobOperation } from "../../../rules/items/jobs.js";
import { isPaused, OTHER_VAULT_FAULT, suspensionFault, undeletionFault } from "../../../rules/items/protection.js";
import { knowsSoftDelete } from "../../../rules/vaults/soft-delete.js";
import { containerNameOf, itemId as itemIdOf } from "../../azure/backup-ids.js";
import { refusalOf, refuseIf } from "../../azure/refuse.js";
import { type Azure, type Call, propertiesOf } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import { noteRunning, requireUnlocked, startJob } from "../../jobs/index.js";
import type { Document } from "../../store/documents.js";
import { requireGuardConsent } from "../../vaults/guard/index.js";
import { notePolicyChange, policyTypeOf, requireUnreducedRetention } from "../../vaults/policies/index.js";
import { immutabilityOf, securityConfig, softDeletes } from "../../vaults/vault/index.js";
import { isSoftDeleted, protectingVaultOf, putNewItem, vmOf } from "../containers/document.js";
import { retainedPoints } from "../points/retained.js";
import { requirePolicyPath, requirePresent, requireProtectable, requireUnconfigured } from "./refusals.js";

/** Durations in Azure, as recorded. */
const TOOK_MS = {
  enable: 31_000,
  change: 5_000,
  stop: 5_000,
  undelete: 5_000,
  softDelete: 11_000,
  hardDelete: 105_000,
};

interface ItemWrite {
  readonly vault: Document;
  /** The id in the call's path. */
  readonly itemId: string;
}

interface StartedWrite {
  readonly job: Document;
  readonly itemId: string;
}

/** Starts the change that a PUT of an item requests. Throws Azure's refusals. */
export function changeProtection(call: Call, azure: Azure, write: ItemWrite): StartedWrite {
  const item = azure.documents.get(write.itemId);
  const sent = propertiesOf(call);
  if (item === undefined) return enable(call, azure, write);
  const state = textAt(sent, "protectionState");
  if (sent["isRehydrate"] !== true && !isPaused(state)) requireUnconfigured(azure, item);
  requireUnlocked(azure, item);
  if (sent["isRehydrate"] === true)
    return change(call, azure, { ...write, item, ...undeleting(azure, write.vault, item) });
  if (isPaused(state)) {
    requirePresent(item);
    if (state === "BackupsSuspended") refuseIf(suspensionFault(immutabilityOf(write.vault.body)));
    else requireGuardConsent(azure, { vault: write.vault, operation: "stopProtection", body: call.body });
    return change(call, azure, { ...write, item, ...stopping(item, state) });
  }
  const configuration = configuring(call, azure, { vault: write.vault, item, sent });
  const policyId = textAt(configuration.facts, "policyId") ?? "";
  if (policyId !== textAt(item.body, "properties", "policyId")) notePolicyChange(azure, item.id, policyId);
  return change(call, azure, { ...write, item, ...configuration });
}

interface Change {
  readonly operation: JobOperation;
  readonly kind: string;
  readonly tookMs: number;
  readonly propertyBag: JsonObject;
  readonly facts: JsonObject;
}

function change(call: Call, azure: Azure, write: ItemWrite & Change & { readonly item: Document }): StartedWrite {
  const { item, vault, operation, kind, tookMs, propertyBag, facts } = write;
  const job = startJob(call, azure, {
    vaultId: vault.id,
    item,
    operation,
    kind,
    stagesMs: [tookMs],
    tasks: [],
    propertyBag,
    facts,
  });
  noteRunning(azure, item.id, "lock", job);
  return { job, itemId: item.id };
}

const friendlyNameOf = (item: Document): string => textAt(item.body, "properties", "friendlyName") ?? "";

const stopping = (item: Document, protectionState: string): Change => ({
  operation: "DisableBackup",
  kind: "disable",
  tookMs: TOOK_MS.stop,
  propertyBag: { "VM Name": friendlyNameOf(item), "Policy Name": "" },
  facts: { protectionState },
});

function undeleting(azure: Azure, vault: Document, item: Document): Change {
  refuseIf(undeletionFault(isSoftDeleted(item)));
  const protectingVault = protectingVaultOf(azure, vmOf(item));
  if (protectingVault !== undefined && !sameId(protectingVault, vault.id)) refuseIf(OTHER_VAULT_FAULT);
  return {
    operation: "Undelete",
    kind: "undelete",
    tookMs: TOOK_MS.undelete,
    propertyBag: { "VM Name": friendlyNameOf(item), "Undelete flag": "True" },
    facts: {},
  };
}

interface Configuration {
  readonly vault: Document;
  readonly item: Document;
  readonly sent: JsonObject;
}

/** A new policy, other disks, or resumed protection. */
function configuring(call: Call, azure: Azure, { vault, item, sent }: Configuration): Change {
  requirePresent(item);
  const currentPolicyId = textAt(item.body, "properties", "policyId") ?? "";
  const requested = textAt(sent, "policyId");
  const policyId = requested === undefined || requested === "" ? currentPolicyId : requested;
  const policy = azure.documents.get(policyId);
  requireProtectable(call, azure, { vault, vmId: vmOf(item), policyId, isKnown: true });
  requirePolicyPath(azure, currentPolicyId, policy);
  const [before, after] = [currentPolicyId, policyId].map((id) =>
    objectAt(azure.documents.get(id)?.body, "properties"),
  );
  requireUnreducedRetention(call, azure, { vault, before: before ?? {}, after: after ?? {} });
  return {
    operation: "ConfigureBackup",
    kind: "configure",
    tookMs: TOOK_MS.change,
    propertyBag: { "VM Name": friendlyNameOf(item), "Policy Name": nameOf(policyId) },
    facts: {
      policyId: policy?.id ?? policyId,
      ...(isJsonObject(sent["extendedProperties"]) ? { extendedProperties: sent["extendedProperties"] } : {}),
      ...sentScan(sent),
    },
  };
}

/** The status of the scan in the body, which Azure PowerShell changes by a PUT of the item. */
function sentScan(sent: JsonObject): JsonObject {
  const status = textAt(sent, "sourceSideScanInfo", "sourceSideScanStatus");
  return status === "Configured" || status === "NotConfigured" ? { sourceScan: status } : {};
}

function enable(call: Call, azure: Azure, { vault, itemId }: ItemWrite): StartedWrite {
  const sent = propertiesOf(call);
  const vmId = textAt(sent, "sourceResourceId") ?? textAt(sent, "virtualMachineId");
  if (vmId === undefined || !isItemOfVm(vmId, vault, itemId)) throw refusalOf(sourceFault(vmId, itemId));
  const policyId = textAt(sent, "policyId") ?? "";
  requireProtectable(call, azure, { vault, vmId, policyId, isKnown: false });
  const vm = azure.documents.get(vmId);
  const policy = azure.documents.get(policyId);
  const extended = sent["extendedProperties"];
  const item = putNewItem(azure, {
    vaultId: vault.id,
    vmId: vm?.id ?? vmId,
    policyId: policy?.id ?? policyId,
    policyType: policyTypeOf(policy?.body ?? {}),
    extendedProperties: isJsonObject(extended) ? extended : undefined,
  });
  azure.documents.remember(vault.id, { ...vault.hidden, assigned: true });
  const policyName = textAt(item.body, "properties", "policyName") ?? "";
  const propertyBag = { "VM Name": friendlyNameOf(item), "Policy Name": policyName };
  const facts = { policyId: policy?.id ?? policyId, enables: true };
  return change(call, azure, {
    vault,
    itemId,
    item,
    propertyBag,
    facts,
    operation: "ConfigureBackup",
    kind: "configure",
    tookMs: TOOK_MS.enable,
  });
}

/** Whether an item's path matches the VM's id. */
function isItemOfVm(vmId: string, vault: Document, itemId: string): boolean {
  return isOfType(vmId, VM_TYPE) && sameId(itemIdOf(vault.id, containerNameOf(vmId)), itemId);
}

/** Stops an item's protection and deletes its points, softly or for good. */
export function deleteProtection(
  call: Call,
  azure: Azure,
  { vault, item }: { readonly vault: Document; readonly item: Document },
): Document {
  requireUnlocked(azure, item);
  const soft = softDeletes(vault) && knowsSoftDelete(call.apiVersion);
  const points = retainedPoints(azure, item).length;
  const { job } = change(call, azure, {
    vault,
    item,
    itemId: item.id,
    operation: "DeleteBackupData",
    kind: "deleteData",
    tookMs: soft ? TOOK_MS.softDelete : TOOK_MS.hardDelete,
    propertyBag: { "VM Name": friendlyNameOf(item), "Number of Recovery Points": String(points) },
    facts: soft ? { softDeleteDays: securityConfig(vault).softDeleteRetentionPeriodInDays } : {},
  });
  return job;
}
