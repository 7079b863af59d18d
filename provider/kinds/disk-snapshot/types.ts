/** The types of the properties of `DiskSnapshot`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownDisk, KnownSnapshot, OptionalInput, Reference, ResourceOf } from "../../dynamic/arguments.js";

/** A VHD to import. As an input. */
export interface DiskSnapshotSourceBlobArgs {
  /** The https URI of a VHD in a storage account, without a shared access signature. */
  uri: pulumi.Input<string>;
  /** The ARM id of the storage account of the VHD. Or the resource itself. */
  storageAccount: Reference<ResourceOf<"Microsoft.Storage/storageAccounts">>;
}

/** A VHD to import. */
export interface DiskSnapshotSourceBlob {
  /** The https URI of a VHD in a storage account, without a shared access signature. */
  readonly uri: string;
  /** The ARM id of the storage account of the VHD. */
  readonly storageAccount: string;
}

/**
 * The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. It is used only when the snapshot is taken:
 * a source that no longer exists is not reported as drift, and preview refuses another source unless `triggers` changes
 * too. As an input.
 */
export interface DiskSnapshotSourceArgs {
  /** The managed disk; in the snapshot's own region. Or the resource itself. */
  disk?: OptionalInput<string | KnownDisk>;
  /**
   * Another snapshot. In its own region it is copied immediately; to another region Azure copies it in the background,
   * and the resource waits until the copy is complete. Or the resource itself.
   */
  snapshot?: OptionalInput<string | KnownSnapshot>;
  /** A VHD to import. */
  blob?: OptionalInput<DiskSnapshotSourceBlobArgs>;
}

/**
 * The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. It is used only when the snapshot is taken:
 * a source that no longer exists is not reported as drift, and preview refuses another source unless `triggers` changes
 * too.
 */
export interface DiskSnapshotSource {
  /** The managed disk; in the snapshot's own region. */
  readonly disk?: string | undefined;
  /**
   * Another snapshot. In its own region it is copied immediately; to another region Azure copies it in the background,
   * and the resource waits until the copy is complete.
   */
  readonly snapshot?: string | undefined;
  /** A VHD to import. */
  readonly blob?: DiskSnapshotSourceBlob | undefined;
}

/**
 * The storage type of the snapshot; `Premium_LRS` is for full snapshots. Default: chosen by Azure, `Standard_ZRS` or
 * `Standard_LRS`.
 */
export type DiskSnapshotSku = "Standard_LRS" | "Standard_ZRS" | "Premium_LRS";

/**
 * From which networks the snapshot may be exported. `AllowPrivate` allows only the private endpoints of `diskAccess`.
 */
export type DiskSnapshotNetworkAccessPolicy = "AllowAll" | "AllowPrivate" | "DenyAll";

/**
 * Whether an export requires Microsoft Entra ID authentication in addition to its shared access signature. Default:
 * `None`.
 */
export type DiskSnapshotDataAccessAuthMode = "AzureActiveDirectory" | "None";

/**
 * Which key encrypts the snapshot at rest: Microsoft's (platform), yours (customer), or both. Default:
 * `EncryptionAtRestWithCustomerKey` if `diskEncryptionSet` is set, otherwise chosen by Azure.
 */
export type DiskSnapshotEncryptionType =
  | "EncryptionAtRestWithPlatformKey"
  | "EncryptionAtRestWithCustomerKey"
  | "EncryptionAtRestWithPlatformAndCustomerKeys";

/** The version of Azure Disk Encryption: `1.0` with an application of Microsoft Entra ID, `1.1` without one. */
export type DiskSnapshotEncryptionSettingsVersion = "1.0" | "1.1";

/** The key that the volume is encrypted with. As an input. */
export interface DiskSnapshotEncryptionSettingsVolumeDiskEncryptionKeyArgs {
  /** The URL of the key vault's secret. */
  secretUrl: pulumi.Input<string>;
  /** The ARM id of the key vault that contains it. Or the resource itself. */
  vault: Reference<ResourceOf<"Microsoft.KeyVault/vaults">>;
}

/** The key that the volume is encrypted with. */
export interface DiskSnapshotEncryptionSettingsVolumeDiskEncryptionKey {
  /** The URL of the key vault's secret. */
  readonly secretUrl: string;
  /** The ARM id of the key vault that contains it. */
  readonly vault: string;
}

/** The key that encrypts the key of the volume. As an input. */
export interface DiskSnapshotEncryptionSettingsVolumeKeyEncryptionKeyArgs {
  /** The URL of the key vault's key. */
  keyUrl: pulumi.Input<string>;
  /** The ARM id of the key vault that contains it. Or the resource itself. */
  vault: Reference<ResourceOf<"Microsoft.KeyVault/vaults">>;
}

/** The key that encrypts the key of the volume. */
export interface DiskSnapshotEncryptionSettingsVolumeKeyEncryptionKey {
  /** The URL of the key vault's key. */
  readonly keyUrl: string;
  /** The ARM id of the key vault that contains it. */
  readonly vault: string;
}

/** The keys of one volume. As an input. */
export interface DiskSnapshotEncryptionSettingsVolumeArgs {
  /** The key that the volume is encrypted with. */
  diskEncryptionKey?: OptionalInput<DiskSnapshotEncryptionSettingsVolumeDiskEncryptionKeyArgs>;
  /** The key that encrypts the key of the volume. */
  keyEncryptionKey?: OptionalInput<DiskSnapshotEncryptionSettingsVolumeKeyEncryptionKeyArgs>;
}

/** The keys of one volume. */
export interface DiskSnapshotEncryptionSettingsVolume {
  /** The key that the volume is encrypted with. */
  readonly diskEncryptionKey?: DiskSnapshotEncryptionSettingsVolumeDiskEncryptionKey | undefined;
  /** The key that encrypts the key of the volume. */
  readonly keyEncryptionKey?: DiskSnapshotEncryptionSettingsVolumeKeyEncryptionKey | undefined;
}

/** The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source. As an input. */
export interface DiskSnapshotEncryptionSettingsArgs {
  /** The version of Azure Disk Encryption: `1.0` with an application of Microsoft Entra ID, `1.1` without one. */
  version?: OptionalInput<DiskSnapshotEncryptionSettingsVersion>;
  /** The keys of each volume of the disk. */
  volumes: pulumi.Input<readonly pulumi.Input<DiskSnapshotEncryptionSettingsVolumeArgs>[]>;
}

/** The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source. */
export interface DiskSnapshotEncryptionSettings {
  /** The version of Azure Disk Encryption: `1.0` with an application of Microsoft Entra ID, `1.1` without one. */
  readonly version?: DiskSnapshotEncryptionSettingsVersion | undefined;
  /** The keys of each volume of the disk. */
  readonly volumes: DiskSnapshotEncryptionSettingsVolume[];
}

/** The generation of the virtual machine that the disk boots. Default: that of the source. */
export type DiskSnapshotHyperVGeneration = "V1" | "V2";

/** The processor architecture. Default: that of the source. */
export type DiskSnapshotArchitecture = "x64" | "Arm64";

/** The error of a failed copy from another region; undefined if the copy did not fail. */
export interface DiskSnapshotCopyCompletionError {
  /** Azure's code, such as CopySourceNotFound. */
  readonly errorCode: string;
  /** Azure's message. */
  readonly errorMessage: string;
}
