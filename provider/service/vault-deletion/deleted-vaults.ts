/** The API of deleted vaults, since api-version 2025-08-01. Source: recordings of 2026; DeletedVaults of the specification. */
import { isOfType, parseResourceId } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { regionKey } from "../../rules/shared/regions.js";
import { invalidParameterFault } from "../../rules/vaults/parameters.js";
import { azureTime } from "../../time/durations.js";
import { refuseIf } from "../azure/refuse.js";
import { ok } from "../azure/replies.js";
import { RESOURCE_GROUP_TYPE, requireGroup, resourceNotFound, SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../azure/route.js";
import { accepted, asyncHeaders, poll, requireOperation, startOperation } from "../schedule/operations.js";
import type { Document } from "../store/documents.js";
import { deletedVaultsIn, deletedVaultsScope, isPurgeDue, recoveredId, restoreVault } from "./document.js";

/** Azure takes 65 to 125 seconds. */
const TOOK_MS = 65_000;

const scopeOf = (call: Call): string =>
  deletedVaultsScope(param(call, "subscription"), regionKey(param(call, "location")));

const calledId = (call: Call): string => `${scopeOf(call)}/deletedVaults/${param(call, "deletedVault")}`;

function requireDeletedVault(call: Call, azure: Azure): Document {
  const found = azure.documents.get(calledId(call));
  if (found !== undefined && !isPurgeDue(found, azure.now)) return found;
  throw resourceNotFound(calledId(call));
}

function list(call: Call, azure: Azure): Reply {
  const vaults = deletedVaultsIn(azure.documents, scopeOf(call));
  return ok({ value: vaults.filter((vault) => !isPurgeDue(vault, azure.now)).map(({ body }) => body) });
}

function undelete(call: Call, azure: Azure): Reply {
  const deleted = requireDeletedVault(call, azure);
  const groupId = requireTargetGroup(call, azure);
  const vaultId = recoveredId(deleted, groupId);
  if (azure.documents.stamp(vaultId) !== undefined) {
    throw refusal(
      409,
      "ResourceAlreadyExists",
      `The vault '${vaultId}' exists: delete it, or recover the deleted vault into another resource group.`,
    );
  }
  restoreVault(azure, deleted, groupId);
  const name = startOperation(azure, { subscription: param(call, "subscription"), tookMs: TOOK_MS });
  return accepted(operationHeaders(call, azure, `${deleted.id}/operations/${name}`));
}

/** The group of `recoveryResourceGroupId`, as it was created. */
function requireTargetGroup(call: Call, azure: Azure): string {
  const groupId = textAt(propertiesOf(call), "recoveryResourceGroupId") ?? "";
  const isInSubscription =
    isOfType(groupId, RESOURCE_GROUP_TYPE) &&
    parseResourceId(groupId).subscription?.toLowerCase() === param(call, "subscription").toLowerCase();
  if (!isInSubscription) {
    refuseIf(
      invalidParameterFault(
        "recoveryResourceGroupId",
        "Expected the id of a resource group of this subscription: /subscriptions/{id}/resourceGroups/{group}.",
      ),
    );
  }
  return requireGroup(azure, groupId).id;
}

const operationHeaders = (call: Call, azure: Azure, path: string): Readonly<Record<string, string>> =>
  asyncHeaders(call, azure, { operation: path, location: path });

/** The end of an undelete can be read after the deleted vault is gone; its time is that of the read, as recorded. */
function operation(call: Call, azure: Azure): Reply {
  const state = requireOperation(call, azure);
  const id = `${calledId(call)}/operations/${state.name}`;
  if (!state.done) {
    const body = { id, name: state.name, status: "InProgress" };
    return { status: 200, headers: operationHeaders(call, azure, id), body };
  }
  const startTime = azureTime(new Date(state.startTime));
  return ok({ id, name: state.name, status: "Succeeded", startTime, endTime: azureTime(azure.now) });
}

const VAULTS = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/{location}/deletedVaults`;
const VAULT = `${VAULTS}/{deletedVault}`;

export const deletedVaultRoutes: readonly Route[] = [
  { method: "GET", template: VAULTS, access: "read", handle: list },
  {
    method: "GET",
    template: VAULT,
    access: "read",
    handle: (call, azure) => ok(requireDeletedVault(call, azure).body),
  },
  { method: "POST", template: `${VAULT}/undelete`, access: "write", handle: undelete },
  poll(`${VAULT}/operations/{operation}`, operation),
];
