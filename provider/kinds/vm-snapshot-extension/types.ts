/** The types of the properties of `VmSnapshotExtension`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { OptionalInput } from "../../dynamic/arguments.js";

/** The type of the VM. Without it the extension takes snapshots but never writes its status. */
export type VmSnapshotExtensionSettingsVmType =
  | "microsoft.compute/virtualmachines"
  | "microsoft.classiccompute/virtualmachines";

/** The disks in the snapshot. Default: all disks. As an input. */
export interface VmSnapshotExtensionSettingsBackupIncludedDisksArgs {
  /** The LUNs of the data disks to include. */
  dataDiskLunList?: OptionalInput<readonly pulumi.Input<number>[]>;
  /** Whether the operating system disk is in the snapshot. */
  isOSDiskIncluded?: OptionalInput<boolean>;
  /** Whether some disks of the VM are excluded. */
  isAnyDiskExcluded?: OptionalInput<boolean>;
  /** Whether Azure Disk Encryption is on: its settings are then copied to the snapshots. */
  isVMADEEnabled?: OptionalInput<boolean>;
  /** Whether the blob with the VM's metadata is in the snapshot. */
  isVmmdBlobIncluded?: OptionalInput<boolean>;
  /** Whether a disk with Write Accelerator is in the snapshot, which requires a snapshot by the host. */
  isAnyWADiskIncluded?: OptionalInput<boolean>;
  /** Whether the blob with the VM's guest state is in the snapshot, which requires a snapshot by the host. */
  isVmgsBlobIncluded?: OptionalInput<boolean>;
  /** Whether an Ultra or Premium SSD v2 disk is in the snapshot, which requires a snapshot by the host. */
  isAnyDirectDriveDiskIncluded?: OptionalInput<boolean>;
  /**
   * The number of minutes for which a snapshot of an Ultra or Premium SSD v2 disk can be used immediately. Allowed: an
   * integer from 1 to 525600.
   */
  instantAccessDurationMinutes?: OptionalInput<number>;
}

/** The disks in the snapshot. Default: all disks. */
export interface VmSnapshotExtensionSettingsBackupIncludedDisks {
  /** The LUNs of the data disks to include. */
  readonly dataDiskLunList?: number[] | undefined;
  /** Whether the operating system disk is in the snapshot. */
  readonly isOSDiskIncluded?: boolean | undefined;
  /** Whether some disks of the VM are excluded. */
  readonly isAnyDiskExcluded?: boolean | undefined;
  /** Whether Azure Disk Encryption is on: its settings are then copied to the snapshots. */
  readonly isVMADEEnabled?: boolean | undefined;
  /** Whether the blob with the VM's metadata is in the snapshot. */
  readonly isVmmdBlobIncluded?: boolean | undefined;
  /** Whether a disk with Write Accelerator is in the snapshot, which requires a snapshot by the host. */
  readonly isAnyWADiskIncluded?: boolean | undefined;
  /** Whether the blob with the VM's guest state is in the snapshot, which requires a snapshot by the host. */
  readonly isVmgsBlobIncluded?: boolean | undefined;
  /** Whether an Ultra or Premium SSD v2 disk is in the snapshot, which requires a snapshot by the host. */
  readonly isAnyDirectDriveDiskIncluded?: boolean | undefined;
  /** The number of minutes for which a snapshot of an Ultra or Premium SSD v2 disk can be used immediately. */
  readonly instantAccessDurationMinutes?: number | undefined;
}

/** The content of `objectStr` as an object, which the provider encodes. Set this or `objectStr`. As an input. */
export interface VmSnapshotExtensionSettingsBackupArgs {
  /** The metadata of each snapshot's blob, which identifies it later. */
  metadata?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
  /** The disks in the snapshot. Default: all disks. */
  includedDisks?: OptionalInput<VmSnapshotExtensionSettingsBackupIncludedDisksArgs>;
  /** The token that identifies the task to the host. */
  snapshotTaskToken?: OptionalInput<string>;
  /** Switches of the platform, such as isSnapshotTtlEnabled; the extension only logs those that it does not know. */
  dynamicConfigs?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
}

/** The content of `objectStr` as an object, which the provider encodes. Set this or `objectStr`. */
export interface VmSnapshotExtensionSettingsBackup {
  /** The metadata of each snapshot's blob, which identifies it later. */
  readonly metadata?: Record<string, string> | undefined;
  /** The disks in the snapshot. Default: all disks. */
  readonly includedDisks?: VmSnapshotExtensionSettingsBackupIncludedDisks | undefined;
  /** The token that identifies the task to the host. */
  readonly snapshotTaskToken?: string | undefined;
  /** Switches of the platform, such as isSnapshotTtlEnabled; the extension only logs those that it does not know. */
  readonly dynamicConfigs?: Record<string, string> | undefined;
}

/**
 * The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the
 * protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; an
 * existing extension is adopted with its settings. Azure Backup writes its own settings with every backup, so declared
 * ones drift; declare settings only if this program, and not Azure Backup, runs the extension. As an input.
 */
export interface VmSnapshotExtensionSettingsArgs {
  /** `snapshot` takes a snapshot, `install` only installs. The extension searches for these words in the string. */
  commandToExecute?: OptionalInput<string>;
  /**
   * The type of the VM. Without it the extension takes snapshots but never writes its status. Default:
   * `microsoft.compute/virtualmachines`.
   */
  vmType?: OptionalInput<VmSnapshotExtensionSettingsVmType>;
  /**
   * The id of the task, usually a GUID. The extension carries out each task once: with the id of the last task it does
   * nothing and reports no error.
   */
  taskId?: OptionalInput<string>;
  /**
   * The time of the command in .NET ticks (tenths of a microsecond since the year 1, UTC), as a string, because a JSON
   * number would lose digits. The extension ignores a command that is more than 140 minutes late. Allowed: 17 to 19
   * digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does
   * not notice that its command is late.
   */
  commandStartTimeUTCTicks?: OptionalInput<string>;
  /** A language, such as en-us. */
  locale?: OptionalInput<string>;
  /** The content of `objectStr` as an object, which the provider encodes. Set this or `objectStr`. */
  backup?: OptionalInput<VmSnapshotExtensionSettingsBackupArgs>;
  /**
   * A JSON object in base64 that describes the backup, as an alternative to `backup`. Linux requires one of the two.
   */
  objectStr?: OptionalInput<string>;
  /**
   * Other settings of the extension, such as takeSnapshotFrom: an object, sent as a JSON string. These take precedence
   * over the protected ones.
   */
  customSettings?: OptionalInput<Record<string, unknown>>;
  /**
   * The SAS URI of an empty blob for the log. Everybody with read access to the extension can read it here: prefer the
   * protected settings.
   */
  logsBlobUri?: OptionalInput<string>;
  /**
   * The SAS URI of an empty blob for the status. Everybody with read access to the extension can read it here: prefer
   * the protected settings.
   */
  statusBlobUri?: OptionalInput<string>;
}

/**
 * The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the
 * protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; an
 * existing extension is adopted with its settings. Azure Backup writes its own settings with every backup, so declared
 * ones drift; declare settings only if this program, and not Azure Backup, runs the extension.
 */
export interface VmSnapshotExtensionSettings {
  /** `snapshot` takes a snapshot, `install` only installs. The extension searches for these words in the string. */
  readonly commandToExecute?: string | undefined;
  /** The type of the VM. Without it the extension takes snapshots but never writes its status. */
  readonly vmType: VmSnapshotExtensionSettingsVmType;
  /**
   * The id of the task, usually a GUID. The extension carries out each task once: with the id of the last task it does
   * nothing and reports no error.
   */
  readonly taskId?: string | undefined;
  /**
   * The time of the command in .NET ticks (tenths of a microsecond since the year 1, UTC), as a string, because a JSON
   * number would lose digits. The extension ignores a command that is more than 140 minutes late.
   */
  readonly commandStartTimeUTCTicks?: string | undefined;
  /** A language, such as en-us. */
  readonly locale?: string | undefined;
  /** The content of `objectStr` as an object, which the provider encodes. Set this or `objectStr`. */
  readonly backup?: VmSnapshotExtensionSettingsBackup | undefined;
  /**
   * A JSON object in base64 that describes the backup, as an alternative to `backup`. Linux requires one of the two.
   */
  readonly objectStr?: string | undefined;
  /**
   * Other settings of the extension, such as takeSnapshotFrom: an object, sent as a JSON string. These take precedence
   * over the protected ones.
   */
  readonly customSettings?: Record<string, unknown> | undefined;
  /**
   * The SAS URI of an empty blob for the log. Everybody with read access to the extension can read it here: prefer the
   * protected settings.
   */
  readonly logsBlobUri?: string | undefined;
  /**
   * The SAS URI of an empty blob for the status. Everybody with read access to the extension can read it here: prefer
   * the protected settings.
   */
  readonly statusBlobUri?: string | undefined;
}

/**
 * The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be
 * detected; the state contains them encrypted. As an input.
 */
export interface VmSnapshotExtensionProtectedSettingsArgs {
  /**
   * The SAS URIs of the disks' blobs, the operating system disk first; an empty array for managed disks, of which the
   * host takes the snapshots. Set this or `objectStr`.
   */
  blobSasUris?: OptionalInput<readonly pulumi.Input<string>[]>;
  /** A JSON object in base64 with the SAS URIs, as an alternative to `blobSasUris`. */
  objectStr?: OptionalInput<string>;
  /** The SAS URI of a blob for the log: the blob must exist and be empty. */
  logsBlobUri?: OptionalInput<string>;
  /** The SAS URI of a blob for the status: the blob must exist and be empty. */
  statusBlobUri?: OptionalInput<string>;
  /** The token that identifies the task to the host. */
  snapshotTaskToken?: OptionalInput<string>;
  /**
   * Other settings of the extension, such as takeSnapshotFrom: an object, sent as a JSON string. The public ones take
   * precedence over these.
   */
  customSettings?: OptionalInput<Record<string, unknown>>;
}

/**
 * The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be
 * detected; the state contains them encrypted.
 */
export interface VmSnapshotExtensionProtectedSettings {
  /**
   * The SAS URIs of the disks' blobs, the operating system disk first; an empty array for managed disks, of which the
   * host takes the snapshots. Set this or `objectStr`.
   */
  readonly blobSasUris?: string[] | undefined;
  /** A JSON object in base64 with the SAS URIs, as an alternative to `blobSasUris`. */
  readonly objectStr?: string | undefined;
  /** The SAS URI of a blob for the log: the blob must exist and be empty. */
  readonly logsBlobUri?: string | undefined;
  /** The SAS URI of a blob for the status: the blob must exist and be empty. */
  readonly statusBlobUri?: string | undefined;
  /** The token that identifies the task to the host. */
  readonly snapshotTaskToken?: string | undefined;
  /**
   * Other settings of the extension, such as takeSnapshotFrom: an object, sent as a JSON string. The public ones take
   * precedence over these.
   */
  readonly customSettings?: Record<string, unknown> | undefined;
}

/** The status of the extension when the resource was last written. A backup that failed shows in its job, not here. */
export interface VmSnapshotExtensionStatus {
  /** Such as ProvisioningState/succeeded. */
  readonly code: string;
  /** The message of the extension, without access signatures. */
  readonly message?: string | undefined;
}
