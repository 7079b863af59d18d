/** The HTTP routes of vaults, but for their deletion. */
export { vaultOperationRoutes } from "./operation-routes.js";
export { startVaultOperation } from "./operations.js";
export { vaultRoutes } from "./routes.js";
