/** The HTTP routes of vaults, but for their deletion. */
export { emptyListRoutes } from "./empty-lists.js";
export { vaultOperationRoutes } from "./operation-routes.js";
export { startVaultOperation } from "./operations.js";
export { vaultRoutes } from "./routes.js";
