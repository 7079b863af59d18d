/** The resource class `VmSnapshotExtension`. */
import * as pulumi from "@pulumi/pulumi";
import type { Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource, keepAll } from "../../dynamic/resource.js";
import { handlerType } from "./names.js";
import * as provider from "./provider.js";

/** A VM as programs have it: of this package, or of another one that has its properties as Azure names them. */
export interface ExtendedVm {
  id: pulumi.Input<string>;
  location?: pulumi.Input<string | undefined>;
  storageProfile?: pulumi.Input<object | undefined>;
  properties?: pulumi.Input<object | undefined>;
}

/** Of which disks a snapshot is taken. */
export interface SnapshotDisks {
  /** The LUNs of the data disks to take, from 0 to 63. The system's disk is none of them. */
  dataDiskLunList?: pulumi.Input<pulumi.Input<number>[]>;
  /** Whether the system's disk is taken. */
  isOSDiskIncluded?: pulumi.Input<boolean>;
  /** Whether the VM has disks that are not taken. */
  isAnyDiskExcluded?: pulumi.Input<boolean>;
  /** Whether Azure Disk Encryption is on: its settings are then carried over to the snapshots. */
  isVMADEEnabled?: pulumi.Input<boolean>;
  /** Whether the blob of the VM's metadata is taken. */
  isVmmdBlobIncluded?: pulumi.Input<boolean>;
  /** Whether a disk with Write Accelerator is taken, which the host alone can do. */
  isAnyWADiskIncluded?: pulumi.Input<boolean>;
  /** Whether the blob of the VM's guest state is taken, which the host alone can do. */
  isVmgsBlobIncluded?: pulumi.Input<boolean>;
  /** Whether an Ultra or Premium SSD v2 disk is taken, which the host alone can do. */
  isAnyDirectDriveDiskIncluded?: pulumi.Input<boolean>;
  /** For how many minutes a snapshot of an Ultra or Premium SSD v2 disk can be used at once. */
  instantAccessDurationMinutes?: pulumi.Input<number>;
}

/** What the extension is to take, and what it writes on each snapshot; sent as `objectStr`. */
export interface SnapshotBackup {
  /** What each snapshot carries as metadata of its blob, by which it is found again. */
  metadata?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Of which disks a snapshot is taken. Left out: of all. */
  includedDisks?: pulumi.Input<SnapshotDisks>;
  /** The token by which the host knows the task. A secret. */
  snapshotTaskToken?: pulumi.Input<string>;
  /** Switches of the platform, such as `isSnapshotTtlEnabled`. */
  dynamicConfigs?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The settings that anyone may see who may see the VM. */
export interface SnapshotSettings {
  /** `snapshot` takes one, `install` only installs. */
  commandToExecute?: pulumi.Input<string>;
  /** The kind of VM. Default `microsoft.compute/virtualmachines`; without it the extension would never write its status. */
  vmType?: pulumi.Input<"microsoft.compute/virtualmachines" | "microsoft.classiccompute/virtualmachines">;
  /** The id of the task, a GUID by custom. The extension carries out each task once: with the id of the last task it does nothing, and does not say so. */
  taskId?: pulumi.Input<string>;
  /** When the command was given, as the digits of .NET ticks, UTC; a text, since no number holds them. More than 140 minutes late, it is not carried out. */
  commandStartTimeUTCTicks?: pulumi.Input<string>;
  /** A language, such as `en-us`. */
  locale?: pulumi.Input<string>;
  /** What to take, as an object; it is encoded as the extension reads it. */
  backup?: pulumi.Input<SnapshotBackup>;
  /** The base64 of the JSON object that says what to take, in place of `backup`. On Linux one of the two is needed. */
  objectStr?: pulumi.Input<string>;
  /** Settings of the extension's own, such as `takeSnapshotFrom`: an object, sent as the text of JSON. */
  customSettings?: pulumi.Input<Record<string, unknown>>;
  /** The SAS URI of an empty blob for the log. A secret in the state, but not in Azure: the protected settings are the place for it. */
  logsBlobUri?: pulumi.Input<string>;
  /** The SAS URI of an empty blob for the status. A secret in the state, but not in Azure: the protected settings are the place for it. */
  statusBlobUri?: pulumi.Input<string>;
}

/** The settings that only the VM can read. Azure never shows them again; all of them are secrets. */
export interface SnapshotProtectedSettings {
  /** The SAS URIs of the disks' blobs, the system's disk first; an empty list for managed disks. */
  blobSasUris?: pulumi.Input<pulumi.Input<string>[]>;
  /** The base64 of the JSON object that holds the SAS URIs, in place of `blobSasUris`. */
  objectStr?: pulumi.Input<string>;
  /** The SAS URI of a blob for the log: it has to be there, and empty. */
  logsBlobUri?: pulumi.Input<string>;
  /** The SAS URI of a blob for the status: it has to be there, and empty. */
  statusBlobUri?: pulumi.Input<string>;
  /** The token by which the host knows the task. */
  snapshotTaskToken?: pulumi.Input<string>;
  /** Settings of the extension's own; the public ones go before these. */
  customSettings?: pulumi.Input<Record<string, unknown>>;
}

/** The inputs of `VmSnapshotExtension`, as a program declares them. Source: Microsoft.Compute/virtualMachines/extensions. */
export interface VmSnapshotExtensionArgs {
  /** The VM: the resource itself, from which `osType` is taken, or its ARM id. */
  vm: Reference<ExtendedVm>;
  /** What the VM runs, which decides between the extensions VMSnapshot and VMSnapshotLinux. Left out: as `storageProfile.osDisk.osType` of the VM says. */
  osType?: pulumi.Input<"Windows" | "Linux">;
  /** The extension's name on the VM. Left out: `VMSnapshot` or `VMSnapshotLinux`, as Azure Backup itself names it. */
  name?: pulumi.Input<string>;
  /** The Azure region, which is the VM's. Left out: read from the VM. */
  location?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The version to install, `major.minor`. Left out: 1.9 on Windows, 1.0 on Linux. */
  typeHandlerVersion?: pulumi.Input<string>;
  /** Whether a newer minor version is installed where there is one when the extension is written. Default true. */
  autoUpgradeMinorVersion?: pulumi.Input<boolean>;
  /** Whether Azure upgrades the extension by itself when there is a newer version. */
  enableAutomaticUpgrade?: pulumi.Input<boolean>;
  /** Any text; a change of it has the extension run again though its settings are the same. */
  forceUpdateTag?: pulumi.Input<string>;
  /** Whether Azure hides failures of the extension, such as that it does not reach the VM; provisioning then succeeds. */
  suppressFailures?: pulumi.Input<boolean>;
  /** The names of other extensions of the VM that are provisioned before this one. */
  provisionAfterExtensions?: pulumi.Input<pulumi.Input<string>[]>;
  /** The settings that anyone may see who may see the VM. Left out, with the others: the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes. */
  settings?: pulumi.Input<SnapshotSettings>;
  /** Settings that have no place in `settings`, as Azure is to get them. */
  rawSettings?: pulumi.Input<Record<string, unknown>>;
  /** The settings that only the VM can read. Azure never shows them again, so that a change of them outside this program cannot be seen. */
  protectedSettings?: pulumi.Input<SnapshotProtectedSettings>;
  /** Protected settings that have no place in `protectedSettings`, as Azure is to get them. */
  rawProtectedSettings?: pulumi.Input<Record<string, unknown>>;
  /** What a destroy does: `delete` the extension, or `retain` it. Left out: delete what was created, retain what was adopted. On a VM that does not run it stays, since Azure deletes extensions only inside a running VM; where the VM goes with it, the option `deletedWith: vm` spares the delete. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with an extension of this name that exists already, such as that of Azure Backup. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** How an extension stood when the resource was last written. */
export interface ExtensionStatus {
  /** Such as `ProvisioningState/succeeded`. */
  code: string;
  /** What the extension says, without access signatures. */
  message?: string;
}

/**
 * The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it by itself with the first backup, and writes
 * settings of its own with each; declare it to have it before, to keep it at a version, or to drive it. Azure changes it,
 * its tags too, only while the VM runs. With `adopt: "always"` and no settings, one of Azure Backup is taken over as it stands.
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
  /** The version that ran when the resource was last written; undefined while the VM has not told. */
  declare readonly handlerVersion: pulumi.Output<string | undefined>;
  /** How the extension stood when the resource was last written. A backup that failed shows in its job, not here. */
  declare readonly status: pulumi.Output<ExtensionStatus | undefined>;

  constructor(name: string, args: VmSnapshotExtensionArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["osType", "name", "tags", "provisioningState", "handlerVersion", "status"];
    const vm = { location: keepAll, storageProfile: osDiskOf };
    const declaration = { provider, kind: "VmSnapshotExtension", outputs, named: false, references: { vm } };
    super(declaration, name, args === undefined ? undefined : withVmFacts(args), withSecretOutputs(options));
  }
}

const withSecretOutputs = (options: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions =>
  pulumi.mergeOptions(options, { additionalSecretOutputs: ["protectedSettings", "rawProtectedSettings"] });

/** The arguments with what the VM tells, and with what is secret marked so. */
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

/** Public settings are completely secret where one of them is. Settings that are there are judged by their keys, so that an unknown among them hides no other. */
function publicPart(settings: pulumi.Input<SnapshotSettings> | undefined): object {
  if (settings === undefined) return {};
  const isPlain = !(pulumi.Output.isInstance(settings) || settings instanceof Promise);
  if (isPlain) return { settings: holdsSecret(settings) ? pulumi.secret(settings) : settings };
  return {
    settings: pulumi
      .output(settings)
      .apply((found) => (holdsSecret(found) ? pulumi.secret(found) : pulumi.output(found))),
  };
}

/** An access signature, or the host's token. */
const holdsSecret = (settings: SnapshotSettings): boolean =>
  settings.logsBlobUri !== undefined ||
  settings.statusBlobUri !== undefined ||
  memberOf(settings.backup, "snapshotTaskToken") !== undefined;

/** What a VM runs, where the VM itself is given. */
const systemOf = (vm: Reference<ExtendedVm>): pulumi.Output<System> =>
  pulumi.output(vm as pulumi.Input<string | ExtendedVm>).apply(systemIn);

type System = "Windows" | "Linux" | undefined;

function systemIn(vm: string | pulumi.Unwrap<ExtendedVm>): pulumi.Output<System> {
  if (typeof vm === "string") return pulumi.output<System>(undefined);
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

/** Of a VM's disks only what it runs is worth keeping. */
const osDiskOf = (storageProfile: unknown): object | undefined => {
  const osType = osTypeIn(storageProfile);
  return osType === undefined ? undefined : { osDisk: { osType } };
};
