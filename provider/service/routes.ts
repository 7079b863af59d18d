/** All routes, one line per subject. A resource type without routes is stored as it is put (`arbitrary.ts`). */
import type { Azure, Route } from "./azure/route.js";
import { backupRoutes } from "./backups/index.js";
import { catalogRoutes } from "./compute/catalog/index.js";
import { restorePointRoutes } from "./compute/collections/index.js";
import { diskDeletion, diskRoutes } from "./compute/disks/index.js";
import { extensionRoutes } from "./compute/extensions/index.js";
import { computeOperationRoutes } from "./compute/index.js";
import { vmDeletion, vmRoutes } from "./compute/machines/index.js";
import { snapshotDeletion, snapshotRoutes, usageRoutes } from "./compute/snapshots/index.js";
import { deploymentRoutes } from "./deployments/index.js";
import {
  groupRoutes,
  locationRoutes,
  managementGroupRoutes,
  providerRoutes,
  resourceGroupRoutes,
  resourceListRoutes,
} from "./groups/index.js";
import { containerRoutes } from "./items/containers/index.js";
import { discoveryRoutes, validationRoutes } from "./items/discovery/index.js";
import { itemOperationRoutes, itemRoutes, sourceScanRoutes, summaryRoutes } from "./items/items/index.js";
import { pointRoutes } from "./items/points/index.js";
import { jobRoutes } from "./jobs/index.js";
import { restoreRoutes } from "./restore/index.js";
import { clockRoutes } from "./schedule/clock.js";
import { settleRunning } from "./schedule/work.js";
import {
  deletedVaultRoutes,
  purgeDeletedVaults,
  purgingDeletedVaults,
  vaultDeletion,
  vaultDeletionRoutes,
} from "./vault-deletion/index.js";
import { vaultConfigRoutes } from "./vaults/config/index.js";
import { resourceGuardRoutes } from "./vaults/guard/index.js";
import { emptyListRoutes, vaultOperationRoutes, vaultRoutes } from "./vaults/index.js";
import { policyRoutes } from "./vaults/policies/index.js";
import { privateEndpointRoutes } from "./vaults/private-endpoints/index.js";

/** The order in which a group's resources are deleted: VMs before their disks. */
const DELETIONS = [vaultDeletion, vmDeletion, snapshotDeletion, diskDeletion];

/** Completes what is due of all the store's work, and purges deleted vaults whose retention is over. */
export function settleDue(azure: Azure): void {
  settleRunning(azure);
  purgeDeletedVaults(azure);
}

export const routes: readonly Route[] = [
  ...providerRoutes,
  ...locationRoutes,
  ...managementGroupRoutes,
  ...resourceGroupRoutes,
  ...groupRoutes(DELETIONS),
  ...resourceListRoutes,
  ...deploymentRoutes,
  ...computeOperationRoutes,
  ...catalogRoutes,
  ...diskRoutes,
  ...snapshotRoutes,
  ...usageRoutes,
  ...restorePointRoutes,
  ...vmRoutes,
  ...extensionRoutes,
  ...[...vaultRoutes, ...vaultDeletionRoutes].map(purgingDeletedVaults),
  ...deletedVaultRoutes,
  ...vaultOperationRoutes,
  ...vaultConfigRoutes,
  ...emptyListRoutes,
  ...privateEndpointRoutes,
  ...resourceGuardRoutes,
  ...policyRoutes,
  ...summaryRoutes,
  ...discoveryRoutes,
  ...containerRoutes,
  ...validationRoutes,
  ...itemRoutes,
  ...sourceScanRoutes,
  ...itemOperationRoutes,
  ...backupRoutes,
  ...restoreRoutes,
  ...pointRoutes,
  ...jobRoutes,
  ...clockRoutes(settleDue),
];
