import type { Notes } from "../notes.mjs";
import { GROUP, SUBSCRIPTION, VM } from "./ids.mjs";

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
    { inputs: { apiVersion: "latest" } },
    { inputs: { properties: { creationData: { createOption: "Empty" } } } },
    { inputs: { type: "Microsoft.Compute/virtualMachines", properties: { hardwareProfile, storageProfile } } },
  ],
  limits: [
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
