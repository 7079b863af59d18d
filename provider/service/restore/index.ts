/** Restores: which plan a request follows, and what it leaves. */
export { restoreRoutes } from "./routes.js";
export { restoreWork } from "./work.js";
