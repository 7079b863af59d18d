/** The VMs that a vault could protect, and whether any vault protects a VM. Source: the recordings. */
import { isOfType } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { containerNameOf, itemId } from "../../azure/backup-ids.js";
import { idForVersion, isSince, renderChild } from "../../azure/eras.js";
import { matchesFilter, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import { accepted, operationHeaders, startOperation } from "../../schedule/operations.js";
import { settledVault, VAULT } from "../../vaults/vault/index.js";
import { protectingVaultOf } from "../containers/document.js";
import { FABRIC, passesFilter } from "../containers/routes.js";
import { LOCATION, protectableItem, protectableVms } from "./document.js";

/** What a list of protectable items is filtered by: BMSPOQueryObject of the REST API; all listed VMs are unprotected. */
const FILTER_NAMES = ["backupManagementType", "workloadType", "containerName", "status", "friendlyName"];

function protectableItems(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const filter = parseFilter(optionOf(call, "$filter"), FILTER_NAMES);
  const items = protectableVms(azure, vault).map((vm) => protectableItem(vault.id, vm));
  return ok({
    value: items
      .filter((item) => passesFilter(item, filter) && matchesFilter(filter, "status", "NotProtected"))
      .map((body) => renderChild(call, { body })),
  });
}

/** A refresh takes about twelve seconds in Azure. */
function refreshContainers(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const name = startOperation(azure, {
    subscription: param(call, "subscription"),
    kind: "refresh",
    tookMs: 12_000,
    facts: { vault: vault.id },
  });
  const base = idForVersion(call, `${vault.id}/backupFabrics/Azure`);
  return accepted(operationHeaders(call, azure, base, name));
}

/** Recordings of 2023-02-01 have no `objectType`, those of 2023-04-01 have it. */
const OBJECT_TYPE_SINCE = "2023-04-01";

function backupStatus(call: Call, azure: Azure): Reply {
  const vmId = textAt(call.body, "resourceId") ?? "";
  if (textAt(call.body, "resourceType") !== "VM" || !isOfType(vmId, VM_TYPE)) {
    throw refusal(400, "BadRequest", "resourceType must be VM and resourceId the id of a virtual machine.");
  }
  const vault = protectingVaultOf(azure, vmId);
  const name = containerNameOf(vmId);
  const item = vault === undefined ? undefined : azure.documents.get(itemId(vault, name));
  return ok({
    protectionStatus: item === undefined ? "NotProtected" : "Protected",
    ...(vault === undefined || item === undefined ? {} : { vaultId: vault }),
    fabricName: "Azure",
    containerName: `iaasvmcontainer;${name}`,
    protectedItemName: `vm;${name}`,
    ...(item === undefined ? {} : { policyName: textAt(item.body, "properties", "policyName") ?? "" }),
    protectedItemsCount: 0,
    ...(isSince(call, OBJECT_TYPE_SINCE) ? { objectType: "BackupStatusResponse" } : {}),
  });
}

export const discoveryRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${VAULT}/backupProtectableItems`,
    access: "poll",
    handle: protectableItems,
    listOptions: ["$filter"],
  },
  { method: "POST", template: `${FABRIC}/refreshContainers`, access: "write", handle: refreshContainers },
  { method: "POST", template: `${LOCATION}/backupStatus`, access: "read", handle: backupStatus },
];
