/**
 * Which disks a virtual machine may have. Sources: the model StorageProfile of Microsoft.Compute and "Attach a managed
 * data disk"; the texts of `ResizeDiskError` and `PropertyChangeNotAllowed` are Azure's, as its clients report them
 * (Azure/azure-cli 6965 for the numbers); that of the storage type is in hashicorp/terraform-provider-azurerm 921, those of LUNs
 * in microsoft/lisa 692 and "Understand common error messages when you manage virtual machines in Azure".
 */
import {
  firstFault,
  missingParameter,
  propertyChangeFault,
  type RuleFault,
  rangeFault,
  refused,
} from "../shared/fault.js";

export interface RequestedDisk {
  readonly lun: number | undefined;
  readonly name: string | undefined;
  readonly id: string | undefined;
}

/** The highest LUN of a VM: 64 data disks, counted from 0. */
export const MAX_LUN = 63;

/** Refuses data disks without a LUN of their own, and a disk that is attached twice. */
export function storageFault(osDisk: RequestedDisk, dataDisks: readonly RequestedDisk[]): RuleFault | undefined {
  return firstFault(
    () => lunFault(dataDisks),
    () => repeatedDiskFault([osDisk, ...dataDisks]),
  );
}

function lunFault(disks: readonly RequestedDisk[]): RuleFault | undefined {
  const seen = new Set<number>();
  for (const { lun } of disks) {
    if (lun === undefined) return missingParameter("dataDisk.lun");
    const fault = rangeFault("dataDisk.lun", lun, { least: 0, most: MAX_LUN });
    if (fault !== undefined) return fault;
    if (seen.has(lun)) {
      return { ...refused("InvalidParameter", `A disk at LUN ${lun} already exists.`), target: "dataDisk.lun" };
    }
    seen.add(lun);
  }
  return undefined;
}

function repeatedDiskFault(disks: readonly RequestedDisk[]): RuleFault | undefined {
  const seen = new Set<string>();
  for (const { id, name } of disks) {
    const key = (id ?? name)?.toLowerCase();
    if (key === undefined) continue;
    if (seen.has(key)) {
      return refused(
        "InvalidParameter",
        `The disk '${id ?? name}' is listed twice: a disk can be attached to a VM only once.`,
      );
    }
    seen.add(key);
  }
  return undefined;
}

/** Refuses another name of the OS disk that a VM has. Another disk takes its place by its id ("Change the OS disk used by an Azure VM"). */
export function osDiskNameFault(sent: RequestedDisk, current: RequestedDisk): RuleFault | undefined {
  if (sent.name === undefined || current.name === undefined) return undefined;
  const isSame = (one = "", other = ""): boolean => one.toLowerCase() === other.toLowerCase();
  if (isSame(sent.name, current.name) || !isSame(sent.id ?? current.id, current.id)) return undefined;
  return propertyChangeFault("osDisk.name");
}

interface DiskSizeChange {
  readonly vm: string;
  readonly diskId: string;
  readonly fromGB: number;
  readonly toGB: number;
  readonly isRunning: boolean;
}

const BYTES_OF_GB = 1_073_741_824;

/** Refuses a change of an attached disk's size in a request for the VM: the disk resource is resized instead. */
export function vmResizeFault(change: DiskSizeChange): RuleFault | undefined {
  const { fromGB, toGB } = change;
  if (toGB === fromGB) return undefined;
  if (toGB < fromGB) {
    return refused(
      "ResizeDiskError",
      `Disk size reduction is not supported. Current size is ${fromGB * BYTES_OF_GB} bytes, requested size is ${toGB * BYTES_OF_GB} bytes.`,
      409,
    );
  }
  if (change.isRunning) {
    return refused(
      "OperationNotAllowed",
      "Disk resizing is allowed only when creating a VM or when the VM is deallocated.",
      409,
    );
  }
  return refused(
    "ResizeDiskError",
    `Managed disk resize via Virtual Machine '${change.vm}' is not allowed. Please resize disk resource at ${change.diskId}.`,
    409,
  );
}

interface StorageTypeChange {
  readonly vm: string;
  readonly diskId: string;
  /** `osDisk` or `dataDisk`. */
  readonly role: string;
  readonly from: string;
  readonly to: string;
}

/** Refuses a change of a disk's storage type in a request for its VM: the disk resource is changed instead. */
export function vmStorageTypeFault({ vm, diskId, role, from, to }: StorageTypeChange): RuleFault | undefined {
  if (from.toLowerCase() === to.toLowerCase()) return undefined;
  const message = `Managed disk storage account type change through Virtual Machine '${vm}' is not allowed. Please update disk resource at ${diskId}.`;
  return { ...refused("OperationNotAllowed", message, 409), target: `${role}.managedDisk.storageAccountType` };
}
