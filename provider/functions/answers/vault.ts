/** A vault with the properties of `Vault`, and others. */
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { fromArm } from "../../kinds/vault/arm.js";
import type { Inputs } from "../../kinds/vault/schema.js";
import { oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { closed, groupId, referenceFaults, vaultId } from "./arguments.js";
import { requireVault } from "./found.js";
import { question } from "./question.js";
import { maybe, text } from "./results.js";

const ENABLED_OR_DISABLED = ["Enabled", "Disabled"] as const;
const onOff = (description: string) => oneOf(ENABLED_OR_DISABLED, { typeName: "Switch", description });

const identity = Type.Object(
  {
    type: text("`SystemAssigned`, `UserAssigned` or both: `SystemAssigned, UserAssigned`."),
    userAssignedIdentities: Type.Optional(
      Type.Array(Type.String(), { description: "The ARM ids of the identities that are assigned." }),
    ),
  },
  { typeName: "VaultIdentityFacts", description: "The managed identity of a vault; undefined if it has none." },
);

const softDelete = Type.Object(
  {
    state: maybe(text("`Enabled`, `Disabled` or `AlwaysON`; undefined if Azure does not report it.")),
    retentionDays: maybe(
      Type.Integer({ description: "The number of days for which deleted recovery points are retained." }),
    ),
    forced: Type.Boolean({ description: "Whether Azure enforces soft delete, so it cannot be disabled." }),
  },
  { typeName: "VaultSoftDeleteFacts", description: "The soft delete of the recovery points of a vault." },
);

const encryption = Type.Object(
  {
    keyUri: text("The key, by its URI."),
    userAssignedIdentity: Type.Optional(
      text("The ARM id of the identity that reads the key; undefined if it is the system-assigned one."),
    ),
    infrastructureEncryption: onOff("Whether the storage infrastructure encrypts the data a second time."),
  },
  {
    typeName: "VaultEncryptionFacts",
    description:
      "The encryption of a vault with a customer-managed key; undefined if it uses a key that Microsoft manages.",
  },
);

const privateEndpoints = Type.Object(
  {
    backup: text("`None` or `Enabled`, for backup."),
    siteRecovery: text("`None` or `Enabled`, for Site Recovery."),
  },
  { typeName: "VaultPrivateEndpointFacts", description: "Whether a vault is reached by private endpoints." },
);

/** The properties of `Vault`. */
const declared = {
  id: text("Its ARM id."),
  name: text("Its name in Azure."),
  resourceGroup: text("The ARM id of its resource group."),
  location: text("Its region."),
  sku: oneOf(["Standard", "RS0"], {
    typeName: "VaultSku",
    description: "Its pricing tier. `RS0` is an alias of `Standard`.",
  }),
  tags: tags({ description: "Its tags." }),
  identity: maybe(identity),
  principalId: maybe(text("The principal of its system-assigned identity; undefined if it has none.")),
  tenantId: maybe(text("The tenant of that principal; undefined if the vault has no system-assigned identity.")),
  publicNetworkAccess: maybe(onOff("Whether it may be reached from public networks.")),
  redundancy: maybe(
    oneOf(["GeoRedundant", "LocallyRedundant", "ZoneRedundant"], {
      typeName: "Redundancy",
      description: "How many copies Azure keeps, and where; undefined for some seconds after the vault is created.",
    }),
  ),
  crossRegionRestore: maybe(onOff("Whether backups can be restored in the paired region.")),
  crossSubscriptionRestore: maybe(
    oneOf(["Enabled", "Disabled", "PermanentlyDisabled"], {
      typeName: "VaultCrossSubscriptionRestore",
      description: "Whether backups can be restored into another subscription.",
    }),
  ),
  softDelete,
  immutability: oneOf(["Disabled", "Unlocked", "Locked"], {
    typeName: "ImmutabilityState",
    description: "Whether backups can be deleted before they expire: `Disabled`, `Unlocked` or `Locked`.",
  }),
  immutabilityDays: maybe(
    Type.Integer({
      description: "The days of a time-based immutability; undefined if it follows the backup policies.",
    }),
  ),
  sourceScan: maybe(onOff("Whether Azure scans the protected VMs for threats.")),
  costManagement: maybe(
    oneOf(["VaultLevel", "ProtectedItemLevel", "ProtectedItemWithParentTag"], {
      typeName: "CostManagementLevel",
      description: "What Azure's cost analysis shows the costs of.",
    }),
  ),
  encryption: maybe(encryption),
  monitoring: maybe(
    Type.Record(Type.String(), onOff("Whether the alert is raised."), {
      description:
        "Which alerts are raised: `Enabled` or `Disabled` by the name of the alert; undefined if no alert was ever configured.",
    }),
  ),
};

const result = Type.Object(
  {
    ...declared,
    secureScore: maybe(
      text(
        "Azure's score of its security: `None`, `Minimum`, `Adequate` or `Maximum`; undefined for some seconds after the vault is created.",
      ),
    ),
    securityLevel: maybe(
      text("Azure's level of its protection against disasters: `Poor`, `Fair`, `Good` or `Excellent`."),
    ),
    multiUserAuthorization: maybe(
      text("Whether critical operations require the approval of a resource guard: `Enabled` or `Disabled`."),
    ),
    backupStorageVersion: maybe(text("`Unassigned` until the first VM is protected, then `V1` or `V2`.")),
    regionOfChoice: maybe(
      text("Whether another region than the paired one is chosen for copies: `Enabled` or `Disabled`."),
    ),
    privateEndpoints,
    provisioningState: text("`Succeeded`, or the running operation."),
  },
  { typeName: "GetVaultResult", description: "A vault in its current state." },
);

const args = Type.Object(
  {
    id: Type.Optional(vaultId()),
    resourceGroup: Type.Optional(groupId("The vault's resource group: its ARM id; together with `name`.")),
    name: Type.Optional(
      Type.String({ minLength: 1, description: "The name of the vault in Azure; together with `resourceGroup`." }),
    ),
  },
  { ...closed, description: "Which vault: its id, or its resource group and name." },
);

export const vault = question({
  name: "getVault",
  args,
  result,
  faults: (values) => referenceFaults(values, "resourceGroup", "name"),
  answer: async (engine, { id, resourceGroup, name }): Promise<Static<typeof result>> => {
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
    immutabilityDays: inputs.immutability?.configuration?.days,
    sourceScan: textAt(found, "properties", "securitySettings", "sourceScanConfiguration", "state") as
      | "Enabled"
      | "Disabled"
      | undefined,
    costManagement: inputs.costManagement,
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
  regionOfChoice: textAt(properties, "regionOfChoiceSettings", "status"),
  privateEndpoints: {
    backup: textAt(properties, "privateEndpointStateForBackup") ?? "None",
    siteRecovery: textAt(properties, "privateEndpointStateForSiteRecovery") ?? "None",
  },
  provisioningState: textAt(properties, "provisioningState") ?? "Succeeded",
});
