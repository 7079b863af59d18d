/** The link of a vault to a resource guard, and the consent that a guarded vault requires. */
export { requireGuardConsent, requireUnlockedDelete, resourceGuardRoutes } from "./routes.js";
