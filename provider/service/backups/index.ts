/** On-demand backups, and cancelling a job. */
export { cancelWork } from "./cancel.js";
export { backupRoutes } from "./routes.js";
export { backupWork } from "./work.js";
