/** The snapshot of a managed disk. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import { DISK_NAME } from "../../rules/shared/names.js";
import { REGION_NAME } from "../../rules/shared/regions.js";
import { armId, oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { onDeleteOrRetain } from "../on-delete.js";
import { RESOURCE_GROUP_ID } from "../vault/schema.js";
import { encryptionSettings } from "./encryption-schema.js";

const closed = { additionalProperties: false } as const;
const MAX_GIB = 65_536;

const source = Type.Object(
  {
    disk: Type.Optional(
      armId("Microsoft.Compute/disks", { description: "The managed disk; in the snapshot's own region." }),
    ),
    snapshot: Type.Optional(
      armId("Microsoft.Compute/snapshots", {
        description:
          "Another snapshot. In its own region it is copied immediately; to another region Azure copies it in the background, and the resource waits until the copy is complete.",
      }),
    ),
    blob: Type.Optional(
      Type.Object(
        {
          uri: Type.String({
            minLength: 1,
            description: "The https URI of a VHD in a storage account, without a shared access signature.",
          }),
          storageAccount: armId("Microsoft.Storage/storageAccounts", {
            description: "The ARM id of the storage account of the VHD.",
          }),
        },
        { ...closed, description: "A VHD to import." },
      ),
    ),
  },
  {
    ...closed,
    description:
      "The source of the snapshot: exactly one of `disk`, `snapshot` and `blob`. It is used only when the snapshot is taken: a source that no longer exists is not reported as drift, and preview refuses another source unless `triggers` changes too.",
  },
);

const access = {
  networkAccessPolicy: oneOf(["AllowAll", "AllowPrivate", "DenyAll"], {
    default: "AllowAll",
    description:
      "From which networks the snapshot may be exported. `AllowPrivate` allows only the private endpoints of `diskAccess`.",
  }),
  diskAccess: Type.Optional(
    armId("Microsoft.Compute/diskAccesses", {
      description: "The ARM id of the disk access whose private endpoints may connect; only with `AllowPrivate`.",
    }),
  ),
  publicNetworkAccess: oneOf(["Enabled", "Disabled"], {
    typeName: "Switch",
    default: "Enabled",
    description: "Whether the snapshot may be exported over public networks.",
  }),
  dataAccessAuthMode: Type.Optional(
    oneOf(["AzureActiveDirectory", "None"], {
      description:
        "Whether an export requires Microsoft Entra ID authentication in addition to its shared access signature. Default: `None`.",
    }),
  ),
};

const encryption = {
  diskEncryptionSet: Type.Optional(
    armId("Microsoft.Compute/diskEncryptionSets", {
      description: "The ARM id of the disk encryption set whose customer-managed key encrypts the snapshot at rest.",
    }),
  ),
  encryptionType: Type.Optional(
    oneOf(
      [
        "EncryptionAtRestWithPlatformKey",
        "EncryptionAtRestWithCustomerKey",
        "EncryptionAtRestWithPlatformAndCustomerKeys",
      ],
      {
        description:
          "Which key encrypts the snapshot at rest: Microsoft's (platform), yours (customer), or both. Default: `EncryptionAtRestWithCustomerKey` if `diskEncryptionSet` is set, otherwise chosen by Azure.",
      },
    ),
  ),
  encryptionSettings: Type.Optional(encryptionSettings),
};

/** Properties that a snapshot of a disk inherits from the disk; an imported VHD has none to inherit. */
const system = {
  osType: Type.Optional(
    oneOf(["Windows", "Linux"], {
      typeName: "OsType",
      description: "The operating system on the disk. Default: that of the source.",
    }),
  ),
  hyperVGeneration: Type.Optional(
    oneOf(["V1", "V2"], {
      replaceOnChanges: true,
      inherited: true,
      description: "The generation of the virtual machine that the disk boots. Default: that of the source.",
    }),
  ),
  architecture: Type.Optional(
    oneOf(["x64", "Arm64"], { description: "The processor architecture. Default: that of the source." }),
  ),
  supportsHibernation: Type.Optional(
    Type.Boolean({ description: "Whether hibernation is supported. Default: that of the source." }),
  ),
  diskSizeGb: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_GIB,
      description: "The size in GiB: at least that of the source; it cannot be reduced. Default: that of the source.",
    }),
  ),
};

export const inputs = Type.Object(
  {
    name: Type.String({
      pattern: DISK_NAME.pattern.source,
      expected: DISK_NAME.allowed,
      description: "The snapshot's name in Azure. Default: the resource's name in the program.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    resourceGroup: Type.String({
      pattern: RESOURCE_GROUP_ID,
      expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
      refersTo: "Microsoft.Resources/resourceGroups",
      description: "The ARM id of the resource group of the snapshot.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    location: Type.String({
      pattern: REGION_NAME.pattern,
      expected:
        "an Azure region, such as westeurope; optional if the source is the disk or snapshot resource instead of its id",
      derived: true,
      description: "The Azure region. Default in TypeScript, if the source is a resource: its region.",
      replaceOnChanges: true,
      ignoreCase: true,
      ignoreSpaces: true,
    }),
    source,
    triggers: Type.Optional(
      Type.Array(Type.String(), {
        replaceOnChanges: true,
        description:
          "Any strings; a change replaces the snapshot with a new one. The old one is deleted first, because it has the same name; if `name` changes too, it is deleted last.",
      }),
    ),
    incremental: Type.Boolean({
      default: true,
      replaceOnChanges: true,
      description:
        "Whether the snapshot contains only the changes since the previous snapshot. Such a snapshot costs less and can be copied to another region. A VHD is imported as a full snapshot.",
    }),
    sku: Type.Optional(
      oneOf(["Standard_LRS", "Standard_ZRS", "Premium_LRS"], {
        description:
          "The storage type of the snapshot; `Premium_LRS` is for full snapshots. Default: chosen by Azure, `Standard_ZRS` or `Standard_LRS`.",
      }),
    ),
    ...access,
    ...encryption,
    ...system,
    edgeZone: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9]+$",
        expected: "the name of an edge zone, such as losangeles",
        description: "The edge zone of the region, if the snapshot is in one.",
        replaceOnChanges: true,
        ignoreCase: true,
      }),
    ),
    tags: Type.Optional(tags()),
    onDelete: onDeleteOrRetain,
    ...common,
  },
  closed,
);

const copyCompletionError = Type.Object(
  {
    errorCode: Type.String({ description: "Azure's code, such as CopySourceNotFound." }),
    errorMessage: Type.String({ description: "Azure's message." }),
  },
  { description: "The error of a failed copy from another region; undefined if the copy did not fail." },
);

export const outputs = Type.Object({
  timeCreated: Type.String({ description: "When the snapshot was taken, UTC." }),
  uniqueId: Type.String({
    description: "Azure's unique id of the snapshot; a later snapshot with the same name has another id.",
  }),
  diskSizeBytes: Type.Number({ description: "The size of the disk in bytes." }),
  diskState: Type.String({
    description: "Azure's state when the resource was last written: Unattached, or ActiveSAS while access is granted.",
  }),
  incrementalSnapshotFamilyId: Type.Optional(
    Type.String({ description: "The id that all incremental snapshots of one disk share." }),
  ),
  completionPercent: Type.Optional(
    Type.Number({ description: "The progress of a background copy in percent; 100 once the resource is created." }),
  ),
  copyCompletionError: Type.Optional(copyCompletionError),
});

export type Inputs = Static<typeof inputs>;
export type Source = Static<typeof source>;
