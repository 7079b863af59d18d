/** Virtual machines, with the disks that they create, attach and release. */
export { vmProperties } from "./body.js";
export { attachDisks } from "./disks.js";
export { vmDeletion, vmRoutes } from "./routes.js";
