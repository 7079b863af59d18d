/** What all resources of Microsoft.Compute share: their routes, their operations, and reading a virtual machine. */
export { disksOf, VM_TYPE, type VmDisk, osTypeOf, powerStateOf } from "./machine.js";
export { computeOperationRoutes } from "./operation-routes.js";
