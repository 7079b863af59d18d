/** What clients read of Compute before they create a VM. */
export { catalogRoutes } from "./routes.js";
