/** What a person can do about an error of Azure's: by its code where that says enough, else by its status. */

const BUSY = "Another operation on it runs in Azure: run again when that has ended.";
const NOT_EMPTY =
  "Delete the backups in the vault first. A cloud that does not support the api-version 2025-08-01 keeps the vault until its soft-deleted backups are purged.";

const ALWAYS_ON = "Azure keeps soft delete always on in new vaults: leave its state out, or declare AlwaysON.";

/** Source: Azure Resource Manager's common errors, and those of Azure Backup that were recorded or reported. */
const OF_CODE: ReadonlyMap<string, string> = new Map([
  [
    "MissingSubscriptionRegistration",
    "Register the resource provider once for the subscription: az provider register --namespace Microsoft.RecoveryServices",
  ],
  [
    "AuthorizationFailed",
    "The identity that signs in lacks a role: Backup Contributor on the vault's resource group, and Virtual Machine Contributor on the VM's. A role that was just given takes some minutes.",
  ],
  [
    "LinkedAuthorizationFailed",
    "The identity that signs in lacks a role on the other resource too, such as Virtual Machine Contributor on the VM.",
  ],
  ["InvalidAuthenticationToken", "Sign in again, and to the cloud that azure-vm-backup:endpoint names."],
  [
    "InvalidAuthenticationTokenTenant",
    "The subscription belongs to another tenant than the identity: set azure-vm-backup:tenantId, or az login --tenant.",
  ],
  ["ExpiredAuthenticationToken", "Sign in again."],
  [
    "SubscriptionNotFound",
    "Is the subscription of this tenant and of the cloud that azure-vm-backup:endpoint names? az account list shows those that can be seen.",
  ],
  ["ResourceGroupNotFound", "Create the resource group first, or name the one that is there."],
  ["ScopeLocked", "A lock forbids it: az lock list --resource-group GROUP shows which."],
  ["RequestDisallowedByPolicy", "An Azure Policy of the subscription forbids it: ask who assigned it."],
  ["AnotherOperationInProgress", BUSY],
  ["ConflictingConcurrentWriteNotAllowed", BUSY],
  ["BMSUserErrorObjectLocked", BUSY],
  ["UserErrorBackupOperationInProgress", BUSY],
  ["ServiceResourceNotEmptyWithBackendMessage", NOT_EMPTY],
  ["ServiceResourceNotEmptyWithContainerDetails", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionNotAllowed", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionNotPermitted", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionForbidden", NOT_EMPTY],
  ["BMSUserErrorDisablingSoftDeleteStateNotAllowed", ALWAYS_ON],
  ["BMSUserErrorSoftDeleteStateAlwaysOn", ALWAYS_ON],
  ["BMSUserErrorPolicyObjectInUse", "Move what the policy protects to another policy first."],
  [
    "BMSUserErrorInvalidPolicyForGivenProvider",
    "The policy is for another workload: a VM takes a policy for virtual machines (backupManagementType AzureIaasVM).",
  ],
  [
    "UserErrorOperationDeniedOnImmutableItem",
    "The vault is immutable: stop protection and keep the recovery points instead of deleting them.",
  ],
]);

const OF_STATUS: Readonly<Record<number, string>> = {
  401: "Sign in again, and to the cloud that azure-vm-backup:endpoint names.",
  403: "The identity that signs in lacks a role, or a firewall or policy forbids it.",
  429: "Azure throttles this subscription: run again later, or with fewer calls at once (pulumi up --parallel 4).",
};

/** The advice for an error, or undefined where Azure's own words say all that is known. */
export const hintFor = (azureCode: string | undefined, status?: number): string | undefined =>
  (azureCode === undefined ? undefined : OF_CODE.get(azureCode)) ?? OF_STATUS[status ?? 0];
