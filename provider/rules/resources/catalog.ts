/**
 * What clients read before they create a VM: sizes, quotas and images. Azure has thousands; these are the sizes of its documentation's
 * examples ("Dsv3-series", "Bs-series", "Esv3-series") and the images that have an alias in azure-cli (`aliases.json`).
 */
import type { JsonObject } from "../../core/json.js";

export interface MachineSize {
  readonly name: string;
  readonly family: string;
  readonly cores: number;
  readonly memoryMb: number;
  readonly temporaryDiskMb: number;
  readonly dataDisks: number;
}

const size = (name: string, family: string, numbers: readonly [number, number, number, number]): MachineSize => {
  const [cores, memoryGb, temporaryDiskGb, dataDisks] = numbers;
  return { name, family, cores, memoryMb: memoryGb * 1024, temporaryDiskMb: temporaryDiskGb * 1024, dataDisks };
};

export const SIZES: readonly MachineSize[] = [
  size("Standard_B1s", "standardBSFamily", [1, 1, 4, 2]),
  size("Standard_B2s", "standardBSFamily", [2, 4, 8, 4]),
  size("Standard_B2ms", "standardBSFamily", [2, 8, 16, 4]),
  size("Standard_D2s_v3", "standardDSv3Family", [2, 8, 16, 4]),
  size("Standard_D4s_v3", "standardDSv3Family", [4, 16, 32, 8]),
  size("Standard_D8s_v3", "standardDSv3Family", [8, 32, 64, 16]),
  size("Standard_D2s_v5", "standardDSv5Family", [2, 8, 0, 4]),
  size("Standard_D4s_v5", "standardDSv5Family", [4, 16, 0, 8]),
  size("Standard_E2s_v3", "standardESv3Family", [2, 16, 32, 4]),
  size("Standard_DS1_v2", "standardDSv2Family", [1, 3.5, 7, 4]),
  size("Standard_DS2_v2", "standardDSv2Family", [2, 7, 14, 8]),
];

/** Of the OS disk of every size, in MB. */
const OS_DISK_MB = 1_047_552;

/** A size in the list of the sizes of a region. */
export const listedSize = ({ name, cores, memoryMb, temporaryDiskMb, dataDisks }: MachineSize): JsonObject => ({
  name,
  numberOfCores: cores,
  osDiskSizeInMB: OS_DISK_MB,
  resourceDiskSizeInMB: temporaryDiskMb,
  memoryInMB: memoryMb,
  maxDataDiskCount: dataDisks,
});

/** A size in the list of SKUs, which has one entry for each region. */
export const listedSku = (
  { name, family, cores, memoryMb, dataDisks }: MachineSize,
  region: { readonly name: string; readonly zones: boolean | undefined },
): JsonObject => ({
  resourceType: "virtualMachines",
  name,
  tier: "Standard",
  size: name.replace("Standard_", ""),
  family,
  locations: [region.name],
  locationInfo: [{ location: region.name, zones: region.zones === true ? ["1", "2", "3"] : [], zoneDetails: [] }],
  capabilities: [
    ["vCPUs", String(cores)],
    ["MemoryGB", String(memoryMb / 1024)],
    ["MaxDataDiskCount", String(dataDisks)],
    ["OSVhdSizeMB", String(OS_DISK_MB)],
    ["PremiumIO", "True"],
    ["HyperVGenerations", "V1,V2"],
  ].map(([key = "", value = ""]) => ({ name: key, value })),
  restrictions: [],
});

/** A publisher, offer and SKU of an image. */
export interface Image {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

export const IMAGES: readonly Image[] = [
  ["Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2"],
  ["Canonical", "ubuntu-24_04-lts", "server"],
  ["Debian", "debian-11", "11-backports-gen2"],
  ["Debian", "debian-12", "12-gen2"],
  ["RedHat", "RHEL", "8-lvm-gen2"],
  ["SUSE", "sles-15-sp5", "gen2"],
  ["kinvolk", "flatcar-container-linux-free", "stable-gen2"],
  ["MicrosoftWindowsServer", "WindowsServer", "2019-datacenter-gensecond"],
  ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition-core"],
  ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-g2"],
].map(([publisher = "", offer = "", sku = ""]) => ({ publisher, offer, sku }));

/** The publishers of the extensions that Azure Backup and its documentation use, with their types. */
export const EXTENSIONS: readonly (readonly [publisher: string, type: string, version: string])[] = [
  ["Microsoft.Azure.RecoveryServices", "VMSnapshot", "1.0.0.0"],
  ["Microsoft.Azure.RecoveryServices", "VMSnapshotLinux", "1.0.0.0"],
  ["Microsoft.Azure.Extensions", "CustomScript", "2.1.0"],
  ["Microsoft.Compute", "CustomScriptExtension", "1.10.0"],
  ["Microsoft.Compute", "VMAccessAgent", "2.4.0"],
];

/** The one version of every image here. */
export const IMAGE_VERSION = "1.0.0";

/** Whether an image is of Windows; ours: its publisher or offer says so. */
export const isWindowsImage = ({ publisher, offer }: Image): boolean => /windows/i.test(`${publisher} ${offer}`);
