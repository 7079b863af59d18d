/** The VMs of a subscription, and the VMs that a vault can protect. */
import type { ArmClient } from "../arm/client.js";
import { textAt } from "../core/json.js";
import { BACKUP_API, COMPUTE_API, RESOURCE_GROUP_API } from "./api-versions.js";
import type { Discovery } from "./engine.js";
import { collect } from "./lists.js";
import type { Turns } from "./turns.js";

const CLASSIC_VM = "Microsoft.ClassicCompute/virtualMachines";
const OF_VMS = "backupManagementType eq 'AzureIaasVM'";

export const createDiscovery = (arm: ArmClient, turns: Turns): Discovery => ({
  refresh: (vaultId) =>
    turns.at(vaultId, async () => {
      const path = `${vaultId}/backupFabrics/Azure/refreshContainers`;
      await arm.write({ method: "POST", path, apiVersion: BACKUP_API });
    }),
  listProtectable: (vaultId) => collect(arm.list(`${vaultId}/backupProtectableItems`, BACKUP_API, OF_VMS)),
  listVms: (subscription) =>
    collect(arm.list(`${subscription}/providers/Microsoft.Compute/virtualMachines`, COMPUTE_API)),
  listClassicVms: async (subscription) => {
    const filter = `resourceType eq '${CLASSIC_VM}'`;
    const found = await collect(arm.list(`${subscription}/resources`, RESOURCE_GROUP_API, filter));
    // The endpoint may ignore the filter.
    return found.filter((resource) => textAt(resource, "type")?.toLowerCase() === CLASSIC_VM.toLowerCase());
  },
});
