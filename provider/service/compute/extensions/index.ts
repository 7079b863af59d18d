/** VM extensions, and the guest that they run in. */
export { ensureSnapshotExtension } from "./document.js";
export { guestFacts, threatOf } from "./guest.js";
export { extensionRoutes } from "./routes.js";
