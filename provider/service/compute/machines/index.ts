/** Virtual machines, with the disks that they create, attach and release. */
export { machineProperties } from "./body.js";
export { attachDisks } from "./disks.js";
export { machineDeletion, machineRoutes } from "./routes.js";
