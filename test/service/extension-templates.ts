/** Templates of the snapshot extension and its VM, for the deployment tests. */
import { type JsonObject, objectAt } from "../../provider/core/json.js";
import { GROUP, machine, VM } from "../support/service.js";

export const DEPLOYMENT = `${GROUP}/providers/Microsoft.Resources/deployments/one`;
export const SECRET = "https://seapod01.blob.core.windows.net/logs?sig=DbwYhwfeAC5YJzISgxoKk";

/** The extension as in Microsoft's page "VM Snapshot Windows extension for Azure Backup", nested in its VM. */
const NESTED: JsonObject = {
  type: "extensions",
  name: "VMSnapshot",
  location: "westeurope",
  properties: {
    publisher: "Microsoft.Azure.RecoveryServices",
    type: "VMSnapshot",
    typeHandlerVersion: "1.9",
    autoUpgradeMinorVersion: true,
    settings: {
      locale: "en-us",
      taskId: "e07354cf-041e-4370-929f-25a319ce8933_1",
      commandToExecute: "snapshot",
      commandStartTimeUTCTicks: "638512299280000000",
      vmType: "microsoft.compute/virtualmachines",
    },
    protectedSettings: {
      objectStr: "[base64(parameters('logs'))]",
      logsBlobUri: "[parameters('logs')]",
      statusBlobUri: "[parameters('blobs').status]",
    },
  },
};

export const EXTENSION_RESOURCE: JsonObject = {
  ...NESTED,
  type: "Microsoft.Compute/virtualMachines/extensions",
  apiVersion: "2023-03-01",
  name: "web/VMSnapshot",
  dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', 'web')]"],
};

export const VM_RESOURCE: JsonObject = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2023-03-01",
  name: "web",
  ...machine(),
};

export const SECURE: JsonObject = { logs: { type: "securestring" }, blobs: { type: "secureObject" } };
export const VALUES: JsonObject = { logs: { value: SECRET }, blobs: { value: { status: SECRET } } };

/** The body of a PUT of a deployment. */
export const deploymentBody = (of: JsonObject, parameters: JsonObject = {}): JsonObject => ({
  properties: { mode: "Incremental", template: of, parameters },
});

/** The three ways of writing the extension. */
export const EXTENSION_TEMPLATES: readonly (readonly [how: string, resources: JsonObject[]])[] = [
  ["nested in its VM", [{ ...VM_RESOURCE, resources: [{ ...NESTED, apiVersion: "2023-03-01" }] }]],
  ["nested without an api-version, as documented", [{ ...VM_RESOURCE, resources: [NESTED] }]],
  ["declared as a separate resource", [EXTENSION_RESOURCE, VM_RESOURCE]],
];

export const EXTENSION = {
  name: "VMSnapshot",
  id: `${VM}/extensions/VMSnapshot`,
  type: "Microsoft.Compute/virtualMachines/extensions",
  location: "westeurope",
  properties: {
    autoUpgradeMinorVersion: true,
    publisher: "Microsoft.Azure.RecoveryServices",
    type: "VMSnapshot",
    typeHandlerVersion: "1.9",
    settings: objectAt(NESTED, "properties", "settings"),
    provisioningState: "Succeeded",
  },
};
