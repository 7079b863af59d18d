/** The containers and protected items of a vault as documents: health, soft delete, the item that a call names. */
export { followJob, ITEM, requireItem } from "./calls.js";
export { changeItem, isSoftDeleted, vmOf } from "./document.js";
export { noteBackup, noteKpi } from "./health.js";
export { containerRoutes, presentContainers } from "./routes.js";
export { lastPurgeTime, presentItems } from "./soft-delete.js";
