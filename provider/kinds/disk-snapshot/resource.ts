/** The resource class `DiskSnapshot`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import { splitSource } from "../../dynamic/snapshot-source.js";
import * as provider from "./provider.js";

/** A resource whose id is wanted. */
export interface Identified {
  readonly id: pulumi.Input<string>;
}

/** A disk or a snapshot, of this package or another: its id, and what is told of it is checked before anything is taken. */
export interface SnapshotSourceResource extends Identified {
  /** The Azure region: that of the snapshot, where the program names no other. */
  readonly location?: pulumi.Input<string | undefined>;
  /** The name of its sku, or an object with it. */
  readonly sku?: unknown;
  /** The size in GiB, as azure-native tells it. */
  readonly diskSizeGB?: unknown;
  /** The size in GiB, as this package tells it. */
  readonly diskSizeGb?: unknown;
  /** Whether a snapshot is an incremental one. */
  readonly incremental?: unknown;
}

/** What a snapshot is taken of: exactly one of the three. */
export interface DiskSnapshotSource {
  /** The managed disk, or its ARM id; in the snapshot's own region. */
  disk?: Reference<SnapshotSourceResource>;
  /**
   * Another snapshot, or its ARM id. In its own region it is copied at once; into another region Azure copies it in the
   * background, incremental snapshots alone, and the resource waits until the copy is complete.
   */
  snapshot?: Reference<SnapshotSourceResource>;
  /** A VHD to import: its https address, without a shared access signature, and the storage account that holds it. */
  blob?: { uri: pulumi.Input<string>; storageAccount: Reference<Identified> };
}

/** The keys of one volume of a disk that Azure Disk Encryption encrypts. */
export interface VolumeEncryption {
  /** The key that the volume is encrypted with: the address of a key vault's secret, and the ARM id of that vault. */
  diskEncryptionKey?: pulumi.Input<{ secretUrl: pulumi.Input<string>; vault: pulumi.Input<string> }>;
  /** The key that wraps it: the address of a key vault's key, and the ARM id of that vault. */
  keyEncryptionKey?: pulumi.Input<{ keyUrl: pulumi.Input<string>; vault: pulumi.Input<string> }>;
}

/** The inputs of `DiskSnapshot`, as a program declares them. Source: Microsoft.Compute/snapshots. */
export interface DiskSnapshotArgs {
  /** The snapshot's name in Azure, 1 to 80 letters, digits, underscores, hyphens and dots. Left out: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The ARM id of the resource group that holds the snapshot. */
  resourceGroup: pulumi.Input<string>;
  /** The Azure region. It may be left out where the source is a resource and not an id: then it is that of the source. */
  location?: pulumi.Input<string>;
  /**
   * What the snapshot is taken of: exactly one of `disk`, `snapshot` and `blob`. The source is used when the snapshot is
   * taken and never again. A source that is gone later is no difference. Another source in the program is refused, because a
   * snapshot never changes its source: change `triggers` to take the snapshot anew, or name `source` in the resource
   * option `ignoreChanges` to keep the snapshot that is there.
   */
  source: DiskSnapshotSource;
  /**
   * Any texts. A change of one of them takes the snapshot anew. The one before is deleted first, as it has the same name;
   * where `name` changes too, it is deleted when the new one is there.
   */
  triggers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether the snapshot holds only what changed since the one before it, which costs less and can be copied to another
   * region. Default true; false for a `blob`; as the source is, where that is a snapshot resource that tells it.
   */
  incremental?: pulumi.Input<boolean>;
  /** On what storage the snapshot lies; `Premium_LRS` is for full snapshots. Left out: what Azure chooses. */
  sku?: pulumi.Input<"Standard_LRS" | "Standard_ZRS" | "Premium_LRS">;
  /** From which networks the snapshot may be exported; `AllowPrivate` needs `diskAccess`. Default `AllowAll`. */
  networkAccessPolicy?: pulumi.Input<"AllowAll" | "AllowPrivate" | "DenyAll">;
  /** The disk access, or its ARM id, whose private endpoints are let through; with `AllowPrivate` alone. */
  diskAccess?: Reference<Identified>;
  /** Whether the snapshot may be exported over public networks. Default `Enabled`. */
  publicNetworkAccess?: pulumi.Input<"Enabled" | "Disabled">;
  /** Whether an export needs a login of Microsoft Entra ID beside its shared access signature. Left out: Azure's default, `None`. */
  dataAccessAuthMode?: pulumi.Input<"AzureActiveDirectory" | "None">;
  /** The disk encryption set, or its ARM id, whose customer-managed key encrypts the snapshot at rest. */
  diskEncryptionSet?: Reference<Identified>;
  /** Whose key encrypts the snapshot at rest. Left out: the customer's where `diskEncryptionSet` is given, else what Azure chooses. */
  encryptionType?: pulumi.Input<
    | "EncryptionAtRestWithPlatformKey"
    | "EncryptionAtRestWithCustomerKey"
    | "EncryptionAtRestWithPlatformAndCustomerKeys"
  >;
  /** The keys of Azure Disk Encryption, which encrypts inside the machine. Left out: what the source has. */
  encryptionSettings?: pulumi.Input<{
    version?: pulumi.Input<"1.0" | "1.1">;
    volumes: pulumi.Input<pulumi.Input<VolumeEncryption>[]>;
  }>;
  /** The operating system on the disk. Left out: as the source has it. */
  osType?: pulumi.Input<"Windows" | "Linux">;
  /** The generation of the virtual machine that the disk boots. Left out: as the source has it. */
  hyperVGeneration?: pulumi.Input<"V1" | "V2">;
  /** The processor that the system is for. Left out: as the source has it. */
  architecture?: pulumi.Input<"x64" | "Arm64">;
  /** Whether the system can hibernate. Left out: as the source has it. */
  supportsHibernation?: pulumi.Input<boolean>;
  /** The size in GiB: that of the source or more, and it never shrinks. Left out: that of the source. */
  diskSizeGb?: pulumi.Input<number>;
  /** The edge zone of the region, where the snapshot lies in one. */
  edgeZone?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** What a destroy does. Left out: `delete` what was created, `retain` what was adopted. A snapshot that is open for reading is not deleted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a snapshot that exists already and is not in the state. `own` manages it as created, the others leave it on destroy. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** Inputs that may be left out, and outputs. */
const PLACEHOLDERS = [
  "triggers",
  "sku",
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
 * A snapshot of a managed disk: of the disk itself, of another snapshot, also from another region, or of a VHD that is
 * imported.
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
  /** What was declared as the source, by ids. */
  declare readonly source: pulumi.Output<{
    disk?: string;
    snapshot?: string;
    blob?: { uri: string; storageAccount: string };
  }>;
  declare readonly triggers: pulumi.Output<string[] | undefined>;
  declare readonly incremental: pulumi.Output<boolean>;
  declare readonly sku: pulumi.Output<string | undefined>;
  declare readonly networkAccessPolicy: pulumi.Output<string>;
  declare readonly diskAccess: pulumi.Output<string | undefined>;
  declare readonly publicNetworkAccess: pulumi.Output<string>;
  declare readonly dataAccessAuthMode: pulumi.Output<string | undefined>;
  declare readonly diskEncryptionSet: pulumi.Output<string | undefined>;
  declare readonly encryptionType: pulumi.Output<string | undefined>;
  /** The keys of Azure Disk Encryption, where they were declared. */
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
  /** Azure's own id of the snapshot: one of the same name later has another. */
  declare readonly uniqueId: pulumi.Output<string>;
  /** The size of the disk in bytes. */
  declare readonly diskSizeBytes: pulumi.Output<number>;
  /** Azure's state when the resource was last written: `Unattached`, or `ActiveSAS` while the snapshot is read. */
  declare readonly diskState: pulumi.Output<string>;
  /** What the incremental snapshots of one disk have in common. */
  declare readonly incrementalSnapshotFamilyId: pulumi.Output<string | undefined>;
  /** How much of a copy in the background is done; 100 when the resource was created. */
  declare readonly completionPercent: pulumi.Output<number | undefined>;
  /** Why the copy from another region failed; undefined where it did not. */
  declare readonly copyCompletionError: pulumi.Output<{ errorCode: string; errorMessage: string } | undefined>;

  constructor(name: string, args: DiskSnapshotArgs, options?: pulumi.CustomResourceOptions) {
    const declaration = { provider, kind: "DiskSnapshot", outputs: PLACEHOLDERS, named: true };
    // A `get` by id has no arguments.
    super(declaration, name, args === undefined ? undefined : splitSource({ ...args }), options);
  }
}
