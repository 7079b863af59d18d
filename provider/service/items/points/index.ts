/** Recovery points: taking one, and how long it is retained. */
export { addVaultTier, DEFAULT_KEPT_MS, putPoint } from "./document.js";
export { keptPoints, purgePoints } from "./retained.js";
export { pointRoutes, requirePoint } from "./routes.js";
