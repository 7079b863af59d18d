/** The fix for an Azure error: by its code if that is specific enough, else by its status. */

const BUSY = "Another operation on the resource runs in Azure. Run again when it has ended.";
const NOT_EMPTY =
  "Delete the backups in the vault first. A cloud that does not support the api-version 2025-08-01 keeps the vault until its soft-deleted backups are purged.";

const ALWAYS_ON =
  "Soft delete is always on in new vaults and cannot be disabled. Omit the state of softDelete, or set it to AlwaysON.";

const IMMUTABLE_DELETE =
  "The vault is immutable. Stop protection and retain the recovery points instead of deleting them.";

/** Source: Azure Resource Manager's common errors, and those of Azure Backup that were recorded or reported. */
const OF_CODE: ReadonlyMap<string, string> = new Map([
  [
    "MissingSubscriptionRegistration",
    "Register the resource provider once for the subscription: az provider register --namespace Microsoft.RecoveryServices",
  ],
  [
    "AuthorizationFailed",
    "The identity that signs in lacks a role: Backup Contributor on the vault's resource group, and Virtual Machine Contributor on the VM's. A new role assignment takes effect after some minutes.",
  ],
  [
    "LinkedAuthorizationFailed",
    "The identity that signs in lacks a role on the other resource too, such as Virtual Machine Contributor on the VM.",
  ],
  ["InvalidAuthenticationToken", "Sign in again, to the cloud of azure-vm-backup:endpoint."],
  [
    "InvalidAuthenticationTokenTenant",
    "The subscription belongs to another tenant than the identity. Set azure-vm-backup:tenantId, or sign in with az login --tenant.",
  ],
  ["ExpiredAuthenticationToken", "Sign in again."],
  [
    "SubscriptionNotFound",
    "Check that the subscription is in this tenant and in the cloud of azure-vm-backup:endpoint: az account list shows the subscriptions of this identity.",
  ],
  ["ResourceGroupNotFound", "Create the resource group first, or use an existing one."],
  ["ScopeLocked", "A lock prevents the change. Find it with: az lock list --resource-group GROUP"],
  [
    "RequestDisallowedByPolicy",
    "An Azure Policy of the subscription denies the request. Ask the person who assigned it, or change the resource so it complies.",
  ],
  ["AnotherOperationInProgress", BUSY],
  ["ConflictingConcurrentWriteNotAllowed", BUSY],
  ["BMSUserErrorObjectLocked", BUSY],
  ["BMSUserErrorConflictingProtectionOperation", BUSY],
  ["UserErrorBackupOperationInProgress", BUSY],
  ["ServiceResourceNotEmptyWithBackendMessage", NOT_EMPTY],
  ["ServiceResourceNotEmptyWithContainerDetails", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionNotAllowed", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionNotPermitted", NOT_EMPTY],
  ["BMSUserErrorVaultDeletionForbidden", NOT_EMPTY],
  ["BMSUserErrorDisablingSoftDeleteStateNotAllowed", ALWAYS_ON],
  ["BMSUserErrorSoftDeleteStateAlwaysOn", ALWAYS_ON],
  ["BMSUserErrorPolicyObjectInUse", "Assign another policy to the VMs that this policy protects first."],
  [
    "BMSUserErrorVaultStorageTypeChangeNotAllowed",
    "Declare the current value, or create another vault with another name.",
  ],
  [
    "BMSUserErrorInvalidPolicyForGivenProvider",
    "The policy is for another workload. A VM requires a policy for virtual machines (backupManagementType AzureIaasVM).",
  ],
  ["UserErrorDeleteBackupItemOnImmutableItem", IMMUTABLE_DELETE],
]);

/** Azure sends this code for shorter retention, for a weaker policy and for a delete. */
const IMMUTABLE = "UserErrorOperationDeniedOnImmutableItem";
const IMMUTABLE_CHANGE =
  "The vault is immutable: retention can only be extended. Keep every count at least as high as it is, and assign to a VM only a policy that retains its recovery points for at least as long.";

const OF_STATUS: Readonly<Record<number, string>> = {
  401: "Sign in again, to the cloud of azure-vm-backup:endpoint.",
  403: "The identity that signs in lacks a role, or a firewall or a policy denies the request.",
  429: "Azure throttles this subscription. Run again later, or with fewer parallel requests (pulumi up --parallel 4).",
};

/** Codes of Azure Backup are specific: the hint for any error of the same status would contradict the message. */
const OF_AZURE_BACKUP = /^(BMS|UserError|ServiceResource)/;

/** The hint for the error of a request such as `PUT /subscriptions/…`, or undefined if there is none. */
export function hintFor(request: string, azureCode: string | undefined, status?: number): string | undefined {
  if (azureCode === undefined) return OF_STATUS[status ?? 0];
  if (azureCode === IMMUTABLE) return request.startsWith("DELETE ") ? IMMUTABLE_DELETE : IMMUTABLE_CHANGE;
  const specific = OF_CODE.get(azureCode);
  return specific ?? (OF_AZURE_BACKUP.test(azureCode) ? undefined : OF_STATUS[status ?? 0]);
}
