/** Inputs of a VMSnapshot extension, as programs would declare them. */
import type { JsonObject } from "../../../provider/core/json.js";

const VM =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web";

export const EXTENSION = `${VM}/extensions/VMSnapshotLinux`;

export const SAS = "https://shop.blob.core.windows.net/vhds/os.vhd?sv=2014-02-14&sr=b&sp=rw&sig=c2lnbmF0dXJl";

export const extensionInputs = {
  vm: VM,
  osType: "Linux",
  name: "VMSnapshotLinux",
  autoUpgradeMinorVersion: true,
  adopt: "never",
} as const;

/** Declarations that together use every input. */
export const extensionDeclarations: readonly JsonObject[] = [
  extensionInputs,
  {
    ...extensionInputs,
    location: "westeurope",
    tags: { team: "shop" },
    typeHandlerVersion: "1.0",
    enableAutomaticUpgrade: true,
    forceUpdateTag: "2",
    suppressFailures: false,
    provisionAfterExtensions: ["agent", "monitor"],
    settings: {
      commandToExecute: "snapshot",
      vmType: "microsoft.compute/virtualmachines",
      taskId: "e07354cf-041e-4370-929f-25a319ce8933",
      commandStartTimeUTCTicks: "638512299280000000",
      locale: "en-us",
      backup: {
        metadata: { vmbackuptag: "daily" },
        includedDisks: {
          dataDiskLunList: [0, 2],
          isOSDiskIncluded: true,
          isAnyDiskExcluded: true,
          isVMADEEnabled: false,
          isVmmdBlobIncluded: true,
          isAnyWADiskIncluded: false,
          isVmgsBlobIncluded: false,
          isAnyDirectDriveDiskIncluded: false,
          instantAccessDurationMinutes: 60,
        },
        snapshotTaskToken: "task-token",
        dynamicConfigs: { isSnapshotTtlEnabled: "true" },
      },
      customSettings: { takeSnapshotFrom: "onlyHost" },
      logsBlobUri: SAS,
      statusBlobUri: SAS,
    },
    rawSettings: { region: "westeurope" },
    protectedSettings: {
      blobSasUris: [SAS],
      logsBlobUri: SAS,
      statusBlobUri: SAS,
      snapshotTaskToken: "task-token",
      customSettings: { isManagedVm: true },
    },
    rawProtectedSettings: { other: "protected-other" },
    onDelete: "retain",
    adopt: "always",
    timeouts: { create: "30m", update: "30m", delete: "10m" },
  },
  {
    ...extensionInputs,
    osType: "Windows",
    name: "VMSnapshot",
    settings: {
      commandToExecute: "snapshot",
      vmType: "microsoft.compute/virtualmachines",
      objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6W119",
    },
    protectedSettings: { objectStr: "eyJibG9iU0FTVXJpIjpbXX0=" },
  },
];
