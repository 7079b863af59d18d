/** Deployments of ARM templates. */
export { deploymentRoutes } from "./routes.js";
export { deploymentWork } from "./work.js";
