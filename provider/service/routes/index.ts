/** The register of routes: one line a family. What none of them answers is stored as it is put (`arbitrary.ts`). */
import type { Route } from "../route.js";
import { resourceGroupRoutes } from "./resource-groups.js";

export const routes: readonly Route[] = [...resourceGroupRoutes];
