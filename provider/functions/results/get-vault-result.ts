/** The result of `getVault`. Written by npm run schema from the schemas in provider/functions/answers. */

/** The managed identity of a vault; undefined if it has none. */
export interface VaultIdentityFacts {
  /** `SystemAssigned`, `UserAssigned` or both: `SystemAssigned, UserAssigned`. */
  readonly type: string;
  /** The ARM ids of the identities that are assigned. */
  readonly userAssignedIdentities?: readonly string[] | undefined;
}

/** The soft delete of the recovery points of a vault. */
export interface VaultSoftDeleteFacts {
  /** `Enabled`, `Disabled` or `AlwaysON`; undefined if Azure does not report it. */
  readonly state?: string | undefined;
  /** The number of days for which deleted recovery points are retained. */
  readonly retentionDays?: number | undefined;
  /** Whether Azure enforces soft delete, so it cannot be disabled. */
  readonly forced: boolean;
}

/** The encryption of a vault with a customer-managed key; undefined if it uses a key that Microsoft manages. */
export interface VaultEncryptionFacts {
  /** The key, by its URI. */
  readonly keyUri: string;
  /** The ARM id of the identity that reads the key; undefined if it is the system-assigned one. */
  readonly userAssignedIdentity?: string | undefined;
  /** Whether the storage infrastructure encrypts the data a second time. */
  readonly infrastructureEncryption: "Enabled" | "Disabled";
}

/** Whether a vault is reached by private endpoints. */
export interface VaultPrivateEndpointFacts {
  /** `None` or `Enabled`, for backup. */
  readonly backup: string;
  /** `None` or `Enabled`, for Site Recovery. */
  readonly siteRecovery: string;
}

/** A vault in its current state. */
export interface GetVaultResult {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in Azure. */
  readonly name: string;
  /** The ARM id of its resource group. */
  readonly resourceGroup: string;
  /** Its region. */
  readonly location: string;
  /** Its pricing tier. `RS0` is an alias of `Standard`. */
  readonly sku: "Standard" | "RS0";
  /** Its tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** The managed identity of a vault; undefined if it has none. */
  readonly identity?: VaultIdentityFacts | undefined;
  /** The principal of its system-assigned identity; undefined if it has none. */
  readonly principalId?: string | undefined;
  /** The tenant of that principal; undefined if the vault has no system-assigned identity. */
  readonly tenantId?: string | undefined;
  /** Whether it may be reached from public networks. */
  readonly publicNetworkAccess?: "Enabled" | "Disabled" | undefined;
  /** How many copies Azure keeps, and where; undefined for some seconds after the vault is created. */
  readonly redundancy?: "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant" | undefined;
  /** Whether backups can be restored in the paired region. */
  readonly crossRegionRestore?: "Enabled" | "Disabled" | undefined;
  /** Whether backups can be restored into another subscription. */
  readonly crossSubscriptionRestore?: "Enabled" | "Disabled" | "PermanentlyDisabled" | undefined;
  /** The soft delete of the recovery points of a vault. */
  readonly softDelete: VaultSoftDeleteFacts;
  /** Whether backups can be deleted before they expire: `Disabled`, `Unlocked` or `Locked`. */
  readonly immutability: "Disabled" | "Unlocked" | "Locked";
  /** The days of a time-based immutability; undefined if it follows the backup policies. */
  readonly immutabilityDays?: number | undefined;
  /** Whether Azure scans the protected VMs for threats. */
  readonly sourceScan?: "Enabled" | "Disabled" | undefined;
  /** What Azure's cost analysis shows the costs of. */
  readonly costManagement?: "VaultLevel" | "ProtectedItemLevel" | "ProtectedItemWithParentTag" | undefined;
  /** The encryption of a vault with a customer-managed key; undefined if it uses a key that Microsoft manages. */
  readonly encryption?: VaultEncryptionFacts | undefined;
  /** Which alerts are raised: `Enabled` or `Disabled` by the name of the alert; undefined if no alert was ever configured. */
  readonly monitoring?: Readonly<Record<string, "Enabled" | "Disabled">> | undefined;
  /** Azure's score of its security: `None`, `Minimum`, `Adequate` or `Maximum`; undefined for some seconds after the vault is created. */
  readonly secureScore?: string | undefined;
  /** Azure's level of its protection against disasters: `Poor`, `Fair`, `Good` or `Excellent`. */
  readonly securityLevel?: string | undefined;
  /** Whether critical operations require the approval of a resource guard: `Enabled` or `Disabled`. */
  readonly multiUserAuthorization?: string | undefined;
  /** `Unassigned` until the first VM is protected, then `V1` or `V2`. */
  readonly backupStorageVersion?: string | undefined;
  /** Whether another region than the paired one is chosen for copies: `Enabled` or `Disabled`. */
  readonly regionOfChoice?: string | undefined;
  /** Whether a vault is reached by private endpoints. */
  readonly privateEndpoints: VaultPrivateEndpointFacts;
  /** `Succeeded`, or the running operation. */
  readonly provisioningState: string;
}
