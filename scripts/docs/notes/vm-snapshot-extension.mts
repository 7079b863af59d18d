import type { Notes } from "../notes.mjs";
import { VM } from "./ids.mjs";

const snapshot = { commandToExecute: "snapshot", taskId: "7f1d", backup: { metadata: { vmbackuptag: "daily" } } };
const sas = "https://shop.blob.core.windows.net/logs/status?sv=2024-01-01&sr=b&sp=rw&sig=…";

export const vmSnapshotExtension: Notes = {
  declared: { vm: VM, osType: "Linux", name: "VMSnapshotLinux" },
  refused: [
    { inputs: { osType: null } },
    { inputs: { osType: "Windows" }, known: { vm: { storageProfile: { osDisk: { osType: "Linux" } } } } },
    { inputs: { location: "northeurope" }, known: { vm: { location: "westeurope" } } },
    { inputs: { settings: { commandToExecute: "snapshot" }, protectedSettings: { blobSasUris: [] } } },
    { inputs: { settings: { ...snapshot, objectStr: "e30=" }, protectedSettings: { blobSasUris: [] } } },
    {
      inputs: {
        settings: { ...snapshot, commandStartTimeUTCTicks: 638512299280000000 },
        protectedSettings: { blobSasUris: [] },
      },
    },
    { inputs: { rawSettings: { taskId: "7f1d" } } },
    { inputs: { adopt: "ifIdentical", settings: snapshot, protectedSettings: { blobSasUris: [] } } },
  ],
  warned: [
    { inputs: { settings: snapshot, protectedSettings: { blobSasUris: [] } } },
    { inputs: { settings: { ...snapshot, statusBlobUri: sas }, protectedSettings: { blobSasUris: [] } } },
  ],
  limits: [
    {
      text: "Azure never returns protected settings: a change outside this program is not detected.",
      test: ["unit/kinds/vm-snapshot-extension-read.test.ts", "finds no drift if Azure has what was declared"],
    },
    {
      text: "Azure changes an extension only while its VM runs; if the VM is stopped, a destroy retains the extension and warns.",
      test: ["unit/engine/extensions.test.ts", "keeps the extension on a VM that does not run, with a warning"],
    },
    {
      text: "A VM can have only one extension of this type, whatever its name. The error names an existing one and describes what to do.",
      test: ["unit/kinds/vm-snapshot-extension.test.ts", "is not created if another extension has the same handler"],
    },
  ],
};
