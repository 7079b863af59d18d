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
      text: "Of `properties`, check knows the rules of disks, snapshots and virtual machines only. Azure validates `body` and the properties of other types.",
      test: ["unit/kinds/arm-resource.test.ts", "is what was declared and nothing else"],
    },
    {
      text: "A change that Azure cannot make in place is not known here, and fails when Azure refuses it; replace the resource with the option `deleteBeforeReplace: true` and `pulumi up --replace URN`.",
      test: ["pulumi/options.test.ts", "up --replace with deleteBeforeReplace does it"],
    },
    {
      text: "What Azure adds inside `properties` is no difference, and a property that the program drops stays as Azure has it.",
      test: ["unit/kinds/arm-resource.test.ts", "holds what was declared when it comes back, whatever Azure adds"],
    },
  ],
};
