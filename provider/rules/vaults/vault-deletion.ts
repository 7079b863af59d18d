/**
 * What keeps a vault from being deleted: items, containers that are registered, private endpoints ("Delete a Recovery
 * Services vault", Azure Backup documentation). Two texts are Azure's own, as recorded (soft-deleted items) and as reported
 * (active items: MicrosoftDocs/azure-docs 42016); the one on private endpoints is ours. Policies do not keep a vault.
 */
import { type RuleFault, refused } from "../shared/fault.js";

interface VaultContent {
  /** Names of machines that are protected, or whose points are kept. */
  readonly active: readonly string[];
  /** Names of machines whose points are soft-deleted. */
  readonly softDeleted: readonly string[];
  /** Names of containers that are registered and hold no item. */
  readonly registered?: readonly string[];
  /** Names of private endpoint connections. */
  readonly privateEndpoints?: readonly string[];
}

/** Why a vault with this content cannot be deleted, or undefined where it can. */
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
