/**
 * What prevents destructive operations: the contents of a vault that is deleted ("Delete a Recovery Services vault"),
 * immutability, and a resource guard ("Multi-user authorization", Azure Backup documentation). Azure's own texts: on
 * soft-deleted items (recorded), on active items (MicrosoftDocs/azure-docs 42016), on immutability and the first sentence on
 * guards (reported). The others are ours. Policies do not prevent the deletion of a vault.
 */
import { type RuleFault, refused } from "../shared/fault.js";

interface VaultContent {
  /** Names of VMs with protection or with retained points. */
  readonly active: readonly string[];
  /** Names of VMs in soft delete. */
  readonly softDeleted: readonly string[];
  /** Names of registered containers without an item. */
  readonly registered?: readonly string[];
  /** Names of private endpoint connections. */
  readonly privateEndpoints?: readonly string[];
}

/** Refuses to delete a vault that is not empty. */
export function vaultDeletionFault(content: VaultContent): RuleFault | undefined {
  const { active, softDeleted, registered = [], privateEndpoints = [] } = content;
  if (active.length > 0 || (softDeleted.length === 0 && registered.length > 0)) {
    return refused(
      "ServiceResourceNotEmptyWithContainerDetails",
      `Vault cannot be deleted as there are existing resources within the vault. : ${[...active, ...registered].join(",")}\nUnregister all containers from the vault and then retry to delete vault. For instructions, see https://aka.ms/AB-AA4ecq5`,
    );
  }
  if (softDeleted.length === 0) return privateEndpointsFault(privateEndpoints);
  return refused(
    "ServiceResourceNotEmptyWithBackendMessage",
    `Recovery Services vault cannot be deleted as there are backup items in soft deleted state in the vault. The soft deleted items are permanently deleted after 14 days of delete operation. Please try vault deletion after the backup items are permanently deleted and there is no item in soft deleted state left in the vault.For more information, refer https://aka.ms/SoftDeleteCloudWorkloads. The registered items are : ${softDeleted.join(",")}\nPlease ensure all containers have been unregistered from the vault and all private endpoints associated with the vault have been deleted, and retry operation. For more details, see https://aka.ms/AB-AA4ecq5`,
  );
}

function privateEndpointsFault(names: readonly string[]): RuleFault | undefined {
  if (names.length === 0) return undefined;
  return refused(
    "ServiceResourceNotEmptyWithBackendMessage",
    `Recovery Services vault cannot be deleted as there are private endpoints associated with the vault. The private endpoint connections are : ${names.join(",")}\nPlease ensure all private endpoints associated with the vault have been deleted, and retry operation. For more details, see https://aka.ms/AB-AA4ecq5`,
  );
}

/** Refuses a destructive operation in an immutable vault. Code and text are Azure's. */
export function immutableFault(immutability: string | undefined): RuleFault | undefined {
  if (immutability !== "Locked" && immutability !== "Unlocked") return undefined;
  return refused(
    "UserErrorOperationDeniedOnImmutableItem",
    "The Vault and Bakcup Item is in Immutable state where destructive operations are not supported. The Vault and Backup Item is immutable, hence operation is denied. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ",
  );
}

interface GuardFacts {
  /** Whether the vault has a resource guard. */
  readonly isGuarded: boolean;
  /** Whether the call refers to a request of the guard, or such a request unlocked the deletion. */
  readonly isGranted: boolean;
}

/** Whether a call refers to a request of the guard. Ids are compared without case. */
export const hasRequestOf = (guardId: string, requests: readonly unknown[]): boolean =>
  requests.some(
    (request) => typeof request === "string" && request.toLowerCase().startsWith(`${guardId.toLowerCase()}/`),
  );

/** Refuses a critical operation without a request of the guard. The first sentence is Azure's, as reported; the code is ours. */
export function guardFault({ isGuarded, isGranted }: GuardFacts): RuleFault | undefined {
  if (!isGuarded || isGranted) return undefined;
  return refused(
    "UserErrorResourceGuardOperationRequestMissing",
    "ResourceGuard Operation requestid is either null or empty. The vault has a resource guard: add a request of it to resourceGuardOperationRequests, and unlock a deletion first.",
    403,
  );
}
