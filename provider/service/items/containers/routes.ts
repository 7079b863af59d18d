/**
 * Containers: the VMs that a vault knows. A VM's container is registered with its protection; a client may register it before,
 * and unregister it while it has no protected item. Source: the recordings for the lists; Protection Containers of the Azure
 * Backup REST API for registering, which no recording shows for VMs.
 */
import { idKey, isOfType, sameId } from "../../../arm/resource-id.js";
import { type JsonObject, mergeJson, objectAt, textAt } from "../../../core/json.js";
import { classicFault } from "../../../rules/items/machine.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { CONTAINER_TYPE, containerId, containerNameOf, containerOf, ITEM_TYPE } from "../../azure/backup-ids.js";
import { hasBodiesOf2026, idForVersion, isOldVersion, renderChild } from "../../azure/eras.js";
import { type Filter, matchesFilter, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { refuseIf } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import { accepted, operationHeaders, startOperation } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { settledVault, VAULT } from "../../vaults/vault/index.js";
import { putContainer } from "./document.js";
import { requireReachable } from "./reachable.js";
import { presentItems } from "./soft-delete.js";

export const FABRIC = `${VAULT}/backupFabrics/{fabric}`;

/** Whether a container or protectable item matches a filter. */
export const passesFilter = (body: JsonObject, filter: Filter): boolean => {
  const properties = objectAt(body, "properties");
  return (
    matchesFilter(filter, "backupManagementType", textAt(properties, "backupManagementType")) &&
    matchesFilter(filter, "friendlyName", textAt(properties, "friendlyName")) &&
    matchesFilter(filter, "workloadType", "VM") &&
    matchesFilter(filter, "containerType", "IaasVMContainer") &&
    matchesFilter(filter, "containerName", textAt(body, "name")) &&
    matchesFilter(filter, "fabricName", "Azure") &&
    !filter.has("backupenginename")
  );
};

/** What a list of containers is filtered by: BMSContainerQueryObject of the REST API. No VM has a backup engine. */
const FILTER_NAMES = [
  "backupManagementType",
  "friendlyName",
  "status",
  "containerType",
  "fabricName",
  "backupEngineName",
];

/** The containers of a vault that have an item, or were registered explicitly. */
export function presentContainers(azure: Azure, vault: Document): Document[] {
  const used = new Set(presentItems(azure, vault.id).map(({ id }) => idKey(containerOf(id))));
  return azure.documents
    .list({ type: CONTAINER_TYPE, scope: vault.id })
    .filter(({ id, hidden }) => used.has(idKey(id)) || hidden["registered"] === true);
}

function filtered(call: Call, azure: Azure): Document[] {
  const filter = parseFilter(optionOf(call, "$filter"), FILTER_NAMES);
  return presentContainers(azure, settledVault(call, azure)).filter(({ body }) => passesFilter(body, filter));
}

/** The body of a container in a reply to this call. Those of 2026 end with the location of the VM, which is the vault's. */
function renderContainer(call: Call, azure: Azure, container: Document): JsonObject {
  const body = renderChild(call, container);
  if (!hasBodiesOf2026(call)) return body;
  const sourceLocation = regionKey(textAt(azure.documents.get(container.scope)?.body, "location") ?? "");
  return { ...body, properties: { ...objectAt(body, "properties"), sourceLocation } };
}

/** A soft-deleted container is listed for any requested status, as recorded; old versions return it as Registered. */
function list(call: Call, azure: Azure): Reply {
  const bodies = filtered(call, azure).map((container) => renderContainer(call, azure, container));
  if (!isOldVersion(call)) return ok({ value: bodies });
  return ok({ value: bodies.map((body) => mergeJson(body, { properties: { registrationStatus: "Registered" } })) });
}

function listDeleted(call: Call, azure: Azure): Reply {
  const deleted = filtered(call, azure).filter(
    ({ body }) => textAt(body, "properties", "registrationStatus") === "SoftDeleted",
  );
  return ok({ value: deleted.map((container) => renderContainer(call, azure, container)) });
}

const calledId = (call: Call, vault: Document): string =>
  `${vault.id}/backupFabrics/Azure/protectionContainers/${param(call, "container")}`;

function get(call: Call, azure: Azure): Reply {
  const found = azure.documents.get(calledId(call, settledVault(call, azure)));
  if (found !== undefined) return ok(renderContainer(call, azure, found));
  throw refusal(404, "ResourceNotFound", `The vault has no container '${param(call, "container")}'.`);
}

function register(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const sent = propertiesOf(call);
  const vmId = textAt(sent, "sourceResourceId") ?? textAt(sent, "virtualMachineId") ?? "";
  if (/Microsoft\.ClassicCompute/i.test(vmId) || /;iaasvmcontainer;/i.test(param(call, "container"))) {
    refuseIf(classicFault(param(call, "container")));
  }
  const id = isOfType(vmId, VM_TYPE) ? containerId(vault.id, containerNameOf(vmId)) : "";
  if (!sameId(id, calledId(call, vault))) {
    throw refusal(
      400,
      "BMSUserErrorContainerNameIncorrectFormat",
      `The container's name is '${param(call, "container")}' and sourceResourceId '${vmId}': expected IaasVMContainer;iaasvmcontainerv2;{group};{VM} of that VM.`,
    );
  }
  requireReachable(call, azure, vault, vmId);
  const container = azure.documents.get(id) ?? putContainer(azure, vault.id, azure.documents.get(vmId)?.id ?? vmId);
  azure.documents.put({ ...container, hidden: { ...container.hidden, registered: true } });
  const name = startOperation(azure, { subscription: param(call, "subscription"), tookMs: 12_000 });
  return accepted(operationHeaders(call, azure, idForVersion(call, `${vault.id}/backupFabrics/Azure`), name));
}

function unregister(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const found = azure.documents.get(calledId(call, vault));
  if (found === undefined) return noContent;
  if (azure.documents.count({ type: ITEM_TYPE, under: found.id }) > 0) {
    throw refusal(
      400,
      "BMSUserErrorContainerHasDatasources",
      `Cannot unregister the container '${param(call, "container")}' because it still contains a protected item. Stop its protection and delete its data first.`,
    );
  }
  azure.documents.removeTree(found.id);
  return { status: 200 };
}

const CONTAINER = `${FABRIC}/protectionContainers/{container}`;

export const containerRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${VAULT}/backupProtectionContainers`,
    access: "poll",
    handle: list,
    listOptions: ["$filter"],
  },
  {
    method: "GET",
    template: `${VAULT}/backupDeletedProtectionContainers`,
    access: "poll",
    handle: listDeleted,
    listOptions: ["$filter"],
  },
  { method: "GET", template: CONTAINER, access: "poll", handle: get },
  { method: "PUT", template: CONTAINER, access: "write", handle: register },
  { method: "DELETE", template: CONTAINER, access: "write", handle: unregister },
];
