/** What all resources of Microsoft.Compute share: their routes, their operations, and reading a virtual machine. */
export { disksOf, MACHINE_TYPE, type MachineDisk, osTypeOf, powerStateOf } from "./machine.js";
export { computeOperationRoutes } from "./operation-routes.js";
