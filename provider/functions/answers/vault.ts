/** A vault with the properties of `Vault`, and others. */
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { fromArm } from "../../kinds/vault/arm.js";
import { type Inputs, RESOURCE_GROUP_ID } from "../../kinds/vault/schema.js";
import { Type } from "../../schema/vocabulary.js";
import { closed, referenceFaults, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { question } from "./question.js";

type Switch = "Enabled" | "Disabled";

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
  /** Its managed identity; undefined if it has none. */
  readonly identity: VaultIdentityFacts | undefined;
  /** The principal of its system-assigned identity; undefined if it has none. */
  readonly principalId: string | undefined;
  /** The tenant of that principal; undefined if the vault has no system-assigned identity. */
  readonly tenantId: string | undefined;
  /** Whether it may be reached from public networks. */
  readonly publicNetworkAccess: Switch | undefined;
  /** How many copies Azure keeps, and where; undefined for some seconds after the vault is created. */
  readonly redundancy: "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant" | undefined;
  /** Whether backups can be restored in the paired region. */
  readonly crossRegionRestore: Switch | undefined;
  /** Whether backups can be restored into another subscription. */
  readonly crossSubscriptionRestore: Switch | "PermanentlyDisabled" | undefined;
  /** Soft delete of recovery points. */
  readonly softDelete: VaultSoftDeleteFacts;
  /** Whether backups can be deleted before they expire: `Disabled`, `Unlocked` or `Locked`. */
  readonly immutability: "Disabled" | "Unlocked" | "Locked";
  /** Encryption with a customer-managed key; undefined if the vault uses a key that Microsoft manages. */
  readonly encryption: VaultEncryptionFacts | undefined;
  /** Which alerts are raised: `Enabled` or `Disabled` by the name of the alert; undefined if no alert was ever configured. */
  readonly monitoring: Readonly<Record<string, Switch>> | undefined;
  /** Azure's score of its security: `None`, `Minimum`, `Adequate` or `Maximum`; undefined for some seconds after the vault is created. */
  readonly secureScore: string | undefined;
  /** Azure's level of its protection against disasters: `Poor`, `Fair`, `Good` or `Excellent`. */
  readonly securityLevel: string | undefined;
  /** Whether critical operations require the approval of a resource guard: `Enabled` or `Disabled`. */
  readonly multiUserAuthorization: string | undefined;
  /** `Unassigned` until the first VM is protected, then `V1` or `V2`. */
  readonly backupStorageVersion: string | undefined;
  /** Whether it is reached by private endpoints: `None` or `Enabled`, for backup and for Site Recovery. */
  readonly privateEndpoints: { readonly backup: string; readonly siteRecovery: string };
  /** `Succeeded`, or the running operation. */
  readonly provisioningState: string;
}

/** The managed identity of a vault. */
export interface VaultIdentityFacts {
  /** `SystemAssigned`, `UserAssigned` or both: `SystemAssigned, UserAssigned`. */
  readonly type: string;
  /** The ARM ids of the identities that are assigned. */
  readonly userAssignedIdentities?: readonly string[];
}

/** The encryption of a vault with a customer-managed key. */
export interface VaultEncryptionFacts {
  /** The key, by its URI. */
  readonly keyUri: string;
  /** The ARM id of the identity that reads the key; default: the system-assigned one. */
  readonly userAssignedIdentity?: string;
  /** Whether the storage infrastructure encrypts the data a second time. */
  readonly infrastructureEncryption: Switch;
}

/** The soft delete of a vault. */
export interface VaultSoftDeleteFacts {
  /** `Enabled`, `Disabled` or `AlwaysON`; undefined if Azure does not report it. */
  readonly state: string | undefined;
  /** The number of days for which deleted recovery points are retained. */
  readonly retentionDays: number | undefined;
  /** Whether Azure enforces soft delete, so it cannot be disabled. */
  readonly forced: boolean;
}

const args = Type.Object(
  {
    id: Type.Optional(vaultId),
    resourceGroup: Type.Optional(
      Type.String({
        pattern: RESOURCE_GROUP_ID,
        expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
      }),
    ),
    name: Type.Optional(Type.String({ minLength: 1 })),
  },
  closed,
);

export const vault = question({
  name: "getVault",
  args,
  faults: (values) => referenceFaults(values, "resourceGroup", "name"),
  answer: async (engine, { id, resourceGroup, name }): Promise<GetVaultResult> => {
    const requestedId = id ?? `${resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${name}`;
    const found = await requireVault(engine, requestedId);
    const settings = (await engine.vaults.findSettings(requestedId)) ?? {};
    return { ...declaredPart(requestedId, found, settings), ...azurePart(objectAt(found, "properties")) };
  },
});

/** The properties of `Vault`. */
function declaredPart(requestedId: string, found: JsonObject, settings: JsonObject) {
  const inputs = fromArm(found, settings, {}) as Partial<Inputs>;
  const days = settings["softDeleteRetentionPeriodInDays"];
  return {
    id: textAt(found, "id") ?? requestedId,
    name: inputs.name ?? "",
    resourceGroup: inputs.resourceGroup ?? "",
    location: inputs.location ?? "",
    sku: inputs.sku ?? "Standard",
    tags: inputs.tags ?? {},
    identity: inputs.identity,
    principalId: textAt(found, "identity", "principalId"),
    tenantId: textAt(found, "identity", "tenantId"),
    publicNetworkAccess: inputs.publicNetworkAccess,
    redundancy: inputs.redundancy,
    crossRegionRestore: inputs.crossRegionRestore,
    crossSubscriptionRestore: inputs.crossSubscriptionRestore,
    softDelete: {
      state: textAt(settings, "softDeleteFeatureState"),
      retentionDays: typeof days === "number" ? days : undefined,
      forced: settings["isSoftDeleteFeatureStateEditable"] === false,
    },
    immutability: inputs.immutability?.state ?? "Disabled",
    encryption: inputs.encryption,
    monitoring: inputs.monitoring,
  };
}

/** The other properties. */
const azurePart = (properties: JsonObject) => ({
  secureScore: textAt(properties, "secureScore"),
  securityLevel: textAt(properties, "bcdrSecurityLevel"),
  multiUserAuthorization: textAt(properties, "securitySettings", "multiUserAuthorization"),
  backupStorageVersion: textAt(properties, "backupStorageVersion"),
  privateEndpoints: {
    backup: textAt(properties, "privateEndpointStateForBackup") ?? "None",
    siteRecovery: textAt(properties, "privateEndpointStateForSiteRecovery") ?? "None",
  },
  provisioningState: textAt(properties, "provisioningState") ?? "Succeeded",
});
