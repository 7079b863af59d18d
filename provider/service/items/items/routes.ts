/** Protected items: reading them, protecting, changing, stopping, undeleting, deleting. Source: the recordings; api-versions 2016-12-01 to 2024-04-01. */
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { itemBodyFault } from "../../../rules/items/item-body.js";
import { classicFault, confidentialWarning, sizeWarning } from "../../../rules/items/machine.js";
import { policyUseWarning } from "../../../rules/items/quotas.js";
import { immutableFault } from "../../../rules/vaults/deletion.js";
import { idForVersion } from "../../azure/eras.js";
import { matchesFilter, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { countToday, refuseIf, warned } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import { requireUnlocked } from "../../jobs/index.js";
import { accepted, asyncHeaders, startFollowing, startOperation } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { requireUnlockedDelete } from "../../vaults/guard/index.js";
import { countUsers } from "../../vaults/policies/index.js";
import { immutabilityOf, settledVault, VAULT } from "../../vaults/vault/index.js";
import { calledItemId, ITEM, itemHeaders, requireItem } from "../containers/calls.js";
import { vmOf } from "../containers/document.js";
import { presentItems, purgeExpired } from "../containers/soft-delete.js";
import { choiceWarnings } from "./disk-choice.js";
import { renderItem } from "./document.js";
import { securityTypeOf } from "./machine-facts.js";
import { changeProtection, deleteProtection } from "./writes.js";

/** What a list of items is filtered by: ProtectedItemQueryObject of the REST API. Items of VMs have no backup engine or set. */
const FILTERED: Readonly<Record<string, (properties: JsonObject) => string | undefined>> = {
  healthState: (properties) => textAt(properties, "healthStatus"),
  backupManagementType: (properties) => textAt(properties, "backupManagementType"),
  itemType: (properties) => textAt(properties, "workloadType"),
  policyName: (properties) => textAt(properties, "policyName"),
  containerName: (properties) => textAt(properties, "containerName"),
  friendlyName: (properties) => textAt(properties, "friendlyName"),
  fabricName: () => "Azure",
  backupEngineName: () => undefined,
  backupSetName: () => undefined,
};

function list(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const items = presentItems(azure, vault.id);
  const filter = parseFilter(optionOf(call, "$filter"), Object.keys(FILTERED));
  const found = items.filter(({ body }) => {
    const properties = objectAt(body, "properties");
    return Object.entries(FILTERED).every(([name, value]) => matchesFilter(filter, name, value(properties)));
  });
  return ok({ value: found.map((item) => renderItem(call, azure, { vault, item })) });
}

function get(call: Call, azure: Azure): Reply {
  return ok(renderItem(call, azure, requireItem(call, azure)));
}

function put(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  purgeExpired(azure, vault.id);
  requireNames(call);
  refuseIf(itemBodyFault(propertiesOf(call)));
  const { job, itemId } = changeProtection(call, azure, { vault, itemId: calledItemId(call, vault) });
  const name = startFollowing(azure, { subscription: param(call, "subscription"), jobId: job.id, untilEnd: true });
  const item = azure.documents.get(itemId);
  const policy = textAt(item?.body, "properties", "policyId") ?? "";
  const vm = item === undefined ? undefined : azure.documents.get(vmOf(item));
  const warnings = [
    countToday(azure, "protectionWrites", vault.id),
    policyUseWarning(countUsers(azure, policy)),
    ...(isBackedUp(item) ? vmWarnings(call, vm) : []),
  ];
  return warned(accepted(itemHeaders(call, azure, itemId, name)), warnings);
}

const isBackedUp = (item: Document | undefined): boolean =>
  !["ProtectionStopped", "BackupsSuspended"].includes(textAt(item?.body, "properties", "protectionState") ?? "");

/** The warnings about a VM that is to be backed up. */
const vmWarnings = (call: Call, vm: Document | undefined) => [
  ...choiceWarnings(propertiesOf(call), vm),
  sizeWarning(textAt(vm?.body, "properties", "hardwareProfile", "vmSize") ?? ""),
  confidentialWarning(securityTypeOf(vm)),
];

const CONTAINER = /^iaasvmcontainer;iaasvmcontainerv2;[^;]+;[^;]+$/i;
const ITEM_NAME = /^vm;iaasvmcontainerv2;[^;]+;[^;]+$/i;

const CLASSIC = /;iaasvmcontainer;[^;]+;[^;]+$/i;

function requireNames(call: Call): void {
  if (CLASSIC.test(param(call, "container"))) refuseIf(classicFault(param(call, "container")));
  if (!CONTAINER.test(param(call, "container"))) {
    throw refusal(
      400,
      "BMSUserErrorContainerNameIncorrectFormat",
      `The container's name is '${param(call, "container")}': expected IaasVMContainer;iaasvmcontainerv2;{group};{VM}.`,
    );
  }
  if (ITEM_NAME.test(param(call, "item"))) return;
  throw refusal(
    400,
    "BMSUserErrorProtectedItemNameIncorrectFormat",
    `The item's name is '${param(call, "item")}': expected VM;iaasvmcontainerv2;{group};{VM}.`,
  );
}

function remove(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  purgeExpired(azure, vault.id);
  const item = azure.documents.get(calledItemId(call, vault));
  if (item === undefined) return noContent;
  requireUnlockedDelete(azure, vault);
  const name = startDeletion(call, azure, { vault, item });
  const base = idForVersion(call, vault.id);
  const paths: { operation: string; location: string } = {
    operation: `${base}/backupOperations/${name}`,
    location: `${base}/backupOperationResults/${name}`,
  };
  return accepted(asyncHeaders(call, azure, paths));
}

/**
 * Starts a deletion; returns the name of its operation. An immutable vault accepts the call and fails its operation, as
 * reported in Azure/terraform-azurerm-avm-res-compute-virtualmachine 214.
 */
function startDeletion(call: Call, azure: Azure, of: { readonly vault: Document; readonly item: Document }): string {
  const subscription = param(call, "subscription");
  const fault = immutableFault(immutabilityOf(of.vault.body));
  if (fault !== undefined) {
    requireUnlocked(azure, of.item);
    const facts = { errorCode: "UserErrorDeleteBackupItemOnImmutableItem", errorMessage: fault.message };
    return startOperation(azure, { subscription, tookMs: 5_000, facts });
  }
  const job = deleteProtection(call, azure, of);
  return startFollowing(azure, { subscription, jobId: job.id, untilEnd: true });
}

export const itemRoutes: readonly Route[] = [
  { method: "GET", template: `${VAULT}/backupProtectedItems`, access: "poll", handle: list, listOptions: ["$filter"] },
  { method: "GET", template: ITEM, access: "poll", handle: get },
  { method: "PUT", template: ITEM, access: "write", handle: put },
  { method: "DELETE", template: ITEM, access: "write", handle: remove },
];
