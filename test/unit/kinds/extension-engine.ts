/** An engine with a VM and its extensions, armed by hand. */
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import type { Inputs } from "../../../provider/kinds/vm-snapshot-extension/schema.js";
import { stubEngine } from "../../support/stub-engine.js";
import { check } from "../../support/verbs.js";
import { VM } from "./examples.js";
import { EXTENSION, extensionInputs, SAS } from "./extension-examples.js";

/** A VM, as Azure tells of it. */
export const machine = (osType = "Linux"): JsonObject => ({
  id: VM,
  location: "westeurope",
  properties: { storageProfile: { osDisk: { osType } } },
});

/** Its extension. */
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

/** What the VM tells of its extensions. */
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

/** Inputs of an extension that a program drives. */
export const driving = {
  ...extensionInputs,
  settings: { commandToExecute: "snapshot", taskId: "1", backup: {} },
  protectedSettings: { blobSasUris: [SAS], statusBlobUri: SAS, snapshotTaskToken: "hidden-token" },
};
/** Checked inputs, as a handler gets them. */
export const checked = (given: JsonObject): Inputs => check(vmSnapshotExtension, given).inputs as Inputs;

/** An engine with a VM whose extensions are these. */
export function armedWith(...extensions: JsonObject[]) {
  const stub = stubEngine();
  const { armed } = stub;
  sinon.stub(armed.extensions, "list").resolves(extensions);
  sinon.stub(armed.extensions, "findMachine").resolves(machine());
  sinon.stub(armed.extensions, "findInstanceView").resolves(view());
  const put = sinon.stub(armed.extensions, "put").resolves(extension());
  const patch = sinon.stub(armed.extensions, "patch").resolves(extension());
  const find = sinon.stub(armed.extensions, "find").resolves(extension());
  return { ...stub, put, patch, find, handler: vmSnapshotExtension.handler(stub.engine) };
}
