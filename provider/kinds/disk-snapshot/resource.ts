/** The resource class `DiskSnapshot`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import { splitSource } from "../../dynamic/snapshot-source.js";
import * as provider from "./provider.js";

/** A resource with an ARM id. */
export interface Identified {
  readonly id: pulumi.Input<string>;
}

/** A disk or a snapshot, of this package or another: its id, and properties that preview validates. */
export interface SnapshotSourceResource extends Identified {
  /** The Azure region, which is the default for the region of the snapshot. */
  readonly location?: pulumi.Input<string | undefined>;
  /** The name of its sku, or an object with it. */
  readonly sku?: unknown;
  /** The size in GiB, as azure-native names it. */
  readonly diskSizeGB?: unknown;
  /** The size in GiB, as this package names it. */
  readonly diskSizeGb?: unknown;
  /** Whether a snapshot is incremental. */
  readonly incremental?: unknown;
}

/** The source of a snapshot: exactly one of `disk`, `snapshot` and `blob`. */
export interface DiskSnapshotSource {
  /** The managed disk, or its ARM id; in the snapshot's own region. */
  disk?: Reference<SnapshotSourceResource>;
  /**
   * Another snapshot, or its ARM id. In its own region it is copied immediately. To another region Azure copies only
   * incremental snapshots, in the background, and the resource waits until the copy is complete.
   */
  snapshot?: Reference<SnapshotSourceResource>;
  /** A VHD to import: its https URI, without a shared access signature, and its storage account. */
  blob?: { uri: pulumi.Input<string>; storageAccount: Reference<Identified> };
}

/** The keys of one volume of a disk that Azure Disk Encryption encrypts. */
export interface VolumeEncryption {
  /** The key that the volume is encrypted with: the URL of a key vault's secret, and the ARM id of that vault. */
  diskEncryptionKey?: pulumi.Input<{ secretUrl: pulumi.Input<string>; vault: pulumi.Input<string> }>;
  /** The key that encrypts that key: the URL of a key vault's key, and the ARM id of that vault. */
  keyEncryptionKey?: pulumi.Input<{ keyUrl: pulumi.Input<string>; vault: pulumi.Input<string> }>;
}

/** The inputs of `DiskSnapshot`. Source: Microsoft.Compute/snapshots. */
export interface DiskSnapshotArgs {
  /** The snapshot's name in Azure, 1 to 80 letters, digits, underscores, hyphens and dots. Default: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The ARM id of the resource group of the snapshot. */
  resourceGroup: pulumi.Input<string>;
  /** The Azure region. Default: that of the source, if the source is a resource and not an id. */
  location?: pulumi.Input<string>;
  /**
   * The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. The source is used only when the snapshot is
   * taken: a source that no longer exists is not reported as drift. Preview refuses another source, because Azure cannot change
   * it: change `triggers` to take a new snapshot, or add `source` to the resource option `ignoreChanges` to keep the existing one.
   */
  source: DiskSnapshotSource;
  /**
   * Any strings; a change replaces the snapshot with a new one. The old one is deleted first, because it has the same name; if
   * `name` changes too, it is deleted last.
   */
  triggers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether the snapshot contains only the changes since the previous snapshot. Such a snapshot costs less and can be copied to
   * another region. Default: true; false for a `blob`; that of the source if it is a snapshot resource.
   */
  incremental?: pulumi.Input<boolean>;
  /** The storage type of the snapshot; `Premium_LRS` is for full snapshots. Default: chosen by Azure. */
  sku?: pulumi.Input<"Standard_LRS" | "Standard_ZRS" | "Premium_LRS">;
  /**
   * For how many minutes disks can be restored from the snapshot at full speed while Azure still copies it in the background:
   * 60 to 300. Only for a snapshot of an Ultra or Premium SSD v2 disk, and only when it is taken. Default: no instant access.
   */
  instantAccessDurationMinutes?: pulumi.Input<number>;
  /** From which networks the snapshot may be exported; `AllowPrivate` needs `diskAccess`. Default: `AllowAll`. */
  networkAccessPolicy?: pulumi.Input<"AllowAll" | "AllowPrivate" | "DenyAll">;
  /** The disk access, or its ARM id, whose private endpoints may connect; only with `AllowPrivate`. */
  diskAccess?: Reference<Identified>;
  /** Whether the snapshot may be exported over public networks. Default: `Enabled`. */
  publicNetworkAccess?: pulumi.Input<"Enabled" | "Disabled">;
  /** Whether an export requires Microsoft Entra ID authentication in addition to its shared access signature. Default: `None`. */
  dataAccessAuthMode?: pulumi.Input<"AzureActiveDirectory" | "None">;
  /** The disk encryption set, or its ARM id, whose customer-managed key encrypts the snapshot at rest. */
  diskEncryptionSet?: Reference<Identified>;
  /** Which key encrypts the snapshot at rest: Microsoft's (platform), yours (customer), or both. Default: `EncryptionAtRestWithCustomerKey` if `diskEncryptionSet` is set, otherwise chosen by Azure. */
  encryptionType?: pulumi.Input<
    | "EncryptionAtRestWithPlatformKey"
    | "EncryptionAtRestWithCustomerKey"
    | "EncryptionAtRestWithPlatformAndCustomerKeys"
  >;
  /** The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source. */
  encryptionSettings?: pulumi.Input<{
    version?: pulumi.Input<"1.0" | "1.1">;
    volumes: pulumi.Input<pulumi.Input<VolumeEncryption>[]>;
  }>;
  /** The operating system on the disk. Default: that of the source. */
  osType?: pulumi.Input<"Windows" | "Linux">;
  /** The generation of the virtual machine that the disk boots. Default: that of the source. */
  hyperVGeneration?: pulumi.Input<"V1" | "V2">;
  /** The processor architecture. Default: that of the source. */
  architecture?: pulumi.Input<"x64" | "Arm64">;
  /** Whether hibernation is supported. Default: that of the source. */
  supportsHibernation?: pulumi.Input<boolean>;
  /** The size in GiB: at least that of the source; it cannot be reduced. Default: that of the source. */
  diskSizeGb?: pulumi.Input<number>;
  /** The edge zone of the region, if the snapshot is in one. */
  edgeZone?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** What a destroy does. Default: `delete` if the resource was created, `retain` if it was adopted. A snapshot with an active shared access signature cannot be deleted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a snapshot that already exists and is not in the state. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** Optional inputs, and outputs. */
const PLACEHOLDERS = [
  "triggers",
  "sku",
  "instantAccessDurationMinutes",
  "diskAccess",
  "dataAccessAuthMode",
  "diskEncryptionSet",
  "encryptionType",
  "encryptionSettings",
  "osType",
  "hyperVGeneration",
  "architecture",
  "supportsHibernation",
  "diskSizeGb",
  "edgeZone",
  "tags",
  "location",
  "incremental",
  "networkAccessPolicy",
  "publicNetworkAccess",
  "timeCreated",
  "uniqueId",
  "diskSizeBytes",
  "diskState",
  "incrementalSnapshotFamilyId",
  "completionPercent",
  "copyCompletionError",
];

/**
 * A snapshot of a managed disk: taken of the disk, copied from another snapshot, also from another region, or imported from
 * a VHD.
 *
 * @example
 * ```ts
 * const taken = new DiskSnapshot("db-before", { resourceGroup: group.id, source: { disk } });
 * const copy = new DiskSnapshot("db-copy", {
 *   resourceGroup: group.id,
 *   location: "northeurope",
 *   source: { snapshot: taken },
 * });
 * ```
 */
export class DiskSnapshot extends BackupResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly resourceGroup: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string>;
  /** The declared source, by ids. */
  declare readonly source: pulumi.Output<{
    disk?: string;
    snapshot?: string;
    blob?: { uri: string; storageAccount: string };
  }>;
  declare readonly triggers: pulumi.Output<string[] | undefined>;
  declare readonly incremental: pulumi.Output<boolean>;
  declare readonly sku: pulumi.Output<string | undefined>;
  declare readonly instantAccessDurationMinutes: pulumi.Output<number | undefined>;
  declare readonly networkAccessPolicy: pulumi.Output<string>;
  declare readonly diskAccess: pulumi.Output<string | undefined>;
  declare readonly publicNetworkAccess: pulumi.Output<string>;
  declare readonly dataAccessAuthMode: pulumi.Output<string | undefined>;
  declare readonly diskEncryptionSet: pulumi.Output<string | undefined>;
  declare readonly encryptionType: pulumi.Output<string | undefined>;
  /** The keys of Azure Disk Encryption, if they are declared. */
  declare readonly encryptionSettings: pulumi.Output<
    | {
        version?: string;
        volumes: {
          diskEncryptionKey?: { secretUrl: string; vault: string };
          keyEncryptionKey?: { keyUrl: string; vault: string };
        }[];
      }
    | undefined
  >;
  declare readonly osType: pulumi.Output<string | undefined>;
  declare readonly hyperVGeneration: pulumi.Output<string | undefined>;
  declare readonly architecture: pulumi.Output<string | undefined>;
  declare readonly supportsHibernation: pulumi.Output<boolean | undefined>;
  declare readonly diskSizeGb: pulumi.Output<number | undefined>;
  declare readonly edgeZone: pulumi.Output<string | undefined>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** When the snapshot was taken, UTC. */
  declare readonly timeCreated: pulumi.Output<string>;
  /** Azure's unique id of the snapshot; a later snapshot with the same name has another id. */
  declare readonly uniqueId: pulumi.Output<string>;
  /** The size of the disk in bytes. */
  declare readonly diskSizeBytes: pulumi.Output<number>;
  /** Azure's state when the resource was last written: `Unattached`, or `ActiveSAS` while access is granted. */
  declare readonly diskState: pulumi.Output<string>;
  /** The id that all incremental snapshots of one disk share. */
  declare readonly incrementalSnapshotFamilyId: pulumi.Output<string | undefined>;
  /** The progress of a background copy in percent; 100 once the resource is created. */
  declare readonly completionPercent: pulumi.Output<number | undefined>;
  /** The error of a failed copy from another region; undefined if the copy did not fail. */
  declare readonly copyCompletionError: pulumi.Output<{ errorCode: string; errorMessage: string } | undefined>;

  constructor(name: string, args: DiskSnapshotArgs, options?: pulumi.CustomResourceOptions) {
    const declaration = { provider, kind: "DiskSnapshot", outputs: PLACEHOLDERS, named: true };
    // A `get` by id has no arguments.
    super(declaration, name, args === undefined ? undefined : splitSource({ ...args }), options);
  }
}
