/**
 * What a virtual machine may say of its disks. Sources: the model StorageProfile of Microsoft.Compute and "Attach a managed
 * data disk"; the texts of `ResizeDiskError` and `PropertyChangeNotAllowed` are Azure's, as its clients report them
 * (Azure/azure-cli 6965 for the numbers), the statuses of 400 are ours.
 */
import { missing } from "../disks/disks.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export interface WantedDisk {
  readonly lun: number | undefined;
  readonly name: string | undefined;
  readonly id: string | undefined;
}

const MOST_LUN = 63;

/** Why a machine cannot have these disks, the system's first: each has a number and a place of its own. */
export function storageFault(system: WantedDisk, dataDisks: readonly WantedDisk[]): RuleFault | undefined {
  return firstFault(
    () => lunFault(dataDisks),
    () => twiceFault([system, ...dataDisks]),
  );
}

function lunFault(disks: readonly WantedDisk[]): RuleFault | undefined {
  const seen = new Set<number>();
  for (const { lun } of disks) {
    if (lun === undefined) return missing("dataDisk.lun");
    if (!Number.isInteger(lun) || lun < 0 || lun > MOST_LUN) {
      return refused(
        "InvalidParameter",
        `The value '${lun}' of parameter 'dataDisk.lun' is out of range: expected 0 to ${MOST_LUN}.`,
      );
    }
    if (seen.has(lun)) {
      return refused(
        "InvalidParameter",
        `The value '${lun}' of parameter 'dataDisk.lun' is used by two data disks: give each a number of its own.`,
      );
    }
    seen.add(lun);
  }
  return undefined;
}

function twiceFault(disks: readonly WantedDisk[]): RuleFault | undefined {
  const seen = new Set<string>();
  for (const { id, name } of disks) {
    const key = (id ?? name)?.toLowerCase();
    if (key === undefined) continue;
    if (seen.has(key)) {
      return refused("InvalidParameter", `The disk '${id ?? name}' is named twice: a machine attaches a disk once.`);
    }
    seen.add(key);
  }
  return undefined;
}

interface DiskSizeChange {
  readonly machine: string;
  readonly diskId: string;
  readonly fromGB: number;
  readonly toGB: number;
  readonly isRunning: boolean;
}

const BYTES_OF_GB = 1_073_741_824;

/** Why a machine cannot give a disk that it has another size: the disk itself is resized. */
export function machineResizeFault(change: DiskSizeChange): RuleFault | undefined {
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
    `Managed disk resize via Virtual Machine '${change.machine}' is not allowed. Please resize disk resource at ${change.diskId}.`,
    409,
  );
}

/** Azure's refusal of a change to what a resource keeps for good. */
export const unchangeable = (property: string): RuleFault =>
  refused("PropertyChangeNotAllowed", `Changing property '${property}' is not allowed.`, 409);
