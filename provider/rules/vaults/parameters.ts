/**
 * Recovery Services' refusal of an invalid property of a vault, and the properties for which it is known. Sources:
 * Azure/azure-sdk-for-net 3696 (`properties`), Azure/bicep-registry-modules 5156 (`monitoringSettings`),
 * Azure/azure-monitor-baseline-alerts 26 (`redundancySettings`), hashicorp/terraform-provider-azurerm 24087 (`cmkIdentity`). That
 * it refuses identities too is ours.
 */
import { type RuleFault, refused } from "../shared/fault.js";

/** Azure's code and text for an invalid property, followed by what was found and what to do. */
export const invalidParameterFault = (name: string, reason: string): RuleFault =>
  refused("InvalidRestApiParameter", `${name} parameter is invalid. Please provide a valid ${name}. ${reason}`);

/** A managed identity as it was sent, merged with the current one. */
interface IdentityTerms {
  /** The type as sent, in any case. */
  readonly type: string;
  /** The number of user-assigned identities after the write. */
  readonly assigned: number;
}

const IDENTITY_TYPES = ["None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"];

/** Refuses an unknown type of identity, and one with user-assigned identities that names none. */
export function identityFault({ type, assigned }: IdentityTerms): RuleFault | undefined {
  const parts = type
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  const known = IDENTITY_TYPES.find((name) => name.toLowerCase() === parts.join(", "));
  if (known === undefined && parts.join(", ") !== "userassigned, systemassigned") {
    return invalidParameterFault("identity", `The type is '${type}': expected ${IDENTITY_TYPES.join("; ")}.`);
  }
  if (!parts.includes("userassigned") || assigned > 0) return undefined;
  return invalidParameterFault(
    "identity",
    `The type is '${type}', but userAssignedIdentities names no identity: add the ARM id of one.`,
  );
}

/** The identity that reads a customer-managed key, and the identities of the vault. */
interface KeyReader {
  /** The ARM id; undefined if the vault's own identity reads the key. */
  readonly userAssigned: string | undefined;
  /** Whether the vault has an identity of its own. */
  readonly hasSystemAssigned: boolean;
  /** The ARM ids of the vault's user-assigned identities. */
  readonly assigned: readonly string[];
}

/** Refuses a customer-managed key that no identity of the vault can read. */
export function keyReaderFault({ userAssigned, hasSystemAssigned, assigned }: KeyReader): RuleFault | undefined {
  if (userAssigned === undefined) {
    if (hasSystemAssigned) return undefined;
    return invalidParameterFault("cmkIdentity", "The vault has no system-assigned identity to read the key: add one.");
  }
  if (assigned.some((id) => id.toLowerCase() === userAssigned.toLowerCase())) return undefined;
  return invalidParameterFault(
    "cmkIdentity",
    `kekIdentity.userAssignedIdentity is '${userAssigned}', which is not an identity of the vault: assign it first.`,
  );
}
