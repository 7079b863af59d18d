/** What all resources of Microsoft.Compute share: their routes, their operations, and reading a virtual machine. */
export { disksOf, osTypeOf, powerStateOf, VM_TYPE, type VmDisk } from "./machine.js";
export { computeOperationRoutes } from "./operation-routes.js";
