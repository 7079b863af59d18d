/** Deleting a vault, and the deleted vaults that soft delete retains. */
export { deletedVaultRoutes } from "./deleted-vaults.js";
export { purgeableVaults, purgeDeletedVaults } from "./document.js";
export { purgingDeletedVaults, vaultDeletion, vaultDeletionRoutes } from "./routes.js";
