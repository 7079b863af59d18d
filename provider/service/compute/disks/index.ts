/** Managed disks, and what they share with snapshots: bodies, access URLs, background copies. */
export { putDisk } from "./document.js";
export { diskDeletion, diskRoutes } from "./routes.js";
