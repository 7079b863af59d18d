/** The security, storage and encryption settings of a vault. */
export { vaultConfigRoutes } from "./routes.js";
