/** What a vault could protect, the containers it has, and whether a machine is protected anywhere. Source: the recordings. */
import { parseResourceId } from "../../arm/resource-id.js";
import { type JsonObject, mergeJson, objectAt, textAt } from "../../core/json.js";
import { protectableItem, protectableMachines } from "../backup/discovery.js";
import { guardianOf } from "../backup/items.js";
import { CONTAINER_TYPE, containerNameOf, itemId } from "../backup/names.js";
import { presentItems } from "../backup/purge.js";
import { eraId, isOldEra, isSince } from "../eras.js";
import { type Filter, meets, parseFilter } from "../filter.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { settledVault, VAULT } from "../vaults/vault.js";
import { accepted, plainHeaders, startOperation } from "../work/operations.js";
import { ok, SUBSCRIPTION } from "./common.js";

const shown = (call: Call, body: JsonObject): JsonObject => ({ ...body, id: eraId(call, textAt(body, "id") ?? "") });

function protectableItems(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const filter = parseFilter(call.query.get("$filter"));
  const items = protectableMachines(azure, vault).map((machine) => protectableItem(vault.id, machine));
  return ok({ value: items.filter((item) => passes(item, filter)).map((item) => shown(call, item)) });
}

const passes = (body: JsonObject, filter: Filter): boolean => {
  const properties = objectAt(body, "properties");
  return (
    meets(filter, "backupManagementType", textAt(properties, "backupManagementType")) &&
    meets(filter, "friendlyName", textAt(properties, "friendlyName"))
  );
};

/** Azure looks for machines for some twelve seconds. */
function refreshContainers(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const name = startOperation(azure, {
    subscription: param(call, "subscription"),
    kind: "refresh",
    tookMs: 12_000,
    facts: { vault: vault.id },
  });
  const base = eraId(call, `${vault.id}/backupFabrics/Azure`);
  return accepted(plainHeaders(call, azure, base, name));
}

function containersOf(call: Call, azure: Azure): Document[] {
  const vault = settledVault(call, azure);
  const kept = new Set(presentItems(azure, vault.id).map(({ id }) => id.split("/protectedItems/")[0]));
  const filter = parseFilter(call.query.get("$filter"));
  return azure.documents
    .list({ type: CONTAINER_TYPE, scope: vault.id })
    .filter(({ id, body }) => kept.has(id) && passes(body, filter));
}

/** A soft-deleted container is listed too, whatever status was asked for, as recorded; old versions call it Registered. */
function containers(call: Call, azure: Azure): Reply {
  const bodies = containersOf(call, azure).map(({ body }) => shown(call, body));
  if (!isOldEra(call)) return ok({ value: bodies });
  return ok({ value: bodies.map((body) => mergeJson(body, { properties: { registrationStatus: "Registered" } })) });
}

function deletedContainers(call: Call, azure: Azure): Reply {
  const deleted = containersOf(call, azure).filter(
    ({ body }) => textAt(body, "properties", "registrationStatus") === "SoftDeleted",
  );
  return ok({ value: deleted.map(({ body }) => shown(call, body)) });
}

function container(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const found = azure.documents.get(`${vault.id}/backupFabrics/Azure/protectionContainers/${param(call, "container")}`);
  if (found !== undefined) return ok(shown(call, found.body));
  throw refusal(404, "ResourceNotFound", `The vault has no container '${param(call, "container")}'.`);
}

function backupStatus(call: Call, azure: Azure): Reply {
  const vmId = textAt(call.body, "resourceId") ?? "";
  if (textAt(call.body, "resourceType") !== "VM" || parseResourceId(vmId).path.length === 0) {
    throw refusal(400, "BadRequest", "resourceType must be VM and resourceId the id of a virtual machine.");
  }
  const vault = guardianOf(azure, vmId);
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
    ...(isSince(call, "2024-01-01") ? { objectType: "BackupStatusResponse" } : {}),
  });
}

const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/{location}`;
const FABRIC = `${VAULT}/backupFabrics/{fabric}`;

export const discoveryRoutes: readonly Route[] = [
  { method: "GET", template: `${VAULT}/backupProtectableItems`, access: "poll", handle: protectableItems },
  { method: "POST", template: `${FABRIC}/refreshContainers`, access: "write", handle: refreshContainers },
  { method: "GET", template: `${VAULT}/backupProtectionContainers`, access: "poll", handle: containers },
  { method: "GET", template: `${VAULT}/backupDeletedProtectionContainers`, access: "poll", handle: deletedContainers },
  { method: "GET", template: `${FABRIC}/protectionContainers/{container}`, access: "poll", handle: container },
  { method: "POST", template: `${LOCATION}/backupStatus`, access: "read", handle: backupStatus },
];
