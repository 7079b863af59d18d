/**
 * Private endpoints of a vault. Sources: "Private endpoints for Azure Backup" (before you start), "Create and use private
 * endpoints" (v2) of the Azure Backup documentation; words of Microsoft.RecoveryServices/vaults/privateEndpointConnections
 * 2026-05-01. The codes and texts are ours, since no recording shows such a refusal.
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
  /** The connection is there already: it is approved, rejected or let go. */
  readonly isKnown: boolean;
  /** Something was protected in the vault, or registered with it, now or ever. */
  readonly isAssigned: boolean;
  /** Connections that the vault has. */
  readonly count: number;
}

const GROUP_IDS: readonly unknown[] = ["AzureBackup", "AzureBackup_secondary", "AzureSiteRecovery"];
const STATUSES: readonly string[] = ["Pending", "Approved", "Rejected", "Disconnected"];
const MOST_ENDPOINTS = 12;

/** Why a connection cannot be written so, or undefined where it can. */
export function privateEndpointFault({ terms, isKnown, isAssigned, count }: EndpointWrite): RuleFault | undefined {
  return firstFault(
    () => wordsFault(terms),
    () => (isKnown ? undefined : newEndpointFault(isAssigned, count)),
  );
}

function wordsFault({ endpointId, groupIds, status }: EndpointTerms): RuleFault | undefined {
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
  const wrong = groupIds.find((id) => !GROUP_IDS.includes(id));
  if (wrong !== undefined || groupIds.length === 0) {
    return refused("BadRequest", `groupIds holds ${JSON.stringify(wrong ?? null)}: expected ${GROUP_IDS.join(", ")}.`);
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
      "Private endpoints are for vaults in which nothing was ever protected or registered. Make them in a new vault, before its first item.",
    );
  }
  if (count < MOST_ENDPOINTS) return undefined;
  return refused(
    "BMSUserErrorPrivateEndpointCountLimitReached",
    `The vault has ${count} private endpoints: expected at most ${MOST_ENDPOINTS}. Delete one that no network uses.`,
  );
}

interface NetworkTerms {
  readonly publicNetworkAccess: string | undefined;
  readonly crossRegionRestore: string | undefined;
}

/** Why a vault cannot be open or closed to public networks so, or undefined where it can. */
export function publicAccessFault({ publicNetworkAccess, crossRegionRestore }: NetworkTerms): RuleFault | undefined {
  if (publicNetworkAccess !== "Disabled") {
    if (publicNetworkAccess === undefined || publicNetworkAccess === "Enabled") return undefined;
    return refused("BadRequest", `publicNetworkAccess is '${publicNetworkAccess}': expected Enabled, Disabled.`);
  }
  if (crossRegionRestore !== "Enabled") return undefined;
  return refused(
    "CrossRegionRestoreNeedsPublicAccess",
    "Cross region restore is not supported while public network access is denied: choose one of the two.",
  );
}
