/** The resource class `DiskSnapshot`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownGroup, OptionalInput, Reference, ResourceOf } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, OnDelete, OsType, Switch, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { parts } from "./class.js";
import * as provider from "./provider.js";
import type {
  DiskSnapshotArchitecture,
  DiskSnapshotCopyCompletionError,
  DiskSnapshotDataAccessAuthMode,
  DiskSnapshotEncryptionSettings,
  DiskSnapshotEncryptionSettingsArgs,
  DiskSnapshotEncryptionType,
  DiskSnapshotHyperVGeneration,
  DiskSnapshotNetworkAccessPolicy,
  DiskSnapshotSku,
  DiskSnapshotSource,
  DiskSnapshotSourceArgs,
} from "./types.js";

export type * from "./types.js";

/** The inputs of `DiskSnapshot`. */
export interface DiskSnapshotArgs {
  /**
   * The snapshot's name in Azure. Default: the resource's name in the program. Allowed: 1 to 80 letters, digits,
   * underscores, hyphens and dots, starting with a letter or digit.
   */
  name?: OptionalInput<string>;
  /** The ARM id of the resource group of the snapshot. Or the resource itself. */
  resourceGroup: Reference<KnownGroup>;
  /**
   * The Azure region. Default in TypeScript, if the source is a resource: its region. Allowed: an Azure region, such as
   * westeurope; optional if the source is the disk or snapshot resource instead of its id.
   */
  location?: OptionalInput<string>;
  /**
   * The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. It is used only when the snapshot is
   * taken: a source that no longer exists is not reported as drift, and preview refuses another source unless
   * `triggers` changes too.
   */
  source: pulumi.Input<DiskSnapshotSourceArgs>;
  /**
   * Any strings; a change replaces the snapshot with a new one. The old one is deleted first, because it has the same
   * name; if `name` changes too, it is deleted last.
   */
  triggers?: OptionalInput<readonly pulumi.Input<string>[]>;
  /**
   * Whether the snapshot contains only the changes since the previous snapshot. Such a snapshot costs less and can be
   * copied to another region. A VHD is imported as a full snapshot. Default: `true`.
   */
  incremental?: OptionalInput<boolean>;
  /**
   * The storage type of the snapshot; `Premium_LRS` is for full snapshots. Default: chosen by Azure, `Standard_ZRS` or
   * `Standard_LRS`.
   */
  sku?: OptionalInput<DiskSnapshotSku>;
  /**
   * For how many minutes disks can be restored from the snapshot at full speed while Azure still copies it in the
   * background; the resource waits for the copy in any case. Only for a snapshot of an Ultra or Premium SSD v2 disk. It
   * applies when the snapshot is taken: preview refuses another value unless `triggers` changes too. Default: no
   * instant access. Allowed: an integer from 60 to 300.
   */
  instantAccessDurationMinutes?: OptionalInput<number>;
  /**
   * From which networks the snapshot may be exported. `AllowPrivate` allows only the private endpoints of `diskAccess`.
   * Default: `AllowAll`.
   */
  networkAccessPolicy?: OptionalInput<DiskSnapshotNetworkAccessPolicy>;
  /**
   * The ARM id of the disk access whose private endpoints may connect; only with `AllowPrivate`. Or the resource
   * itself.
   */
  diskAccess?: OptionalInput<string | ResourceOf<"Microsoft.Compute/diskAccesses">>;
  /** Whether the snapshot may be exported over public networks. Default: `Enabled`. */
  publicNetworkAccess?: OptionalInput<Switch>;
  /**
   * Whether an export requires Microsoft Entra ID authentication in addition to its shared access signature. Default:
   * `None`.
   */
  dataAccessAuthMode?: OptionalInput<DiskSnapshotDataAccessAuthMode>;
  /**
   * The ARM id of the disk encryption set whose customer-managed key encrypts the snapshot at rest. Or the resource
   * itself.
   */
  diskEncryptionSet?: OptionalInput<string | ResourceOf<"Microsoft.Compute/diskEncryptionSets">>;
  /**
   * Which key encrypts the snapshot at rest: Microsoft's (platform), yours (customer), or both. Default:
   * `EncryptionAtRestWithCustomerKey` if `diskEncryptionSet` is set, otherwise chosen by Azure.
   */
  encryptionType?: OptionalInput<DiskSnapshotEncryptionType>;
  /** The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source. */
  encryptionSettings?: OptionalInput<DiskSnapshotEncryptionSettingsArgs>;
  /** The operating system on the disk. Default: that of the source. */
  osType?: OptionalInput<OsType>;
  /** The generation of the virtual machine that the disk boots. Default: that of the source. */
  hyperVGeneration?: OptionalInput<DiskSnapshotHyperVGeneration>;
  /** The processor architecture. Default: that of the source. */
  architecture?: OptionalInput<DiskSnapshotArchitecture>;
  /** Whether hibernation is supported. Default: that of the source. */
  supportsHibernation?: OptionalInput<boolean>;
  /**
   * The size in GiB: at least that of the source; it cannot be reduced. Default: that of the source. Allowed: an
   * integer from 1 to 65536.
   */
  diskSizeGb?: OptionalInput<number>;
  /** The edge zone of the region, if the snapshot is in one. Allowed: the name of an edge zone, such as losangeles. */
  edgeZone?: OptionalInput<string>;
  /** Azure's tags. */
  tags?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  onDelete?: OptionalInput<OnDelete>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   * Default: `never`.
   */
  adopt?: OptionalInput<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: OptionalInput<TimeoutsArgs>;
}

const declaration = {
  ...parts,
  provider,
  kind: "DiskSnapshot",
  armType: "Microsoft.Compute/snapshots",
  outputs: [
    "name",
    "resourceGroup",
    "location",
    "source",
    "triggers",
    "incremental",
    "sku",
    "instantAccessDurationMinutes",
    "networkAccessPolicy",
    "diskAccess",
    "publicNetworkAccess",
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
    "onDelete",
    "adopt",
    "timeouts",
    "timeCreated",
    "uniqueId",
    "diskSizeBytes",
    "diskState",
    "incrementalSnapshotFamilyId",
    "completionPercent",
    "copyCompletionError",
  ],
  named: true,
  references: [
    "resourceGroup",
    "source.disk",
    "source.snapshot",
    "source.blob.storageAccount",
    "diskAccess",
    "diskEncryptionSet",
    "encryptionSettings.volumes.*.diskEncryptionKey.vault",
    "encryptionSettings.volumes.*.keyEncryptionKey.vault",
  ],
};

/**
 * A snapshot of a managed disk: taken of the disk, copied from another snapshot, also from another region, or imported
 * from a VHD.
 *
 * @example
 * ```ts
 * const taken = new DiskSnapshot("db-before", { resourceGroup: group, source: { disk } });
 * const copy = new DiskSnapshot("db-copy", {
 *   resourceGroup: group,
 *   location: "northeurope",
 *   source: { snapshot: taken },
 * });
 * ```
 */
export class DiskSnapshot extends BackupResource {
  /** The snapshot's name in Azure. Default: the resource's name in the program. */
  declare readonly name: pulumi.Output<string>;
  /** The ARM id of the resource group of the snapshot. */
  declare readonly resourceGroup: pulumi.Output<string>;
  /** The Azure region. Default in TypeScript, if the source is a resource: its region. */
  declare readonly location: pulumi.Output<string>;
  /**
   * The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. It is used only when the snapshot is
   * taken: a source that no longer exists is not reported as drift, and preview refuses another source unless
   * `triggers` changes too.
   */
  declare readonly source: pulumi.Output<DiskSnapshotSource>;
  /**
   * Any strings; a change replaces the snapshot with a new one. The old one is deleted first, because it has the same
   * name; if `name` changes too, it is deleted last.
   */
  declare readonly triggers: pulumi.Output<string[] | undefined>;
  /**
   * Whether the snapshot contains only the changes since the previous snapshot. Such a snapshot costs less and can be
   * copied to another region. A VHD is imported as a full snapshot.
   */
  declare readonly incremental: pulumi.Output<boolean>;
  /**
   * The storage type of the snapshot; `Premium_LRS` is for full snapshots. Default: chosen by Azure, `Standard_ZRS` or
   * `Standard_LRS`.
   */
  declare readonly sku: pulumi.Output<DiskSnapshotSku | undefined>;
  /**
   * For how many minutes disks can be restored from the snapshot at full speed while Azure still copies it in the
   * background; the resource waits for the copy in any case. Only for a snapshot of an Ultra or Premium SSD v2 disk. It
   * applies when the snapshot is taken: preview refuses another value unless `triggers` changes too. Default: no
   * instant access.
   */
  declare readonly instantAccessDurationMinutes: pulumi.Output<number | undefined>;
  /**
   * From which networks the snapshot may be exported. `AllowPrivate` allows only the private endpoints of `diskAccess`.
   */
  declare readonly networkAccessPolicy: pulumi.Output<DiskSnapshotNetworkAccessPolicy>;
  /** The ARM id of the disk access whose private endpoints may connect; only with `AllowPrivate`. */
  declare readonly diskAccess: pulumi.Output<string | undefined>;
  /** Whether the snapshot may be exported over public networks. */
  declare readonly publicNetworkAccess: pulumi.Output<Switch>;
  /**
   * Whether an export requires Microsoft Entra ID authentication in addition to its shared access signature. Default:
   * `None`.
   */
  declare readonly dataAccessAuthMode: pulumi.Output<DiskSnapshotDataAccessAuthMode | undefined>;
  /** The ARM id of the disk encryption set whose customer-managed key encrypts the snapshot at rest. */
  declare readonly diskEncryptionSet: pulumi.Output<string | undefined>;
  /**
   * Which key encrypts the snapshot at rest: Microsoft's (platform), yours (customer), or both. Default:
   * `EncryptionAtRestWithCustomerKey` if `diskEncryptionSet` is set, otherwise chosen by Azure.
   */
  declare readonly encryptionType: pulumi.Output<DiskSnapshotEncryptionType | undefined>;
  /** The keys of Azure Disk Encryption, which encrypts inside the VM. Default: those of the source. */
  declare readonly encryptionSettings: pulumi.Output<DiskSnapshotEncryptionSettings | undefined>;
  /** The operating system on the disk. Default: that of the source. */
  declare readonly osType: pulumi.Output<OsType | undefined>;
  /** The generation of the virtual machine that the disk boots. Default: that of the source. */
  declare readonly hyperVGeneration: pulumi.Output<DiskSnapshotHyperVGeneration | undefined>;
  /** The processor architecture. Default: that of the source. */
  declare readonly architecture: pulumi.Output<DiskSnapshotArchitecture | undefined>;
  /** Whether hibernation is supported. Default: that of the source. */
  declare readonly supportsHibernation: pulumi.Output<boolean | undefined>;
  /** The size in GiB: at least that of the source; it cannot be reduced. Default: that of the source. */
  declare readonly diskSizeGb: pulumi.Output<number | undefined>;
  /** The edge zone of the region, if the snapshot is in one. */
  declare readonly edgeZone: pulumi.Output<string | undefined>;
  /** Azure's tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  declare readonly onDelete: pulumi.Output<OnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
  /** When the snapshot was taken, UTC. */
  declare readonly timeCreated: pulumi.Output<string>;
  /** Azure's unique id of the snapshot; a later snapshot with the same name has another id. */
  declare readonly uniqueId: pulumi.Output<string>;
  /** The size of the disk in bytes. */
  declare readonly diskSizeBytes: pulumi.Output<number>;
  /** Azure's state when the resource was last written: Unattached, or ActiveSAS while access is granted. */
  declare readonly diskState: pulumi.Output<string>;
  /** The id that all incremental snapshots of one disk share. */
  declare readonly incrementalSnapshotFamilyId: pulumi.Output<string | undefined>;
  /** The progress of a background copy in percent; 100 once the resource is created. */
  declare readonly completionPercent: pulumi.Output<number | undefined>;
  /** The error of a failed copy from another region; undefined if the copy did not fail. */
  declare readonly copyCompletionError: pulumi.Output<DiskSnapshotCopyCompletionError | undefined>;
  /** The ARM type of every such resource. */
  declare readonly __armType?: "Microsoft.Compute/snapshots";

  constructor(name: string, args: DiskSnapshotArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): DiskSnapshot {
    return new DiskSnapshot(name, undefined as unknown as DiskSnapshotArgs, { ...options, id });
  }

  /** Whether a value is a `DiskSnapshot`, also of another copy of this package. */
  static override isInstance(value: unknown): value is DiskSnapshot {
    return isOfKind(value, "DiskSnapshot");
  }
}
