/** Snapshots of disks, and the usage report that bills them. */
export { snapshotDeletion, snapshotRoutes } from "./routes.js";
export { usageRoutes } from "./usage.js";
