/**
 * Which VMs Azure Backup protects, by which policy, and with which consistency. Sources: the support matrix for VM backup,
 * "Enhanced policy", "Back up an Azure VM in Azure Extended Zones" and "Snapshot consistency" of the Azure Backup
 * documentation. `UserErrorUnSupportedDiskSize` and the agent's code are Azure's; the other codes are ours.
 */
import { isCopiedInBackground } from "../disks/snapshots.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export type OsType = "Windows" | "Linux";
export type PowerState = "running" | "stopped" | "deallocated" | "starting" | "stopping" | "deallocating" | "unknown";
export type Consistency = "AppConsistent" | "FileSystemConsistent" | "CrashConsistent";

export interface ProtectedDisk {
  readonly name: string;
  /** Such as `Premium_LRS`, `UltraSSD_LRS`, `PremiumV2_LRS`. */
  readonly sku: string;
  readonly sizeGB: number;
  /** Whether several VMs can attach it at once. */
  readonly isShared: boolean;
}

export interface VmFacts {
  readonly disks: readonly ProtectedDisk[];
  /** Whether the OS disk is on the host, which loses it when the VM moves. */
  readonly hasEphemeralSystem: boolean;
  /** The Extended Zone that the VM runs in. */
  readonly extendedZone?: string | undefined;
  /** `publisher offer sku` of its image; empty without one. */
  readonly image: string;
  /** `securityProfile.securityType`: `TrustedLaunch`, `ConfidentialVM`, `Standard`; undefined without one. */
  readonly securityType?: string | undefined;
}

export interface PolicyFacts {
  readonly type: "V1" | "V2";
  readonly onlyCrashConsistent: boolean;
  /** Whether the request may use a standard policy for a Trusted Launch VM; default: true. */
  readonly isForTrustedLaunch?: boolean;
}

/**
 * The first api-version with which a standard policy protects a Trusted Launch VM. Source: "Enhanced policy" of 11 June 2025;
 * Azure/azure-cli 31062.
 */
export const TRUSTED_LAUNCH_SINCE = "2025-01-01";

/** Refuses a VM that the policy cannot protect. */
export function vmFault(vm: VmFacts, policy: PolicyFacts): RuleFault | undefined {
  return firstFault(
    () => zoneFault(vm, policy),
    () => osFault(vm),
    () => securityFault(vm, policy),
    () => diskSizeFault(vm),
    () => sharedDiskFault(vm),
    () => diskTypeFault(vm, policy),
  );
}

function zoneFault({ extendedZone }: VmFacts, policy: PolicyFacts): RuleFault | undefined {
  if (extendedZone === undefined) return undefined;
  if (policy.type !== "V2") {
    return refused(
      "UserErrorExtendedZoneNeedsEnhancedPolicy",
      `The VM runs in the Extended Zone ${extendedZone} and the policy is a standard policy (V1): use an enhanced policy (V2).`,
    );
  }
  if (policy.onlyCrashConsistent) return undefined;
  return refused(
    "UserErrorExtendedZoneNeedsCrashConsistency",
    `The VM runs in the Extended Zone ${extendedZone}: use a policy with snapshotConsistencyType OnlyCrashConsistent.`,
  );
}

function osFault({ hasEphemeralSystem, image }: VmFacts): RuleFault | undefined {
  if (hasEphemeralSystem) {
    return refused(
      "UserErrorEphemeralOsDiskNotSupported",
      "The VM has an ephemeral OS disk, which cannot be backed up. Use a managed disk.",
    );
  }
  if (!/coreos/i.test(image)) return undefined;
  return refused(
    "UserErrorGuestOsNotSupported",
    `The VM's image is ${image}: Azure Backup does not support CoreOS Linux.`,
  );
}

/** Sources: "Enhanced policy"; MicrosoftDocs/azure-docs 118813 for confidential VMs. The codes are ours. */
function securityFault({ securityType }: VmFacts, policy: PolicyFacts): RuleFault | undefined {
  if (policy.type === "V2") return undefined;
  if (isSecurityType(securityType, "ConfidentialVM")) {
    return refused(
      "UserErrorConfidentialVmNeedsEnhancedPolicy",
      "The VM has the securityType ConfidentialVM and the policy is a standard policy (V1), which does not support it: use an enhanced policy (V2).",
    );
  }
  if (policy.isForTrustedLaunch !== false || !isSecurityType(securityType, "TrustedLaunch")) return undefined;
  return refused(
    "UserErrorTrustedLaunchVmNeedsEnhancedPolicy",
    `The VM has the securityType TrustedLaunch and the policy is a standard policy (V1): use an enhanced policy (V2), or an api-version of ${TRUSTED_LAUNCH_SINCE} or later.`,
  );
}

const isSecurityType = (found: string | undefined, type: string): boolean =>
  found?.toLowerCase() === type.toLowerCase();

/** The warning for a confidential VM under an enhanced policy. Source: Microsoft's announcement of 29 November 2025. */
export const confidentialWarning = (securityType: string | undefined): string | undefined =>
  isSecurityType(securityType, "ConfidentialVM")
    ? "The VM has the securityType ConfidentialVM: Azure Backup supports such VMs only in a preview that a subscription must join, so Azure may refuse it."
    : undefined;

const MAX_DISKS = 32;
const MAX_DISK_GB = 65_536;
const MAX_VM_GB = 524_288;

function diskSizeFault({ disks }: VmFacts): RuleFault | undefined {
  if (disks.length > MAX_DISKS) {
    return refused("UserErrorUnSupportedDiskCount", `The VM has ${disks.length} disks: expected at most ${MAX_DISKS}.`);
  }
  const large = disks.find(({ sizeGB }) => sizeGB > MAX_DISK_GB);
  if (large !== undefined) {
    return refused(
      "UserErrorUnSupportedDiskSize",
      `The disk ${large.name} has ${large.sizeGB} GB: expected at most ${MAX_DISK_GB}.`,
    );
  }
  const sum = disks.reduce((total, { sizeGB }) => total + sizeGB, 0);
  if (sum <= MAX_VM_GB) return undefined;
  return refused(
    "UserErrorUnSupportedDiskSize",
    `The VM's disks have ${sum} GB in total: expected at most ${MAX_VM_GB}.`,
  );
}

function sharedDiskFault({ disks }: VmFacts): RuleFault | undefined {
  const shared = disks.find(({ isShared }) => isShared);
  if (shared === undefined) return undefined;
  return refused(
    "UserErrorSharedDiskNotSupported",
    `The disk ${shared.name} is shared between VMs, which Azure Backup does not support. Detach it.`,
  );
}

function diskTypeFault({ disks }: VmFacts, { type }: PolicyFacts): RuleFault | undefined {
  if (type === "V2") return undefined;
  const enhanced = disks.find(({ sku }) => isCopiedInBackground(sku));
  if (enhanced === undefined) return undefined;
  return refused(
    "UserErrorDiskTypeNeedsEnhancedPolicy",
    `The disk ${enhanced.name} has the SKU ${enhanced.sku} and the policy is a standard policy (V1): use an enhanced policy (V2).`,
  );
}

/** The oldest supported version of the agent on Windows, by the quickstart of VM backup. */
export const MIN_WINDOWS_AGENT = "2.6.1198.718";

/** Whether an agent is too old to take snapshots. The documentation has an oldest version for Windows only. */
export function isAgentTooOld(osType: "Windows" | "Linux", version: string): boolean {
  if (osType === "Linux") return false;
  const parts = (text: string) => text.split(".").map(Number);
  const found = parts(version);
  const differing = parts(MIN_WINDOWS_AGENT)
    .map((least, index) => (found[index] ?? 0) - least)
    .find((difference) => difference !== 0);
  return differing !== undefined && differing < 0;
}

/** Refuses a VM of the classic deployment model, which Azure has retired. The code is ours. */
export const classicFault = (container: string): RuleFault =>
  refused(
    "UserErrorClassicVirtualMachineNotSupported",
    `'${container}' is a classic virtual machine, which is not supported: use one of Azure Resource Manager.`,
  );

interface ConsistencyFacts {
  readonly osType: OsType;
  readonly powerState: PowerState;
  /** `snapshotConsistencyType` of an enhanced policy is OnlyCrashConsistent. */
  readonly onlyCrashConsistent?: boolean;
}

/**
 * The consistency of a point. The agent freezes a running Windows VM through VSS and the file systems of a running Linux
 * VM; the disks of a VM that is off are as after a power failure.
 */
export function consistencyOf({ osType, powerState, onlyCrashConsistent }: ConsistencyFacts): Consistency {
  if (onlyCrashConsistent === true || powerState !== "running") return "CrashConsistent";
  return osType === "Windows" ? "AppConsistent" : "FileSystemConsistent";
}

/**
 * "Azure virtual machine sizes naming conventions": family, number of vCPUs, a smaller number for a constrained size, then
 * features, as in `Standard_E4-2ds_v4`. The sizes of the first generations have a number without that meaning; their vCPUs are
 * those of the size tables.
 */
const SIZE = /^(?:standard|basic)_[a-z]+(\d+)(?:-(\d+))?[a-z]*(?:_|$)/i;

interface NumberedSeries {
  readonly pattern: RegExp;
  readonly vcpus: Readonly<Record<string, number>>;
}

const NUMBERED: readonly NumberedSeries[] = [
  {
    pattern: /^(?:standard|basic)_a(\d+)$/i,
    vcpus: { 0: 1, 1: 1, 2: 2, 3: 4, 4: 8, 5: 2, 6: 4, 7: 8, 8: 8, 9: 16, 10: 8, 11: 16 },
  },
  {
    pattern: /^standard_ds?(\d+)(?:_v2)?(?:_promo)?$/i,
    vcpus: { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 11: 2, 12: 4, 13: 8, 14: 16, 15: 20 },
  },
  { pattern: /^standard_gs?(\d)$/i, vcpus: { 1: 2, 2: 4, 3: 8, 4: 16, 5: 32 } },
];

/** The vCPUs of a size such as `Standard_D4s_v5`; undefined for an unknown form of name. */
export function vcpusOf(vmSize: string): number | undefined {
  const numbered = NUMBERED.find(({ pattern }) => pattern.test(vmSize));
  if (numbered !== undefined) return numbered.vcpus[numbered.pattern.exec(vmSize)?.[1] ?? ""];
  const [, all, constrained] = SIZE.exec(vmSize) ?? [];
  const count = constrained ?? all;
  return count === undefined ? undefined : Number(count);
}

/** All sizes with less than 1 GiB of memory. */
const SMALL_MEMORY = new Set(["standard_b1ls", "standard_a0", "basic_a0"]);
const MIN_VCPUS = 2;

/** The warning for a size below the support matrix of Azure Backup. */
export function sizeWarning(vmSize: string): string | undefined {
  const vcpus = vcpusOf(vmSize);
  const hasFew = vcpus !== undefined && vcpus < MIN_VCPUS;
  if (!hasFew && !SMALL_MEMORY.has(vmSize.toLowerCase())) return undefined;
  const cores = vcpus === undefined ? "" : ` with ${vcpus} vCPU`;
  return `The VM has the size ${vmSize}${cores}: Azure Backup supports VMs with at least ${MIN_VCPUS} cores and 1 GB of memory.`;
}
