/**
 * Checks before a VM is protected. Source: Feature Support and Protection Intent of the Azure Backup REST API; no recording
 * shows them.
 */
import { isOfType } from "../../../arm/resource-id.js";
import { BackupError } from "../../../core/errors.js";
import { textAt } from "../../../core/json.js";
import { containerNameOf } from "../../azure/backup-ids.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import { requireReachable } from "../containers/reachable.js";
import { LOCATION } from "./document.js";

/** A VM of another vault has a code of its own here. Source: the example of Protection Intent - Validate. */
const OTHER_VAULT = "BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault";

/** Whether a vault can protect a VM: a broken rule is a normal reply here, not a refusal. */
function preValidate(call: Call, azure: Azure): Reply {
  const vmId = textAt(call.body, "resourceId") ?? "";
  if (textAt(call.body, "resourceType") !== "VM" || !isOfType(vmId, VM_TYPE)) {
    throw refusal(400, "BadRequest", "resourceType must be VM and resourceId the id of a virtual machine.");
  }
  const vault = azure.documents.get(textAt(call.body, "vaultId") ?? "");
  if (vault === undefined) throw refusal(404, "ResourceNotFound", "The vault that vaultId names was not found.");
  const name = containerNameOf(vmId);
  const named = { containerName: `IaasVMContainer;${name}`, protectedItemName: `VM;${name}` };
  const broken = brokenRule(() => requireReachable(call, azure, vault, vmId));
  if (broken === undefined)
    return ok({ status: "Succeeded", errorCode: "Success", errorMessage: "", recommendation: "", ...named });
  return ok({
    status: "Failed",
    errorCode: broken.azureCode === OTHER_VAULT ? "VirtualMachineAlreadyProtected" : (broken.azureCode ?? broken.code),
    errorMessage: broken.message,
    recommendation: "",
    ...named,
  });
}

function brokenRule(rules: () => void): BackupError | undefined {
  try {
    rules();
    return undefined;
  } catch (error) {
    if (error instanceof BackupError) return error;
    throw error;
  }
}

/** Every VM size is supported: the embedded Azure has no catalogue of sizes. */
function validateFeature(call: Call): Reply {
  const feature = textAt(call.body, "featureType");
  return ok({ supportStatus: feature === "AzureVMResourceBackup" ? "Supported" : "NotSupported" });
}

export const validationRoutes: readonly Route[] = [
  { method: "POST", template: `${LOCATION}/backupPreValidateProtection`, access: "read", handle: preValidate },
  { method: "POST", template: `${LOCATION}/backupValidateFeatures`, access: "read", handle: validateFeature },
];
