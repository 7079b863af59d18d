/**
 * The descriptions of the enums in schema.json, by the name of their type. The properties that have an enum describe what each
 * value does there; these are for the documentation of the types themselves in the SDKs.
 */
import type { EnumText } from "../../provider/schema/pulumi.js";

/** The enums of kinds. */
const KINDS: Readonly<Record<string, EnumText>> = {
  Adopt: {
    description: "What to do with a resource that already exists and is not in the state.",
    values: {
      never: "An error.",
      ifIdentical: "Adopts it if every declared property has the declared value.",
      always: "Adopts it and changes it to the declared values.",
      own: "Changes it to the declared values and manages it as created by this stack.",
    },
  },
  OnDelete: {
    description: "What a destroy does.",
    values: { delete: "Deletes the resource in Azure.", retain: "Leaves the resource in Azure." },
  },
  Switch: { description: "Whether a feature is on.", values: { Enabled: "It is on.", Disabled: "It is off." } },
  OsType: { description: "An operating system." },
  Weekday: { description: "A day of the week." },
  Month: { description: "A month of the year." },
};

/** The enums of vaults and protected VMs. */
const VAULTS: Readonly<Record<string, EnumText>> = {
  VaultSku: { description: "The pricing tier of a vault.", values: { RS0: "An alias of `Standard`." } },
  VaultIdentityType: {
    description: "The managed identities of a vault.",
    values: {
      SystemAssigned: "An identity of the vault itself.",
      UserAssigned: "Identities that you assign.",
      "SystemAssigned, UserAssigned": "Both.",
    },
  },
  Redundancy: {
    description: "How many copies of backups Azure keeps, and where.",
    values: {
      GeoRedundant: "Copies in the region and in its paired region.",
      LocallyRedundant: "Copies in one datacenter of the region.",
      ZoneRedundant: "Copies in several availability zones of the region.",
    },
  },
  VaultCrossSubscriptionRestore: {
    description: "Whether backups can be restored into another subscription.",
    values: { PermanentlyDisabled: "They cannot, and this can never be enabled again." },
  },
  SoftDeleteState: {
    description: "Whether deleted recovery points are retained for some days.",
    values: {
      Enabled: "They are retained.",
      Disabled: "They are not.",
      AlwaysON: "They are retained; a one-way change.",
    },
  },
  ImmutabilityState: {
    description: "Whether backups are protected from deletion before they expire.",
    values: {
      Disabled: "They are not protected.",
      Unlocked: "They are protected; immutability can be disabled again.",
      Locked: "They are protected; a one-way change.",
    },
  },
  VaultOnDelete: {
    description: "What a destroy of a vault does.",
    values: {
      refuse: "Deletes the vault if it contains nothing except soft-deleted backups, and otherwise fails.",
      stopRetain: "Stops the protection of every VM, and retains the vault with its backups.",
      delete: "Deletes the backups of VMs, into soft delete if it is on, and then the vault.",
      deleteAndPurge: "Disables soft delete, deletes all backups of VMs, and then the vault.",
      retain: "Changes nothing.",
    },
  },
  Protection: {
    description: "Whether backups of a VM are taken, and whether they expire.",
    values: {
      protected: "Backups are taken by the policy.",
      stopped: "No backups are taken, and existing ones are retained forever.",
      suspended: "No backups are taken, and existing ones expire by the policy.",
    },
  },
  ProtectedVmRecoverSoftDeleted: {
    description: "What to do if backups of a VM are in soft delete.",
    values: { auto: "Undeletes them and resumes protection.", never: "An error." },
  },
  ProtectedVmOnDelete: {
    description: "What a destroy of a protected VM does.",
    values: {
      stopRetain: "Stops protection and retains the recovery points.",
      suspendRetain: "Stops protection and lets the recovery points expire by the policy.",
      delete: "Deletes the recovery points, into soft delete if it is on in the vault.",
      deleteAndPurge: "Deletes the recovery points permanently.",
      retain: "Leaves the VM protected.",
    },
  },
  RecoveryPointTier: { description: "Where a new recovery point is." },
};

/** The enums of policies. */
const POLICIES: Readonly<Record<string, EnumText>> = {
  WeekOfMonth: { description: "A week of the month." },
  ScheduleFrequency: {
    description: "How often a backup is taken.",
    values: { Hourly: "Every few hours.", Daily: "Once a day.", Weekly: "On some days of the week." },
  },
  PolicyType: {
    description: "A type of backup policy.",
    values: { V1: "The standard policy.", V2: "The enhanced policy." },
  },
  BackupPolicyConsistency: {
    description: "The consistency of the backups of a policy.",
    values: { OnlyCrashConsistent: "Crash-consistent, without an agent in the VM." },
  },
  BackupPolicyArchiveMode: {
    description: "Which monthly and yearly backups go to the archive tier.",
    values: { TierAfter: "Every one, at an age.", TierRecommended: "Those for which it is cheaper." },
  },
  BackupPolicyArchiveDurationType: { description: "The unit of the age at which backups are archived." },
};

/** The enums of snapshots and of the extension. */
const SNAPSHOTS: Readonly<Record<string, EnumText>> = {
  DiskSnapshotSku: { description: "The storage type of a snapshot." },
  DiskSnapshotNetworkAccessPolicy: {
    description: "From which networks a snapshot may be exported.",
    values: {
      AllowAll: "From all.",
      AllowPrivate: "From the private endpoints of a disk access.",
      DenyAll: "From none.",
    },
  },
  DiskSnapshotDataAccessAuthMode: {
    description: "What an export of a snapshot requires in addition to a shared access signature.",
    values: { AzureActiveDirectory: "Microsoft Entra ID authentication.", None: "Nothing." },
  },
  DiskSnapshotEncryptionType: {
    description: "Which key encrypts a snapshot at rest.",
    values: {
      EncryptionAtRestWithPlatformKey: "A key of Microsoft.",
      EncryptionAtRestWithCustomerKey: "Your key.",
      EncryptionAtRestWithPlatformAndCustomerKeys: "Both.",
    },
  },
  DiskSnapshotEncryptionSettingsVersion: {
    description: "A version of Azure Disk Encryption.",
    values: {
      "1.0": "With an application of Microsoft Entra ID.",
      "1.1": "Without an application of Microsoft Entra ID.",
    },
  },
  DiskSnapshotHyperVGeneration: { description: "The generation of the virtual machine that a disk boots." },
  DiskSnapshotArchitecture: { description: "A processor architecture." },
  VmSnapshotExtensionSettingsVmType: { description: "The ARM type of a VM, as the extension reads it." },
};

/** The enums of functions. */
const FUNCTIONS: Readonly<Record<string, EnumText>> = {
  JobStatus: { description: "The status of a backup job." },
  SoftDeletedFilter: {
    description: "Whether a function returns VMs in soft delete.",
    values: {
      exclude: "Returns only VMs that are not in soft delete.",
      include: "Returns all VMs.",
      only: "Returns only VMs in soft delete.",
    },
  },
  RecoveryPointFactsTier: { description: "Where a recovery point is, including the archive tier." },
  UnlistedCode: {
    description: "Why a vault cannot protect a VM.",
    values: {
      Classic: "It is a classic VM.",
      AnotherRegion: "It is in another region.",
      ProtectedHere: "The vault already protects it.",
      StoppedHere: "Its protection in the vault is stopped.",
      SoftDeletedHere: "Its backups in the vault are in soft delete.",
      ProtectedInAnotherVault: "Another vault protects it.",
      NotFound: "Azure did not discover it.",
    },
  },
};

/** All descriptions. */
export const ENUMS: Readonly<Record<string, EnumText>> = {
  ...KINDS,
  ...VAULTS,
  ...POLICIES,
  ...SNAPSHOTS,
  ...FUNCTIONS,
};
