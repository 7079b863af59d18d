import type { Notes } from "../notes.mjs";
import { GROUP, SUBSCRIPTION, VAULT, VM } from "./ids.mjs";

const hardwareProfile = { vmSize: "Standard_D2s_v5" };
const storageProfile = {
  osDisk: {
    createOption: "Attach",
    osType: "Linux",
    managedDisk: { id: `${GROUP}/providers/Microsoft.Compute/disks/os` },
  },
};

export const armResource: Notes = {
  declared: {
    type: "Microsoft.Compute/disks",
    apiVersion: "2023-10-02",
    parent: GROUP,
    name: "db",
    location: "westeurope",
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32 },
  },
  refused: [
    { inputs: { type: "Microsoft.Compute/virtualMachines/extensions" } },
    { inputs: { type: "Microsoft.Resources/resourceGroups", parent: SUBSCRIPTION, name: "ends with a dot." } },
    { inputs: { type: "disks", parent: VM } },
    { inputs: { parent: VAULT } },
    { inputs: { type: "Microsoft.Authorization/locks", parent: `${VAULT}/backupPolicies` } },
    { inputs: { type: "Microsoft.Authorization/roleAssignments", parent: VAULT, name: "reader" } },
    { inputs: { type: "Microsoft.Management/managementGroups", parent: SUBSCRIPTION } },
    { inputs: { apiVersion: "latest" } },
    { inputs: { properties: { creationData: { createOption: "Empty" } } } },
    { inputs: { type: "Microsoft.Compute/virtualMachines", properties: { hardwareProfile, storageProfile } } },
  ],
  limits: [
    {
      text: "A lock also refuses what Pulumi does: `pulumi destroy` fails with `ScopeLocked` if it deletes a locked resource before the lock. With `dependsOn`, make the lock depend on the resources that it locks; then it is deleted first.",
      test: ["service/locks.test.ts", "is inherited by children at any depth and by extension resources"],
    },
    {
      text: "In the simulator, a role assignment gives no access, and a diagnostic setting sends no logs.",
      test: ["service/extension-resources.test.ts", "is deleted with the resource that it extends"],
    },
    {
      text: "A resource that a program reads by its id alone, with the option `id`, is read with the newest api-version that Azure lists for its type. The simulator lists few types; for others, the error asks for `apiVersion`.",
      test: [
        "contract/extension-resources.test.ts",
        "that is read by an id whose type the simulator does not list is an error that names apiVersion",
      ],
    },
    {
      text: "A management group that the caller may not read counts as missing, because Azure gives the same answer for both.",
      test: [
        "unit/kinds/arm-resource-verbs.test.ts",
        "that is a management group is missing if Azure answers 403, as Azure does for a missing one",
      ],
    },
    {
      text: "A destroy of a `Microsoft.RecoveryServices/vaults/backupResourceGuardProxies` unlocks it with a request of the guard, for which the caller needs a role at the guard.",
      test: ["contract/extension-resources.test.ts", "that associates a resource guard with a vault can be destroyed"],
    },
    {
      text: "Preview validates `properties` only of disks, snapshots and virtual machines. Azure validates `body` and the properties of other types.",
      test: ["unit/kinds/arm-resource.test.ts", "sends what was declared and nothing else"],
    },
    {
      text: "Preview does not know which changes Azure cannot make in place: Azure refuses such a change in the up. To replace the resource, use the option `deleteBeforeReplace: true` and `pulumi up --replace URN`.",
      test: ["pulumi/options.test.ts", "up --replace with deleteBeforeReplace replaces the resource"],
    },
    {
      text: "Properties that Azure adds to `properties` are not reported as drift, and a property that is removed from the program keeps its value in Azure.",
      test: ["unit/kinds/arm-resource.test.ts", "reads back what was declared, whatever properties Azure adds"],
    },
  ],
};
