/** The writes of a protected item: each starts a job. The body that was sent decides which one. */
import { isOfType, nameOf, sameId } from "../../../arm/resource-id.js";
import { isJsonObject, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import type { JobOperation } from "../../../rules/items/jobs.js";
import { isPaused, suspensionFault, undeletionFault } from "../../../rules/items/protection.js";
import { knowsSoftDelete } from "../../../rules/vaults/soft-delete.js";
import { containerNameOf, itemId as itemIdOf } from "../../azure/backup-ids.js";
import { refuseIf } from "../../azure/refuse.js";
import { type Azure, type Call, propertiesOf, refusal } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import { noteRunning, requireUnlocked, startJob } from "../../jobs/index.js";
import type { Document } from "../../store/documents.js";
import { requireGuardConsent } from "../../vaults/guard/index.js";
import { notePolicyChange, requireUnreducedRetention } from "../../vaults/policies/index.js";
import { immutabilityOf, securityConfig, softDeletes } from "../../vaults/vault/index.js";
import { isSoftDeleted, protectingVaultOf, putNewItem, vmOf } from "../containers/document.js";
import { retainedPoints } from "../points/retained.js";
import { requirePolicyPath, requirePresent, requireProtectable } from "./refusals.js";

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
  requireUnlocked(azure, item);
  if (sent["isRehydrate"] === true)
    return change(call, azure, { ...write, item, ...undeleting(azure, write.vault, item) });
  const state = textAt(sent, "protectionState");
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
  if (protectingVault !== undefined && !sameId(protectingVault, vault.id)) {
    throw refusal(
      400,
      "VirtualMachineAlreadyProtected",
      "Virtual machine is already registered\\registering with another recovery services vault Please select a different virtual machine for registration.",
    );
  }
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
  requireProtectable(azure, { vault, vmId: vmOf(item), policyId, isKnown: true });
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
    },
  };
}

function enable(call: Call, azure: Azure, { vault, itemId }: ItemWrite): StartedWrite {
  const sent = propertiesOf(call);
  const vmId = textAt(sent, "sourceResourceId") ?? textAt(sent, "virtualMachineId");
  if (vmId === undefined || !isItemOfVm(vmId, vault, itemId)) {
    throw refusal(
      400,
      "BMSUserErrorInvalidConfigureProtectionRequest",
      "Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format",
    );
  }
  const policyId = textAt(sent, "policyId") ?? "";
  requireProtectable(azure, { vault, vmId, policyId, isKnown: false });
  const vm = azure.documents.get(vmId);
  const policy = azure.documents.get(policyId);
  const extended = sent["extendedProperties"];
  const item = putNewItem(azure, {
    vaultId: vault.id,
    vmId: vm?.id ?? vmId,
    policyId: policy?.id ?? policyId,
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
