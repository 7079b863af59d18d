/** The resource class `VmSnapshotExtension`. */
import * as pulumi from "@pulumi/pulumi";
import type { Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource, keepAll } from "../../dynamic/resource.js";
import { handlerType } from "./names.js";
import * as provider from "./provider.js";

/** A VM resource of this package, or of another package with the same property names as Azure. */
export interface ExtendedVm {
  id: pulumi.Input<string>;
  location?: pulumi.Input<string | undefined>;
  storageProfile?: pulumi.Input<object | undefined>;
  properties?: pulumi.Input<object | undefined>;
}

/** The disks in the snapshot. */
export interface SnapshotDisks {
  /** The LUNs of the data disks to include, from 0 to 63. The operating system disk has no LUN. */
  dataDiskLunList?: pulumi.Input<pulumi.Input<number>[]>;
  /** Whether the operating system disk is in the snapshot. */
  isOSDiskIncluded?: pulumi.Input<boolean>;
  /** Whether some disks of the VM are excluded. */
  isAnyDiskExcluded?: pulumi.Input<boolean>;
  /** Whether Azure Disk Encryption is on: its settings are then copied to the snapshots. */
  isVMADEEnabled?: pulumi.Input<boolean>;
  /** Whether the blob with the VM's metadata is in the snapshot. */
  isVmmdBlobIncluded?: pulumi.Input<boolean>;
  /** Whether a disk with Write Accelerator is in the snapshot, which requires a snapshot by the host. */
  isAnyWADiskIncluded?: pulumi.Input<boolean>;
  /** Whether the blob with the VM's guest state is in the snapshot, which requires a snapshot by the host. */
  isVmgsBlobIncluded?: pulumi.Input<boolean>;
  /** Whether an Ultra or Premium SSD v2 disk is in the snapshot, which requires a snapshot by the host. */
  isAnyDirectDriveDiskIncluded?: pulumi.Input<boolean>;
  /** The number of minutes for which a snapshot of an Ultra or Premium SSD v2 disk can be used immediately. */
  instantAccessDurationMinutes?: pulumi.Input<number>;
}

/** The disks and metadata of a snapshot; sent as `objectStr`. */
export interface SnapshotBackup {
  /** The metadata of each snapshot's blob, which identifies it later. */
  metadata?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The disks in the snapshot. Default: all disks. */
  includedDisks?: pulumi.Input<SnapshotDisks>;
  /** The token that identifies the task to the host. A secret. */
  snapshotTaskToken?: pulumi.Input<string>;
  /** Switches of the platform, such as `isSnapshotTtlEnabled`. */
  dynamicConfigs?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The settings that everybody with read access to the VM can read. */
export interface SnapshotSettings {
  /** `snapshot` takes a snapshot, `install` only installs. */
  commandToExecute?: pulumi.Input<string>;
  /** The type of the VM. Default: `microsoft.compute/virtualmachines`; without it the extension never writes its status. */
  vmType?: pulumi.Input<"microsoft.compute/virtualmachines" | "microsoft.classiccompute/virtualmachines">;
  /** The id of the task, usually a GUID. The extension carries out each task once: with the id of the last task it does nothing and reports no error. */
  taskId?: pulumi.Input<string>;
  /** The time of the command in .NET ticks, UTC, as a string of digits. The extension ignores a command that is more than 140 minutes late. */
  commandStartTimeUTCTicks?: pulumi.Input<string>;
  /** A language, such as `en-us`. */
  locale?: pulumi.Input<string>;
  /** The content of `objectStr` as an object, which the provider encodes. */
  backup?: pulumi.Input<SnapshotBackup>;
  /** A JSON object in base64 that describes the backup, as an alternative to `backup`. Linux requires one of the two. */
  objectStr?: pulumi.Input<string>;
  /** Other settings of the extension, such as `takeSnapshotFrom`: an object, sent as a JSON string. */
  customSettings?: pulumi.Input<Record<string, unknown>>;
  /** The SAS URI of an empty blob for the log. A secret in the state, but readable in Azure: prefer the protected settings. */
  logsBlobUri?: pulumi.Input<string>;
  /** The SAS URI of an empty blob for the status. A secret in the state, but readable in Azure: prefer the protected settings. */
  statusBlobUri?: pulumi.Input<string>;
}

/** The settings that only the VM can read. Azure never returns them; all of them are secrets. */
export interface SnapshotProtectedSettings {
  /** The SAS URIs of the disks' blobs, the operating system disk first; an empty array for managed disks. */
  blobSasUris?: pulumi.Input<pulumi.Input<string>[]>;
  /** A JSON object in base64 with the SAS URIs, as an alternative to `blobSasUris`. */
  objectStr?: pulumi.Input<string>;
  /** The SAS URI of a blob for the log: the blob must exist and be empty. */
  logsBlobUri?: pulumi.Input<string>;
  /** The SAS URI of a blob for the status: the blob must exist and be empty. */
  statusBlobUri?: pulumi.Input<string>;
  /** The token that identifies the task to the host. */
  snapshotTaskToken?: pulumi.Input<string>;
  /** Other settings of the extension; the public ones take precedence over these. */
  customSettings?: pulumi.Input<Record<string, unknown>>;
}

/** The inputs of `VmSnapshotExtension`. Source: Microsoft.Compute/virtualMachines/extensions. */
export interface VmSnapshotExtensionArgs {
  /** The VM: the resource itself, which provides `osType`, or its ARM id. */
  vm: Reference<ExtendedVm>;
  /** The operating system of the VM, which selects the extension VMSnapshot or VMSnapshotLinux. Default: `storageProfile.osDisk.osType` of the VM. */
  osType?: pulumi.Input<"Windows" | "Linux">;
  /** The extension's name on the VM. Default: `VMSnapshot` or `VMSnapshotLinux`, the names that Azure Backup uses. */
  name?: pulumi.Input<string>;
  /** The Azure region, which is the VM's. Default: read from the VM. */
  location?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The version to install, `major.minor`. Default: 1.9 on Windows, 1.0 on Linux. */
  typeHandlerVersion?: pulumi.Input<string>;
  /** Whether Azure installs the newest minor version when the extension is written. Default: true. */
  autoUpgradeMinorVersion?: pulumi.Input<boolean>;
  /** Whether Azure upgrades the extension by itself when there is a newer version. */
  enableAutomaticUpgrade?: pulumi.Input<boolean>;
  /** Any string; a change makes the extension run again with the same settings. */
  forceUpdateTag?: pulumi.Input<string>;
  /** Whether Azure hides failures of the extension, such as a connection failure; provisioning then succeeds. */
  suppressFailures?: pulumi.Input<boolean>;
  /** The names of other extensions of the VM that are provisioned before this one. */
  provisionAfterExtensions?: pulumi.Input<pulumi.Input<string>[]>;
  /** The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes. */
  settings?: pulumi.Input<SnapshotSettings>;
  /** Settings that `settings` does not support, sent to Azure unchanged. */
  rawSettings?: pulumi.Input<Record<string, unknown>>;
  /** The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be detected. */
  protectedSettings?: pulumi.Input<SnapshotProtectedSettings>;
  /** Protected settings that `protectedSettings` does not support, sent to Azure unchanged. */
  rawProtectedSettings?: pulumi.Input<Record<string, unknown>>;
  /** What a destroy does. `delete` deletes the extension. `retain` leaves it on the VM. Default: `delete` if the resource was created, `retain` if it was adopted. On a stopped VM a destroy retains the extension, since Azure deletes extensions only from a running VM. The resource option `deletedWith: vm` skips the delete if the VM is deleted too. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with an extension of this name that already exists, such as that of Azure Backup. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** The status of an extension when the resource was last written. */
export interface ExtensionStatus {
  /** Such as `ProvisioningState/succeeded`. */
  code: string;
  /** The message of the extension, without access signatures. */
  message?: string;
}

/**
 * The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it with the first backup, and writes its
 * own settings with each backup; declare it to install it earlier, to pin its version, or to configure it. Azure changes it
 * and its tags only while the VM runs. With `adopt: "always"` and no settings, an existing one is adopted with its settings.
 *
 * @example
 * ```ts
 * new VmSnapshotExtension("snapshot", { vm, enableAutomaticUpgrade: true });
 *
 * new VmSnapshotExtension("snapshot-now", {
 *   vm: vm.id,
 *   osType: "Linux",
 *   settings: { commandToExecute: "snapshot", taskId: "7f1d…", backup: { metadata: { vmbackuptag: "before-upgrade" } } },
 *   protectedSettings: { blobSasUris: [], statusBlobUri },
 * });
 * ```
 */
export class VmSnapshotExtension extends BackupResource {
  declare readonly vm: pulumi.Output<string>;
  declare readonly osType: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Azure's state of the extension when it was last written, such as `Succeeded`. */
  declare readonly provisioningState: pulumi.Output<string>;
  /** The version that ran when the resource was last written; undefined until the VM reports it. */
  declare readonly handlerVersion: pulumi.Output<string | undefined>;
  /** The status of the extension when the resource was last written. A backup that failed shows in its job, not here. */
  declare readonly status: pulumi.Output<ExtensionStatus | undefined>;

  constructor(name: string, args: VmSnapshotExtensionArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["osType", "name", "tags", "provisioningState", "handlerVersion", "status"];
    const vm = { location: keepAll, storageProfile: osDiskOf };
    const declaration = { provider, kind: "VmSnapshotExtension", outputs, named: false, references: { vm } };
    super(declaration, name, args === undefined ? undefined : withVmFacts({ ...args }), withSecretOutputs(options));
  }
}

const withSecretOutputs = (options: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions =>
  pulumi.mergeOptions(options, { additionalSecretOutputs: ["protectedSettings", "rawProtectedSettings"] });

/** Adds the OS type of the VM and the name to the arguments, and marks secrets. */
function withVmFacts(args: VmSnapshotExtensionArgs): object {
  const osType = args.osType ?? systemOf(args.vm);
  return {
    ...args,
    osType,
    name: args.name ?? pulumi.output(osType).apply(handlerType),
    ...publicPart(args.settings),
    ...secretPart("protectedSettings", args.protectedSettings),
    ...secretPart("rawProtectedSettings", args.rawProtectedSettings),
  };
}

const secretPart = (key: string, value: pulumi.Input<unknown>) =>
  value === undefined ? {} : { [key]: pulumi.secret(value) };

/** Marks all public settings as secret if one of them is. Plain settings are checked by key, so an unknown value does not affect the others. */
function publicPart(settings: pulumi.Input<SnapshotSettings> | undefined): object {
  if (settings === undefined || settings === null) return {};
  const isPlain = !(pulumi.Output.isInstance(settings) || settings instanceof Promise);
  if (isPlain) return { settings: holdsSecret(settings) ? pulumi.secret(settings) : settings };
  return {
    settings: pulumi
      .output(settings)
      .apply((found) => (holdsSecret(found) ? pulumi.secret(found) : pulumi.output(found))),
  };
}

/** Whether the settings contain an access signature or the token of the host. */
const holdsSecret = (settings: SnapshotSettings): boolean =>
  memberOf(settings, "logsBlobUri") !== undefined ||
  memberOf(settings, "statusBlobUri") !== undefined ||
  memberOf(memberOf(settings, "backup"), "snapshotTaskToken") !== undefined;

/** The OS type of a VM resource. */
const systemOf = (vm: Reference<ExtendedVm>): pulumi.Output<System> =>
  pulumi.output(vm as pulumi.Input<string | ExtendedVm>).apply(systemIn);

type System = "Windows" | "Linux" | undefined;

function systemIn(vm: string | pulumi.Unwrap<ExtendedVm>): pulumi.Output<System> {
  // A JavaScript program may omit the VM; the check then reports it as missing.
  if (typeof vm !== "object" || vm === null) return pulumi.output<System>(undefined);
  return pulumi
    .all([vm.storageProfile, vm.properties])
    .apply(([profile, properties]) => osTypeIn(profile) ?? osTypeIn(memberOf(properties, "storageProfile")));
}

function osTypeIn(storageProfile: unknown): System {
  const osType = memberOf(memberOf(storageProfile, "osDisk"), "osType");
  return osType === "Windows" || osType === "Linux" ? osType : undefined;
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** Only the OS type of a VM's disks is stored in the state. */
const osDiskOf = (storageProfile: unknown): object | undefined => {
  const osType = osTypeIn(storageProfile);
  return osType === undefined ? undefined : { osDisk: { osType } };
};
