/** Inputs of a vault that check refuses, second part. */
import { GROUP } from "../examples.js";
import type { BadInputs } from "./row.js";

const DISABLED =
  '"Disabled" is refused by Azure for a new vault (BMSUserErrorDisablingSoftDeleteStateNotAllowed): soft delete is always on. Remove softDelete, or declare the state "AlwaysON" with the retentionDays that you want';

export const MORE_VAULTS: readonly BadInputs[] = [
  {
    title: "retention days of a disabled soft delete",
    source: "Azure Backup documentation, enhanced soft delete",
    inputs: { softDelete: { state: "Disabled", retentionDays: 30 } },
    olds: { softDelete: { state: "Disabled" } },
    property: "softDelete.retentionDays",
    says: '30 has no effect while softDelete.state is "Disabled": remove it, or enable soft delete',
  },
  {
    title: "a disabled soft delete in a new vault",
    source: "Azure/azure-cli 32383",
    inputs: { softDelete: { state: "Disabled" } },
    property: "softDelete.state",
    says: DISABLED,
  },
  {
    title: "a disabled soft delete in a replacement of a vault whose soft delete was disabled",
    source: "Azure/azure-cli 32383",
    inputs: { location: "northeurope", softDelete: { state: "Disabled" } },
    olds: { softDelete: { state: "Disabled" } },
    property: "softDelete.state",
    says: DISABLED,
  },
  {
    title: "time-based immutability without days",
    source: "Microsoft.RecoveryServices/vaults 2026-05-01, ImmutabilityConfiguration",
    inputs: { immutability: { state: "Unlocked", configuration: { type: "TimeBased" } } },
    property: "immutability.configuration.days",
    says: 'is missing: the type is "TimeBased", which needs 30 to 36135 days',
  },
  {
    title: "days of immutability that follows the policies",
    source: "Microsoft.RecoveryServices/vaults 2026-05-01, ImmutabilityConfiguration",
    inputs: { immutability: { state: "Unlocked", configuration: { type: "AsPerPolicy", days: 30 } } },
    property: "immutability.configuration.days",
    says: '30 is set, but the type is "AsPerPolicy": remove it, or use the type "TimeBased"',
  },
  {
    title: "deleteAndPurge for a new vault",
    source: "Azure Backup documentation, Secure by default",
    inputs: { onDelete: "deleteAndPurge" },
    property: "onDelete",
    says: `"deleteAndPurge" is not possible: soft delete is on in this vault (Azure's default), and Azure purges backups only when their soft delete period ends. Use "delete": it deletes the backups and the vault into soft delete, and Azure purges them 14 days after that`,
  },
  {
    title: "deleteAndPurge for a vault whose soft delete is on",
    source: "Azure Backup documentation, Secure by default",
    inputs: { onDelete: "deleteAndPurge", softDelete: { state: "Enabled", retentionDays: 30 } },
    olds: { softDelete: { state: "Enabled", retentionDays: 30 } },
    property: "onDelete",
    says: '"deleteAndPurge" is not possible: soft delete is on in this vault (Enabled), and Azure purges backups only when their soft delete period ends. Use "delete": it deletes the backups and the vault into soft delete, and Azure purges them 30 days after that',
  },
  {
    title: "deleteAndPurge for an existing vault without declared soft delete",
    source: "Azure Backup documentation, Secure by default",
    inputs: { onDelete: "deleteAndPurge" },
    olds: {},
    property: "onDelete",
    says: `"deleteAndPurge" is not possible: soft delete is on in this vault (Azure's default), and Azure purges backups only when their soft delete period ends. Use "delete": it deletes the backups and the vault into soft delete, and Azure purges them 14 days after that`,
  },
  {
    title: "deleteAndPurge for an immutable vault, which cannot be deleted into soft delete either",
    source: "Azure Backup documentation, Immutable vault",
    inputs: { onDelete: "deleteAndPurge", immutability: { state: "Unlocked" } },
    property: "onDelete",
    says: `"deleteAndPurge" is not possible: soft delete is on in this vault (Azure's default), and Azure purges backups only when their soft delete period ends. Use "stopRetain": the vault is immutable, so Azure deletes no backup in it either`,
  },
  {
    title: "a soft delete without a state",
    source: "REST reference",
    inputs: { softDelete: { retentionDays: 30 } },
    property: "softDelete.state",
    says: 'is missing: expected one of "Enabled", "Disabled", "AlwaysON"',
  },
  {
    title: "immutability Locked without confirmLocked",
    source: "azurerm 23792",
    inputs: { immutability: { state: "Locked" } },
    property: "immutability.confirmLocked",
    says: 'must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire',
  },
  {
    title: "a user-assigned identity without its id",
    source: "azurerm, recovery_services_vault, identity_ids",
    inputs: { identity: { type: "UserAssigned" } },
    property: "identity.userAssignedIdentities",
    says: 'is missing: identity.type is "UserAssigned", which needs the ARM ids of the identities',
  },
  {
    title: "the id of a user-assigned identity with the type SystemAssigned",
    source: "azurerm, recovery_services_vault, identity_ids",
    inputs: {
      identity: {
        type: "SystemAssigned",
        userAssignedIdentities: [`${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`],
      },
    },
    property: "identity.userAssignedIdentities",
    says: 'is set, but identity.type is "SystemAssigned": remove it, or use a type that contains UserAssigned',
  },
  {
    title: "a user-assigned identity by its name only",
    source: "azurerm, recovery_services_vault, identity_ids",
    inputs: { identity: { type: "UserAssigned", userAssignedIdentities: ["backup"] } },
    property: "identity.userAssignedIdentities[0]",
    says: '"backup" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}',
  },
  {
    title: "an encryption key without an identity",
    source: "azurerm 24087",
    inputs: { encryption: { keyUri: "https://shop.vault.azure.net/keys/backups" } },
    property: "encryption",
    says: "needs an identity that reads the key: declare identity too",
  },
  {
    title: "an encryption key read by the system-assigned identity of a vault without one",
    source: "azurerm 23375",
    inputs: {
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: [`${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`],
      },
      encryption: { keyUri: "https://shop.vault.azure.net/keys/backups" },
    },
    property: "encryption.userAssignedIdentity",
    says: 'is missing: identity.type is "UserAssigned", so the vault has no system-assigned identity to read the key: set it, or use a type that contains SystemAssigned',
  },
  {
    title: "an encryption key read by an identity that is not assigned to the vault",
    source: "azurerm 27817",
    inputs: {
      identity: { type: "SystemAssigned" },
      encryption: {
        keyUri: "https://shop.vault.azure.net/keys/backups",
        userAssignedIdentity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`,
      },
    },
    property: "encryption.userAssignedIdentity",
    says: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup is not in identity.userAssignedIdentities: add it there`,
  },
  {
    title: "threats scanned by an identity that is not assigned to the vault",
    source: "SourceScanConfiguration of Microsoft's schema",
    inputs: {
      sourceScan: {
        state: "Enabled",
        userAssignedIdentity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`,
      },
    },
    property: "sourceScan.userAssignedIdentity",
    says: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup is not in identity.userAssignedIdentities: add it there`,
  },
  {
    title: "the URI of a secret as keyUri",
    source: "azurerm, recovery_services_vault, key_id",
    inputs: {
      identity: { type: "SystemAssigned" },
      encryption: { keyUri: "https://shop.vault.azure.net/secrets/backups" },
    },
    property: "encryption.keyUri",
    says: '"https://shop.vault.azure.net/secrets/backups" is not allowed: expected the URI of a key: https://{vault}.vault.azure.net/keys/{name}, with or without a version',
  },
  {
    title: "an alert setting that is neither Enabled nor Disabled",
    source: "Azure/bicep-types-az 2209",
    inputs: { monitoring: { alertsForAllJobFailures: "On" } },
    property: "monitoring.alertsForAllJobFailures",
    says: '"On" is not allowed: expected one of "Enabled", "Disabled"',
  },
  {
    title: "unlocking a locked vault",
    source: "azurerm, recovery_services_vault, immutability",
    inputs: { immutability: { state: "Unlocked" } },
    olds: { immutability: { state: "Locked", confirmLocked: true } },
    property: "immutability.state",
    says: "cannot be changed: The vault's immutability is locked and can no longer be changed. Declare the current value, or create another vault with another name.",
  },
  {
    title: "disabling cross region restore",
    source: "azurerm, recovery_services_vault, ToggleCrossRegionRestore",
    inputs: {},
    olds: { crossRegionRestore: "Enabled" },
    property: "crossRegionRestore",
    says: "cannot be changed: Cross region restore is enabled for this vault and can no longer be disabled. Declare the current value, or create another vault with another name.",
  },
  {
    title: "enabling cross subscription restore after it was permanently disabled",
    source: "Azure Backup documentation, cross subscription restore",
    inputs: { crossSubscriptionRestore: "Enabled" },
    olds: { crossSubscriptionRestore: "PermanentlyDisabled" },
    property: "crossSubscriptionRestore",
    says: "cannot be changed: Cross subscription restore is permanently disabled for this vault and can no longer be changed. Declare the current value, or create another vault with another name.",
  },
  {
    title: "disabling soft delete that is always on",
    source: "azurerm 31912",
    inputs: { softDelete: { state: "Disabled" } },
    olds: { softDelete: { state: "AlwaysON" } },
    property: "softDelete.state",
    says: "cannot be changed: Soft delete is always on for this vault and can no longer be disabled. Declare the current value, or create another vault with another name.",
  },
  {
    title: "returning to Azure's encryption key",
    source: "azurerm, recovery_services_vault, turnOff encryption",
    inputs: { identity: { type: "SystemAssigned" } },
    olds: { identity: { type: "SystemAssigned" }, encryption: { keyUri: "https://shop.vault.azure.net/keys/backups" } },
    property: "encryption",
    says: "cannot be changed: The vault is encrypted with a customer-managed key, which cannot be changed to Azure's key. Declare the current value, or create another vault with another name.",
  },
  {
    title: "enabling infrastructure encryption later",
    source: "azurerm, recovery_services_vault, change infrastructure flag",
    inputs: {
      identity: { type: "SystemAssigned" },
      encryption: { keyUri: "https://shop.vault.azure.net/keys/backups", infrastructureEncryption: "Enabled" },
    },
    olds: {
      identity: { type: "SystemAssigned" },
      encryption: { keyUri: "https://shop.vault.azure.net/keys/backups", infrastructureEncryption: "Disabled" },
    },
    property: "encryption",
    says: "cannot be changed: The vault's infrastructure encryption cannot be changed from Disabled to Enabled after encryption was enabled. Declare the current value, or create another vault with another name.",
  },
  {
    title: "another SKU while a customer-managed key encrypts the vault",
    source: "azurerm, recovery_services_vault, updateSkuWithExistingEncryption",
    inputs: {
      identity: { type: "SystemAssigned" },
      sku: "RS0",
      encryption: { keyUri: "https://shop.vault.azure.net/keys/backups" },
    },
    olds: {
      identity: { type: "SystemAssigned" },
      sku: "Standard",
      encryption: { keyUri: "https://shop.vault.azure.net/keys/backups" },
    },
    property: "sku",
    says: "cannot be changed: The vault is encrypted with a customer-managed key, so its SKU cannot be changed from Standard to RS0. Declare the current value, or create another vault with another name.",
  },
];
