/** The snapshot of a managed disk. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import { DISK_NAME } from "../../rules/shared/names.js";
import { REGION_NAME } from "../../rules/shared/regions.js";
import { armId, oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { onDeleteOrRetain } from "../on-delete.js";
import { RESOURCE_GROUP_ID } from "../vault/schema.js";

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
          "Another snapshot. In its own region it is copied at once; into another region Azure copies it in the background, and the resource waits until the copy is complete.",
      }),
    ),
    blob: Type.Optional(
      Type.Object(
        {
          uri: Type.String({
            minLength: 1,
            description: "The https address of a VHD in a storage account, without a shared access signature.",
          }),
          storageAccount: armId("Microsoft.Storage/storageAccounts", {
            description: "The ARM id of the storage account that holds the VHD.",
          }),
        },
        { ...closed, description: "A VHD to import." },
      ),
    ),
  },
  {
    ...closed,
    description:
      "What the snapshot is taken of: exactly one of `disk`, `snapshot` and `blob`. It is used when the snapshot is taken and never again: a source that is gone later is no difference, and another source in the program is refused until `triggers` says to take the snapshot anew.",
  },
);

const vault = armId("Microsoft.KeyVault/vaults", { description: "The ARM id of the key vault that holds it." });

const encryptionSettings = Type.Object(
  {
    version: Type.Optional(
      oneOf(["1.0", "1.1"], {
        replaceOnChanges: true,
        inherited: true,
        description:
          "The version of Azure Disk Encryption: `1.0` with an application of Microsoft Entra ID, `1.1` without one.",
      }),
    ),
    volumes: Type.Array(
      Type.Object(
        {
          diskEncryptionKey: Type.Optional(
            Type.Object(
              {
                secretUrl: Type.String({ minLength: 1, description: "The address of the key vault's secret." }),
                vault,
              },
              { ...closed, description: "The key that the volume is encrypted with." },
            ),
          ),
          keyEncryptionKey: Type.Optional(
            Type.Object(
              { keyUrl: Type.String({ minLength: 1, description: "The address of the key vault's key." }), vault },
              { ...closed, description: "The key that wraps the volume's key." },
            ),
          ),
        },
        closed,
      ),
      { minItems: 1, description: "The keys of each volume of the disk." },
    ),
  },
  {
    ...closed,
    description: "The keys of Azure Disk Encryption, which encrypts inside the machine. Left out: what the source has.",
  },
);

const access = {
  networkAccessPolicy: oneOf(["AllowAll", "AllowPrivate", "DenyAll"], {
    default: "AllowAll",
    description:
      "From which networks the snapshot may be exported. `AllowPrivate` lets it be reached through the private endpoints of `diskAccess` alone.",
  }),
  diskAccess: Type.Optional(
    armId("Microsoft.Compute/diskAccesses", {
      description: "The ARM id of the disk access whose private endpoints are let through; with `AllowPrivate` alone.",
    }),
  ),
  publicNetworkAccess: oneOf(["Enabled", "Disabled"], {
    default: "Enabled",
    description: "Whether the snapshot may be exported over public networks.",
  }),
  dataAccessAuthMode: Type.Optional(
    oneOf(["AzureActiveDirectory", "None"], {
      description:
        "Whether an export needs a login of Microsoft Entra ID beside its shared access signature. Left out: Azure's default, `None`.",
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
          "Whose key encrypts the snapshot at rest. Left out: the customer's where `diskEncryptionSet` is given, else what Azure chooses.",
      },
    ),
  ),
  encryptionSettings: Type.Optional(encryptionSettings),
};

/** What a snapshot of a disk has from the disk, and an imported VHD from nowhere. */
const system = {
  osType: Type.Optional(
    oneOf(["Windows", "Linux"], { description: "The operating system on the disk. Left out: as the source has it." }),
  ),
  hyperVGeneration: Type.Optional(
    oneOf(["V1", "V2"], {
      replaceOnChanges: true,
      inherited: true,
      description: "The generation of the virtual machine that the disk boots. Left out: as the source has it.",
    }),
  ),
  architecture: Type.Optional(
    oneOf(["x64", "Arm64"], { description: "The processor that the system is for. Left out: as the source has it." }),
  ),
  supportsHibernation: Type.Optional(
    Type.Boolean({ description: "Whether the system can hibernate. Left out: as the source has it." }),
  ),
  diskSizeGb: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_GIB,
      description: "The size in GiB: that of the source or more, and it never shrinks. Left out: that of the source.",
    }),
  ),
};

export const inputs = Type.Object(
  {
    name: Type.String({
      pattern: DISK_NAME.pattern.source,
      expected: DISK_NAME.allowed,
      description: "The snapshot's name in Azure. Left out: the resource's name in the program.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    resourceGroup: Type.String({
      pattern: RESOURCE_GROUP_ID,
      expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
      description: "The ARM id of the resource group that holds the snapshot.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    location: Type.String({
      pattern: REGION_NAME.pattern,
      expected:
        "an Azure region, such as westeurope; it may be left out where the source is the disk or snapshot itself and not its id",
      description: "The Azure region. In TypeScript it may be left out where the source is a resource: then it is its.",
      replaceOnChanges: true,
      ignoreCase: true,
      ignoreSpaces: true,
    }),
    source,
    triggers: Type.Optional(
      Type.Array(Type.String(), {
        replaceOnChanges: true,
        description:
          "Any texts: a change of one of them takes the snapshot anew. The one before is deleted first, as it has the same name; where `name` changes too, it is deleted when the new one is there.",
      }),
    ),
    incremental: Type.Boolean({
      default: true,
      replaceOnChanges: true,
      description:
        "Whether the snapshot holds only what changed since the one before it, which costs less and can be copied to another region. A VHD is imported as a full snapshot.",
    }),
    sku: Type.Optional(
      oneOf(["Standard_LRS", "Standard_ZRS", "Premium_LRS"], {
        description:
          "On what storage the snapshot lies; `Premium_LRS` is for full snapshots. Left out: what Azure chooses, `Standard_ZRS` or `Standard_LRS`.",
      }),
    ),
    ...access,
    ...encryption,
    ...system,
    edgeZone: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9]+$",
        expected: "the name of an edge zone, such as losangeles",
        description: "The edge zone of the region, where the snapshot lies in one.",
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
    errorMessage: Type.String({ description: "Azure's reason." }),
  },
  { description: "Why the copy from another region failed; undefined where it did not." },
);

/** As they were when the resource was last written. */
export const outputs = Type.Object({
  timeCreated: Type.String({ description: "When the snapshot was taken, UTC." }),
  uniqueId: Type.String({ description: "Azure's own id of the snapshot: one of the same name later has another." }),
  diskSizeBytes: Type.Number({ description: "The size of the disk in bytes." }),
  diskState: Type.String({
    description: "Azure's state when the resource was last written: Unattached, or ActiveSAS while it is read.",
  }),
  incrementalSnapshotFamilyId: Type.Optional(
    Type.String({ description: "What the incremental snapshots of one disk have in common." }),
  ),
  completionPercent: Type.Optional(
    Type.Number({ description: "How much of a copy in the background is done; 100 when the resource was created." }),
  ),
  copyCompletionError: Type.Optional(copyCompletionError),
});

export type Inputs = Static<typeof inputs>;
export type Source = Static<typeof source>;
