/** Which VMs a vault could protect. */
export { discoveryRoutes } from "./routes.js";
export { validationRoutes } from "./validation.js";
export { discoveryWork } from "./work.js";
