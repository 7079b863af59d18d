/** Resource groups, the resources in them that no other subject knows, and the resource providers of a subscription. */
export { arbitraryRoute } from "./arbitrary.js";
export { groupRoutes } from "./deletion.js";
export { providerRoutes, requireRegistration } from "./providers.js";
export { resourceGroupRoutes } from "./resource-groups.js";
