/** Templates of the snapshot extension and its machine, for the tests of deployments. */
import { type JsonObject, objectAt } from "../../provider/core/json.js";
import { GROUP, machine, VM } from "../support/service.js";

export const DEPLOYMENT = `${GROUP}/providers/Microsoft.Resources/deployments/one`;
export const SECRET = "https://seapod01.blob.core.windows.net/logs?sig=DbwYhwfeAC5YJzISgxoKk";

/** The extension as "VM Snapshot Windows extension for Azure Backup" shows it, nested in its machine. */
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

export const OWN: JsonObject = {
  ...NESTED,
  type: "Microsoft.Compute/virtualMachines/extensions",
  apiVersion: "2023-03-01",
  name: "web/VMSnapshot",
  dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', 'web')]"],
};

export const MACHINE: JsonObject = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2023-03-01",
  name: "web",
  ...machine(),
};

export const SECURE: JsonObject = { logs: { type: "securestring" }, blobs: { type: "secureObject" } };
export const VALUES: JsonObject = { logs: { value: SECRET }, blobs: { value: { status: SECRET } } };

/** The body of a PUT of a deployment. */
export const asked = (of: JsonObject, parameters: JsonObject = {}): JsonObject => ({
  properties: { mode: "Incremental", template: of, parameters },
});

/** The three ways of writing the extension. */
export const EXTENSION_TEMPLATES: readonly (readonly [how: string, resources: JsonObject[]])[] = [
  ["nested in its machine", [{ ...MACHINE, resources: [{ ...NESTED, apiVersion: "2023-03-01" }] }]],
  ["nested without an api-version, as documented", [{ ...MACHINE, resources: [NESTED] }]],
  ["on its own", [OWN, MACHINE]],
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
