/** Restore point collections and the restore points in them. */
export { cleanCollection, putRestorePoint, removeCollection } from "./document.js";
export { restorePointRoutes } from "./routes.js";
