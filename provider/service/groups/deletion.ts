/** What lies in resource groups, and deleting a group with all of it. */

import { BackupError } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { textAt } from "../../core/json.js";
import { GROUP, ok, pick, SUBSCRIPTION } from "../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { MACHINE_TYPE } from "../compute/machine.js";
import { releaseDisks } from "../compute/machines/disks.js";
import { accepted, asyncHeaders, readOperation, startOperation } from "../schedule/operations.js";
import { settleRunning } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { deleteVault, purgeDeletedVaults } from "../vaults/deleted/document.js";
import { requireDeletable } from "../vaults/deleted/routes.js";
import { hasSecureDefaults, VAULT_TYPE } from "../vaults/vault/document.js";
import { calledGroupId, requireGroup } from "./resource-groups.js";

const TOOK_MS = 60_000;

function remove(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  purgeDeletedVaults(azure);
  requireVaultsDeletable(azure, group);
  for (const vault of azure.documents.list({ type: VAULT_TYPE, scope: group.id })) deleteVault(azure, vault);
  // Disks of other groups that machines of this one hold are let go.
  for (const machine of azure.documents.list({ type: MACHINE_TYPE, scope: group.id })) releaseDisks(azure, machine);
  azure.documents.removeTree(group.id);
  const name = startOperation(azure, { subscription: param(call, "subscription"), tookMs: TOOK_MS });
  const location = `/subscriptions/${param(call, "subscription")}/operationresults/${name}`;
  return accepted(asyncHeaders(call, azure, { location }));
}

/**
 * A vault that holds items keeps its group. Azure accepts the deletion and reports this when it fails; the embedded Azure
 * says it at once and deletes nothing. The choice is ours.
 */
function requireVaultsDeletable(azure: Azure, group: Document): void {
  for (const vault of azure.documents.list({ type: VAULT_TYPE, scope: group.id })) {
    settleRunning(azure, vault.id);
    const reason = whyKept(azure, vault);
    if (reason === undefined) continue;
    throw refusal(
      409,
      "ResourceGroupDeletionBlocked",
      `Deletion of resource group '${textAt(group.body, "name")}' failed as resources with identifiers '${vault.id}' could not be deleted. The provisioning state of the resource group will be rolled back.`,
      { details: [{ code: reason.azureCode ?? reason.code, target: vault.id, message: reason.message }] },
    );
  }
}

function whyKept(azure: Azure, vault: Document): BackupError | undefined {
  try {
    // The group's own api-version says nothing of vaults: the version that made the vault decides.
    requireDeletable(azure, vault, hasSecureDefaults(vault) ? "softDeleted" : "nothing");
    return undefined;
  } catch (error) {
    if (error instanceof BackupError) return error;
    throw error;
  }
}

function deletionResult(call: Call, azure: Azure): Reply {
  const state = readOperation(azure, param(call, "subscription"), param(call, "operation"));
  if (state === undefined || state.done) return { status: 200 };
  return accepted(asyncHeaders(call, azure, { location: call.path }));
}

/** Resources of groups are those whose path has one type and one name. */
const RESOURCE = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+$/i;

const brief = ({ body }: Document): JsonObject =>
  pick(body, "id", "name", "type", "location", "tags", "sku", "kind", "zones", "managedBy");

function resourcesOfGroup(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  return ok({
    value: azure.documents
      .below(group.id)
      .filter(({ id }) => RESOURCE.test(id))
      .map(brief),
  });
}

function resourcesOfSubscription(call: Call, azure: Azure): Reply {
  const below = azure.documents.below(`/subscriptions/${param(call, "subscription")}/resourceGroups`);
  return ok({ value: below.filter(({ id }) => RESOURCE.test(id)).map(brief) });
}

export const groupRoutes: readonly Route[] = [
  { method: "DELETE", template: GROUP, access: "write", handle: remove },
  { method: "GET", template: `${GROUP}/resources`, access: "read", handle: resourcesOfGroup },
  { method: "GET", template: `${SUBSCRIPTION}/resources`, access: "read", handle: resourcesOfSubscription },
  { method: "GET", template: `${SUBSCRIPTION}/operationresults/{operation}`, access: "poll", handle: deletionResult },
];
