/** Backup policies, and which items use one. */
export {
  countUsers,
  dropPolicyChange,
  notePolicyChange,
  notePolicyUse,
  POLICY_TYPE,
  policyTypeOf,
} from "./document.js";
export { requireUnreducedRetention } from "./retention.js";
export { policyRoutes } from "./routes.js";
