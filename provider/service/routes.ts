/** The register of routes: one line a family. What none of them answers is stored as it is put (`arbitrary.ts`). */
import type { Route } from "./azure/route.js";
import { backupNowRoutes } from "./backups/routes.js";
import { restorePointRoutes } from "./compute/collections/routes.js";
import { diskRoutes } from "./compute/disks/routes.js";
import { extensionRoutes } from "./compute/extensions/routes.js";
import { machineRoutes } from "./compute/machines/routes.js";
import { computeOperationRoutes } from "./compute/operation-routes.js";
import { snapshotRoutes } from "./compute/snapshots/routes.js";
import { usageRoutes } from "./compute/snapshots/usage.js";
import { deploymentRoutes } from "./deployments/routes.js";
import { groupRoutes } from "./groups/deletion.js";
import { providerRoutes } from "./groups/providers.js";
import { resourceGroupRoutes } from "./groups/resource-groups.js";
import { containerRoutes } from "./items/discovery/container-routes.js";
import { discoveryRoutes } from "./items/discovery/routes.js";
import { validationRoutes } from "./items/discovery/validation.js";
import { operationRoutes } from "./items/items/operation-routes.js";
import { itemRoutes } from "./items/items/routes.js";
import { jobRoutes } from "./jobs/routes.js";
import { pointRoutes } from "./points/routes.js";
import { vaultConfigRoutes } from "./vaults/config/routes.js";
import { summaryRoutes } from "./vaults/config/summaries.js";
import { vaultRoutes } from "./vaults/deleted/routes.js";
import { resourceGuardRoutes } from "./vaults/guard/routes.js";
import { policyRoutes } from "./vaults/policies/routes.js";

export const routes: readonly Route[] = [
  ...providerRoutes,
  ...resourceGroupRoutes,
  ...groupRoutes,
  ...deploymentRoutes,
  ...computeOperationRoutes,
  ...diskRoutes,
  ...snapshotRoutes,
  ...restorePointRoutes,
  ...machineRoutes,
  ...extensionRoutes,
  ...vaultRoutes,
  ...vaultConfigRoutes,
  ...resourceGuardRoutes,
  ...policyRoutes,
  ...discoveryRoutes,
  ...containerRoutes,
  ...summaryRoutes,
  ...validationRoutes,
  ...usageRoutes,
  ...itemRoutes,
  ...backupNowRoutes,
  ...pointRoutes,
  ...jobRoutes,
  ...operationRoutes,
];
