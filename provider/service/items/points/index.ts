/** Recovery points: taking one, and how long it is retained. */
export { addVaultTier, DEFAULT_RETENTION_MS, putPoint } from "./document.js";
export { purgePoints, retainedPoints } from "./retained.js";
export { pointRoutes, requirePoint } from "./routes.js";
