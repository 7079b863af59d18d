/** Resource groups, management groups, resources of types that no other subject handles, and resource providers. */
export { arbitraryRoute } from "./arbitrary.js";
export { groupRoutes } from "./deletion.js";
export { locationRoutes } from "./locations.js";
export { managementGroupRoutes } from "./management-groups.js";
export { providerRoutes, requireRegistration } from "./providers.js";
export { resourceGroupRoutes } from "./resource-groups.js";
export { resourceListRoutes } from "./resource-lists.js";
