/** Restores: the plan of a request, and what it creates. */
export { restoreRoutes } from "./routes.js";
export { restoreWork } from "./work.js";
