/** The register of routes: one line a family. What none of them answers is stored as it is put (`arbitrary.ts`). */
import type { Route } from "../route.js";
import { backupNowRoutes } from "./backup-now.js";
import { computeOperationRoutes } from "./compute-operations.js";
import { containerRoutes } from "./containers.js";
import { deploymentRoutes } from "./deployments.js";
import { discoveryRoutes } from "./discovery.js";
import { diskRoutes } from "./disks.js";
import { extensionRoutes } from "./extensions.js";
import { groupRoutes } from "./groups.js";
import { itemRoutes } from "./items.js";
import { jobRoutes } from "./jobs.js";
import { machineRoutes } from "./machines.js";
import { operationRoutes } from "./operations.js";
import { pointRoutes } from "./points.js";
import { policyRoutes } from "./policies.js";
import { providerRoutes } from "./providers.js";
import { resourceGroupRoutes } from "./resource-groups.js";
import { resourceGuardRoutes } from "./resource-guards.js";
import { restorePointRoutes } from "./restore-points.js";
import { snapshotRoutes } from "./snapshots.js";
import { summaryRoutes } from "./summaries.js";
import { usageRoutes } from "./usage.js";
import { validationRoutes } from "./validation.js";
import { vaultConfigRoutes } from "./vault-config.js";
import { vaultRoutes } from "./vaults.js";

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
