/** What the rules of `rules/items/restore.ts` need to know of a requested restore. */
import { subscriptionOf, subscriptionScopeOf } from "../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { RestoreFacts } from "../../rules/items/restore.js";
import { regionKey } from "../../rules/shared/regions.js";
import { RESOURCE_GROUP_TYPE } from "../azure/resources.js";
import type { Azure } from "../azure/route.js";
import { disksOf } from "../compute/index.js";
import { vmOf } from "../items/containers/index.js";
import type { Document } from "../store/documents.js";

interface RestoreRequest {
  readonly vault: Document;
  readonly item: Document;
  readonly point: Document;
  /** The properties of the request. */
  readonly request: JsonObject;
}

export function restoreFacts(azure: Azure, { vault, item, point, request }: RestoreRequest): RestoreFacts {
  const account = azure.documents.get(textAt(request, "storageAccountId") ?? "");
  const target = textAt(request, "targetVirtualMachineId");
  const group = textAt(request, "targetResourceGroupId");
  return {
    requestType: textAt(request, "objectType"),
    recoveryType: textAt(request, "recoveryType") ?? "",
    region: regionKey(textAt(request, "region") ?? ""),
    vault: {
      location: textAt(vault.body, "location") ?? "",
      subscription: subscriptionOf(vault.id),
      crossSubscription: textAt(vault.body, ...CROSS_SUBSCRIPTION) ?? "Enabled",
    },
    storageAccountId: textAt(request, "storageAccountId"),
    storageAccountLocation: account === undefined ? undefined : regionKey(textAt(account.body, "location") ?? ""),
    targetResourceGroupId: group,
    targetGroupExists: !isMissingGroup(azure, group ?? "", textAt(request, "storageAccountId") ?? ""),
    targetVmId: target,
    targetExists: target !== undefined && azure.documents.get(target) !== undefined,
    virtualNetworkId: textAt(request, "virtualNetworkId"),
    subnetId: textAt(request, "subnetId"),
    sourceExists: azure.documents.get(vmOf(item)) !== undefined,
    zones: listAt(request, "zones").map(String),
    sourceZones: listAt(point.hidden, "machine", "zones").map(String),
    sourceHasPlan: Object.keys(objectAt(point.hidden, "machine", "plan")).length > 0,
    isInVault: tiersOf(point).includes("HardenedRP"),
    unknownLuns: unknownLuns(request, point),
    threatStatus: textAt(point.body, "properties", "threatStatus"),
  };
}

/**
 * Whether the embedded Azure knows that a group does not exist. A request whose staging account or target subscription it does
 * not know, as in recordings that begin later, is about resources that are only in Azure.
 */
function isMissingGroup({ documents }: Azure, groupId: string, accountId: string): boolean {
  if (groupId === "" || documents.get(groupId) !== undefined) return false;
  if (accountId !== "" && documents.get(accountId) === undefined) return false;
  return documents.count({ type: RESOURCE_GROUP_TYPE, under: subscriptionScopeOf(groupId) }) > 0;
}

const CROSS_SUBSCRIPTION = [
  "properties",
  "restoreSettings",
  "crossSubscriptionRestoreSettings",
  "crossSubscriptionRestoreState",
] as const;

const tiersOf = (point: Document): string[] =>
  listAt(point.body, "properties", "recoveryPointTierDetails").map((tier) => textAt(tier, "type") ?? "");

/** The requested LUNs that were neither in the backup nor, if it included all disks, in the VM. */
function unknownLuns(request: JsonObject, point: Document): number[] {
  const included = listAt(point.body, "properties", "recoveryPointDiskConfiguration", "includedDiskList");
  const existing =
    included.length > 0
      ? included.map((disk) => Number(objectAt(disk)["lun"]))
      : disksOf({ body: objectAt(point.hidden, "machine") }).map(({ lun }) => lun);
  return listAt(request, "restoreDiskLunList")
    .map(Number)
    .filter((lun) => !existing.includes(lun));
}
