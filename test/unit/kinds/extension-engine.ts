/** A stubbed engine with a VM and its extensions. */
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import type { Inputs } from "../../../provider/kinds/vm-snapshot-extension/schema.js";
import { stubEngine } from "../../support/stub-engine.js";
import { check } from "../../support/verbs.js";
import { VM } from "./examples.js";
import { EXTENSION, extensionInputs, SAS } from "./extension-examples.js";

/** The VM as Azure returns it. */
export const liveVm = (osType = "Linux"): JsonObject => ({
  id: VM,
  location: "westeurope",
  properties: { storageProfile: { osDisk: { osType } } },
});

/** The extension as Azure returns it. */
export const extension = (properties: JsonObject = {}): JsonObject => ({
  id: EXTENSION,
  name: "VMSnapshotLinux",
  location: "westeurope",
  properties: {
    publisher: "Microsoft.Azure.RecoveryServices",
    type: "VMSnapshotLinux",
    typeHandlerVersion: "1.0",
    autoUpgradeMinorVersion: true,
    provisioningState: "Succeeded",
    ...properties,
  },
});

/** The instance view of the VM. */
export const view = (message = "Plugin enabled"): JsonObject => ({
  extensions: [
    { name: "other", statuses: [{ code: "ProvisioningState/failed" }] },
    {
      name: "vmsnapshotlinux",
      typeHandlerVersion: "1.0.9184.0",
      statuses: [{ code: "ProvisioningState/succeeded", message }],
    },
  ],
});

/** Inputs of an extension whose settings the program declares. */
export const inputsWithSettings = {
  ...extensionInputs,
  settings: { commandToExecute: "snapshot", taskId: "1", backup: {} },
  protectedSettings: { blobSasUris: [SAS], statusBlobUri: SAS, snapshotTaskToken: "hidden-token" },
};
/** Inputs after check, as a handler receives them. */
export const checked = (inputs: JsonObject): Inputs => check(vmSnapshotExtension, inputs).inputs as Inputs;

/** An engine with a VM whose extensions are these. */
export function armedWith(...extensions: JsonObject[]) {
  const stub = stubEngine();
  const { armed } = stub;
  sinon.stub(armed.extensions, "list").resolves(extensions);
  sinon.stub(armed.extensions, "findMachine").resolves(liveVm());
  sinon.stub(armed.extensions, "findInstanceView").resolves(view());
  const put = sinon.stub(armed.extensions, "put").resolves(extension());
  const patch = sinon.stub(armed.extensions, "patch").resolves(extension());
  const find = sinon.stub(armed.extensions, "find").resolves(extension());
  return { ...stub, put, patch, find, handler: vmSnapshotExtension.handler(stub.engine) };
}
