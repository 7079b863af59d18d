/**
 * The critical operations that a resource guard protects in a vault, by the api-version that links the guard. Sources: recorded
 * links of 2023 (api-versions 2023-02-01 and 2023-04-01, six operations), of 2024-04-01 (nine) and of July 2026 (api-version
 * 2025-02-01, fourteen). The name of the request for a restore, and the first version of each list, are ours.
 */

/** The operations that the embedded Azure has; the others are only listed. */
export type GuardedOperation =
  | "deleteItem"
  | "updateItem"
  | "updatePolicy"
  | "deleteLink"
  | "disableSoftDelete"
  | "modifyEncryption"
  | "stopProtection"
  | "reduceImmutability"
  | "modifyImmutabilityDuration"
  | "restore";

interface CriticalOperation {
  readonly name?: GuardedOperation;
  /** The path of the operation below `Microsoft.RecoveryServices/vaults/`. */
  readonly path: string;
  /** The type of the guard's request that allows the operation. */
  readonly request: string;
  readonly since?: string;
  readonly before?: string;
}

const NINE_SINCE = "2024-01-01";
const FOURTEEN_SINCE = "2025-02-01";
const ITEM = "backupFabrics/protectionContainers/protectedItems";
const MAPPINGS = "backupCrossTenantVaultMappings";

/** In recorded order. */
const OPERATIONS: readonly CriticalOperation[] = [
  { name: "deleteItem", path: `${ITEM}/delete`, request: "deleteProtectedItemRequests" },
  { name: "updateItem", path: `${ITEM}/write`, request: "updateProtectedItemRequests" },
  { name: "updatePolicy", path: "backupPolicies/write", request: "updateProtectionPolicyRequests" },
  { name: "deleteLink", path: "backupResourceGuardProxies/delete", request: "deleteResourceGuardProxyRequests" },
  { path: "backupSecurityPIN/action", request: "getBackupSecurityPINRequests" },
  { name: "disableSoftDelete", path: "backupconfig/write", request: "disableSoftDeleteRequests" },
  {
    name: "modifyEncryption",
    path: "write#modifyEncryptionSettings",
    request: "modifyEncryptionSettings",
    since: FOURTEEN_SINCE,
  },
  {
    name: "stopProtection",
    path: `${ITEM}/write#stopProtectionWithRetainData`,
    request: "stopProtectionWithRetainDataRequests",
    since: NINE_SINCE,
  },
  {
    name: "reduceImmutability",
    path: "write#reduceImmutabilityState",
    request: "reduceImmutabilityStateRequests",
    since: NINE_SINCE,
  },
  {
    name: "restore",
    path: `${ITEM}/recoveryPoints/restore/action`,
    request: "triggerRestoreRequests",
    since: NINE_SINCE,
    before: FOURTEEN_SINCE,
  },
  {
    name: "modifyImmutabilityDuration",
    path: "write#modifyImmutabilityDuration",
    request: "modifyImmutabilityDurationRequests",
    since: FOURTEEN_SINCE,
  },
  { path: "registeredIdentities/delete", request: "deleteMABIdentityRequests", since: FOURTEEN_SINCE },
  { path: `${MAPPINGS}/write`, request: "configureCrossTenantVaultMappingRequests", since: FOURTEEN_SINCE },
  { path: `${MAPPINGS}/remove/action`, request: "deleteCrossTenantVaultMappingRequests", since: FOURTEEN_SINCE },
  {
    path: `${MAPPINGS}/${ITEM}/recoveryPoints/restore/action`,
    request: "crossTenantTriggerRestoreRequests",
    since: FOURTEEN_SINCE,
  },
];

const isListed = (version: string, { since, before }: CriticalOperation): boolean =>
  (since === undefined || version >= since) && (before === undefined || version < before);

const fullPath = ({ path }: CriticalOperation): string => `Microsoft.RecoveryServices/vaults/${path}`;

/** The operations that a guard protects if it is linked with this api-version, and the request that allows each. */
export const criticalOperations = (version: string): { readonly operation: string; readonly request: string }[] =>
  OPERATIONS.filter((operation) => isListed(version.slice(0, FOURTEEN_SINCE.length), operation)).map((operation) => ({
    operation: fullPath(operation),
    request: operation.request,
  }));

/** The name of an operation in the list of a linked guard. */
export function criticalOperationPath(name: GuardedOperation): string | undefined {
  const found = OPERATIONS.find((operation) => operation.name === name);
  return found === undefined ? undefined : fullPath(found);
}
