/**
 * Connections of private endpoints to a vault. Azure creates one when a private endpoint of Microsoft.Network names the vault;
 * here a client puts it, as it does in Azure to approve or to reject it. It is created and deleted at once. The vault's body
 * repeats its connections, as recorded in lists of vaults. Source: Private Endpoint Connection of the Azure Backup REST API.
 */
import { type JsonObject, listAt, mergeJson, objectAt, textAt } from "../../../core/json.js";
import { privateEndpointFault } from "../../../rules/vaults/network.js";
import { CONTAINER_TYPE } from "../../azure/backup-ids.js";
import { renderChild } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { resourceNotFound } from "../../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { isAssigned, requireVault, settledVault, VAULT } from "../vault/document.js";
import { endpointsOf, PRIVATE_ENDPOINT_TYPE, showEndpoints } from "./document.js";

const calledId = (call: Call, vault: Document): string =>
  `${vault.id}/privateEndpointConnections/${param(call, "connection")}`;

function get(call: Call, azure: Azure): Reply {
  const id = calledId(call, requireVault(call, azure));
  const found = azure.documents.get(id);
  if (found === undefined) throw resourceNotFound(id);
  return ok(renderChild(call, found));
}

/** The properties to store: those that are not sent stay unchanged. */
function writtenProperties(sent: JsonObject, old: Document | undefined): JsonObject {
  const current = old === undefined ? DEFAULTS : objectAt(old.body, "properties");
  return { ...mergeJson(current, sent), provisioningState: "Succeeded" };
}

const DEFAULTS: JsonObject = {
  groupIds: ["AzureBackup"],
  privateLinkServiceConnectionState: { status: "Pending", description: "None", actionsRequired: "None" },
};

function put(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const id = calledId(call, vault);
  const old = azure.documents.get(id);
  const properties = writtenProperties(propertiesOf(call), old);
  refuseIf(
    privateEndpointFault({
      terms: {
        endpointId: textAt(properties, "privateEndpoint", "id") ?? "",
        groupIds: listAt(properties, "groupIds"),
        status: textAt(properties, "privateLinkServiceConnectionState", "status") ?? "",
      },
      exists: old !== undefined,
      isAssigned: isAssigned(vault) || azure.documents.count({ type: CONTAINER_TYPE, scope: vault.id }) > 0,
      count: endpointsOf(azure, vault.id).length,
    }),
  );
  const body = {
    id: old?.id ?? id,
    name: textAt(old?.body, "name") ?? param(call, "connection"),
    type: PRIVATE_ENDPOINT_TYPE,
    location: textAt(vault.body, "location"),
    properties,
  };
  const connection = azure.documents.put({ id: body.id, type: PRIVATE_ENDPOINT_TYPE, scope: vault.id, body });
  showEndpoints(azure, vault);
  return { status: old === undefined ? 201 : 200, body: renderChild(call, connection) };
}

function remove(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  if (azure.documents.get(calledId(call, vault)) === undefined) return noContent;
  azure.documents.removeTree(calledId(call, vault));
  showEndpoints(azure, vault);
  return { status: 200 };
}

const CONNECTION = `${VAULT}/privateEndpointConnections/{connection}`;

export const privateEndpointRoutes: readonly Route[] = [
  { method: "GET", template: CONNECTION, access: "read", handle: get },
  { method: "PUT", template: CONNECTION, access: "write", handle: put },
  { method: "DELETE", template: CONNECTION, access: "write", handle: remove },
];
