/** Backup policies, and which items use one. */
export { countUsers, dropPolicyChange, notePolicyChange, notePolicyUse, policyTypeOf } from "./document.js";
export { requireKeptRetention } from "./retention.js";
export { policyRoutes } from "./routes.js";
