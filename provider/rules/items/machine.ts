/**
 * Which machines Azure Backup protects, and by which policy. Sources: the support matrix for VM backup, "Enhanced policy"
 * and "Back up an Azure VM in Azure Extended Zones" of the Azure Backup documentation. `UserErrorUnSupportedDiskSize` and
 * the agent's code are Azure's; the other codes are ours.
 */
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export interface ProtectedDisk {
  readonly name: string;
  /** Such as `Premium_LRS`, `UltraSSD_LRS`, `PremiumV2_LRS`. */
  readonly sku: string;
  readonly sizeGB: number;
  /** Several machines may have it at once. */
  readonly isShared: boolean;
}

export interface MachineFacts {
  readonly disks: readonly ProtectedDisk[];
  /** The system lies on the host's own disk, which is gone with the machine's place. */
  readonly hasEphemeralSystem: boolean;
  /** The Extended Zone that the machine runs in, where it runs in one. */
  readonly extendedZone?: string | undefined;
  /** `publisher offer sku` of its image, where it has one. */
  readonly image: string;
}

export interface PolicyFacts {
  readonly type: "V1" | "V2";
  readonly onlyCrashConsistent: boolean;
}

/** Why a machine cannot be protected by a policy, or undefined where it can. */
export function machineFault(machine: MachineFacts, policy: PolicyFacts): RuleFault | undefined {
  return firstFault(
    () => zoneFault(machine, policy),
    () => systemFault(machine),
    () => diskNumberFault(machine),
    () => sharedDiskFault(machine),
    () => diskTypeFault(machine, policy),
  );
}

function zoneFault({ extendedZone }: MachineFacts, policy: PolicyFacts): RuleFault | undefined {
  if (extendedZone === undefined) return undefined;
  if (policy.type !== "V2") {
    return refused(
      "UserErrorExtendedZoneNeedsEnhancedPolicy",
      `The machine runs in the Extended Zone ${extendedZone} and the policy is a standard one (V1): use an enhanced policy (V2).`,
    );
  }
  if (policy.onlyCrashConsistent) return undefined;
  return refused(
    "UserErrorExtendedZoneNeedsCrashConsistency",
    `The machine runs in the Extended Zone ${extendedZone}: use a policy with snapshotConsistencyType OnlyCrashConsistent.`,
  );
}

function systemFault({ hasEphemeralSystem, image }: MachineFacts): RuleFault | undefined {
  if (hasEphemeralSystem) {
    return refused(
      "UserErrorEphemeralOsDiskNotSupported",
      "The machine's system lies on an ephemeral disk, which cannot be backed up. Use a managed disk.",
    );
  }
  if (!/coreos/i.test(image)) return undefined;
  return refused(
    "UserErrorGuestOsNotSupported",
    `The machine's image is ${image}: Azure Backup does not support CoreOS Linux.`,
  );
}

const MOST_DISKS = 32;
const MOST_DISK_GB = 65_536;
const MOST_MACHINE_GB = 524_288;

function diskNumberFault({ disks }: MachineFacts): RuleFault | undefined {
  if (disks.length > MOST_DISKS) {
    return refused(
      "UserErrorUnSupportedDiskCount",
      `The machine has ${disks.length} disks: expected ${MOST_DISKS} at most.`,
    );
  }
  const large = disks.find(({ sizeGB }) => sizeGB > MOST_DISK_GB);
  if (large !== undefined) {
    return refused(
      "UserErrorUnSupportedDiskSize",
      `The disk ${large.name} has ${large.sizeGB} GB: expected ${MOST_DISK_GB} at most.`,
    );
  }
  const sum = disks.reduce((total, { sizeGB }) => total + sizeGB, 0);
  if (sum <= MOST_MACHINE_GB) return undefined;
  return refused(
    "UserErrorUnSupportedDiskSize",
    `The machine's disks have ${sum} GB together: expected ${MOST_MACHINE_GB} at most.`,
  );
}

function sharedDiskFault({ disks }: MachineFacts): RuleFault | undefined {
  const shared = disks.find(({ isShared }) => isShared);
  if (shared === undefined) return undefined;
  return refused(
    "UserErrorSharedDiskNotSupported",
    `The disk ${shared.name} is shared between machines, which Azure Backup does not support. Detach it.`,
  );
}

function diskTypeFault({ disks }: MachineFacts, { type }: PolicyFacts): RuleFault | undefined {
  if (type === "V2") return undefined;
  const enhanced = disks.find(({ sku }) => /^(UltraSSD|PremiumV2)_/i.test(sku));
  if (enhanced === undefined) return undefined;
  return refused(
    "UserErrorDiskTypeNeedsEnhancedPolicy",
    `The disk ${enhanced.name} is of ${enhanced.sku} and the policy is a standard one (V1): use an enhanced policy (V2).`,
  );
}

/** The least version of the agent on Windows, as the quickstart has it. */
export const LEAST_WINDOWS_AGENT = "2.6.1198.718";

/** Whether an agent is too old to take snapshots. Only Windows has a least version in the documentation. */
export function isAgentTooOld(osType: "Windows" | "Linux", version: string): boolean {
  if (osType === "Linux") return false;
  const parts = (text: string) => text.split(".").map(Number);
  const found = parts(version);
  const differing = parts(LEAST_WINDOWS_AGENT)
    .map((least, index) => (found[index] ?? 0) - least)
    .find((difference) => difference !== 0);
  return differing !== undefined && differing < 0;
}

const MOST_ITEMS = 1000;

/** Why a vault that protects so many machines takes no other. The code is ours. */
export function itemCountFault(count: number): RuleFault | undefined {
  if (count < MOST_ITEMS) return undefined;
  return refused(
    "UserErrorProtectedItemLimitReached",
    `The vault protects ${count} machines: expected ${MOST_ITEMS} at most. Use another vault.`,
  );
}

/** Why a machine of the classic deployment model is not protected: it is out of scope, and Azure has retired it. The code is ours. */
export const classicFault = (container: string): RuleFault =>
  refused(
    "UserErrorClassicVirtualMachineNotSupported",
    `'${container}' names a classic virtual machine, which is out of scope: use one of Azure Resource Manager.`,
  );
