/**
 * Network access to a vault: private endpoints and public access. Sources: "Private endpoints for Azure Backup" (before you start), "Create and use private
 * endpoints" (v2) of the Azure Backup documentation; enum values of
 * Microsoft.RecoveryServices/vaults/privateEndpointConnections 2026-05-01. The codes and texts are ours, since no recording has
 * such a refusal.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

interface EndpointTerms {
  /** The ARM id of the endpoint, of Microsoft.Network/privateEndpoints. */
  readonly endpointId: string;
  readonly groupIds: readonly unknown[];
  readonly status: string;
}

interface EndpointWrite {
  readonly terms: EndpointTerms;
  /** Whether the connection exists: the request approves, rejects or disconnects it. */
  readonly exists: boolean;
  /** Whether anything was ever protected in the vault or registered with it. */
  readonly isAssigned: boolean;
  /** The number of the vault's connections. */
  readonly count: number;
}

const GROUP_IDS: readonly unknown[] = ["AzureBackup", "AzureBackup_secondary", "AzureSiteRecovery"];
const STATUSES: readonly string[] = ["Pending", "Approved", "Rejected", "Disconnected"];
const MAX_ENDPOINTS = 12;

/** Refuses an invalid write of a connection. */
export function privateEndpointFault({ terms, exists, isAssigned, count }: EndpointWrite): RuleFault | undefined {
  return firstFault(
    () => valuesFault(terms),
    () => (exists ? undefined : newEndpointFault(isAssigned, count)),
  );
}

function valuesFault({ endpointId, groupIds, status }: EndpointTerms): RuleFault | undefined {
  if (
    !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/privateEndpoints\/[^/]+$/i.test(
      endpointId,
    )
  ) {
    return refused(
      "BadRequest",
      `privateEndpoint.id is '${endpointId}': expected the id of a private endpoint of Microsoft.Network.`,
    );
  }
  if (groupIds.length === 0 || !groupIds.every((id) => GROUP_IDS.includes(id))) {
    return refused(
      "BadRequest",
      `groupIds is ${JSON.stringify(groupIds)}: expected one or more of ${GROUP_IDS.join(", ")}.`,
    );
  }
  if (STATUSES.includes(status)) return undefined;
  return refused(
    "BadRequest",
    `privateLinkServiceConnectionState.status is '${status}': expected ${STATUSES.join(", ")}.`,
  );
}

function newEndpointFault(isAssigned: boolean, count: number): RuleFault | undefined {
  if (isAssigned) {
    return refused(
      "BMSUserErrorPrivateEndpointNotAllowed",
      "Private endpoints require a vault in which nothing was ever protected or registered. Create them in a new vault before its first item.",
    );
  }
  if (count < MAX_ENDPOINTS) return undefined;
  return refused(
    "BMSUserErrorPrivateEndpointCountLimitReached",
    `The vault has ${count} private endpoints: expected at most ${MAX_ENDPOINTS}. Delete one that no network uses.`,
  );
}

interface NetworkTerms {
  readonly publicNetworkAccess: string | undefined;
  readonly crossRegionRestore: string | undefined;
}

/** Refuses an invalid public network access of a vault. */
export function publicAccessFault({ publicNetworkAccess, crossRegionRestore }: NetworkTerms): RuleFault | undefined {
  if (publicNetworkAccess !== "Disabled") {
    if (publicNetworkAccess === undefined || publicNetworkAccess === "Enabled") return undefined;
    return refused("BadRequest", `publicNetworkAccess is '${publicNetworkAccess}': expected Enabled, Disabled.`);
  }
  if (crossRegionRestore !== "Enabled") return undefined;
  return refused(
    "CrossRegionRestoreNeedsPublicAccess",
    "Cross region restore is not supported while public network access is disabled: choose one of the two.",
  );
}
