/**
 * A vault's private endpoint connections as documents, and their summary in the vault's own body. Source: the recordings' lists
 * of vaults.
 */
import { listAt, objectAt, omit, textAt } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";

export const PRIVATE_ENDPOINT_TYPE = "Microsoft.RecoveryServices/vaults/privateEndpointConnections";

/** The connections of a vault. */
export const endpointsOf = ({ documents }: Azure, vaultId: string): Document[] =>
  documents.list({ type: PRIVATE_ENDPOINT_TYPE, scope: vaultId });

/** Writes the vault's connections into its body, and for which of its services one is approved. */
export function showEndpoints(azure: Azure, vault: Document): void {
  const endpoints = endpointsOf(azure, vault.id);
  const properties = omit(objectAt(vault.body, "properties"), "privateEndpointConnections");
  const connections = endpoints.length === 0 ? {} : { privateEndpointConnections: endpoints.map(({ body }) => body) };
  const body = {
    ...vault.body,
    properties: {
      ...properties,
      ...connections,
      privateEndpointStateForBackup: stateFor(endpoints, "AzureBackup"),
      privateEndpointStateForSiteRecovery: stateFor(endpoints, "AzureSiteRecovery"),
    },
  };
  azure.documents.put({ ...vault, body });
}

const stateFor = (endpoints: readonly Document[], groupId: string): "Enabled" | "None" =>
  endpoints.some(({ body }) => isApproved(body) && listAt(body, "properties", "groupIds").includes(groupId))
    ? "Enabled"
    : "None";

const isApproved = (body: Document["body"]): boolean =>
  textAt(body, "properties", "privateLinkServiceConnectionState", "status") === "Approved";
