/** The private endpoint connections of a vault. */
export { endpointsOf } from "./document.js";
export { privateEndpointRoutes } from "./routes.js";
