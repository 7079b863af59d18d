/** Extensions of VMs as documents. */
import { nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, omit, textAt } from "../../../core/json.js";
import {
  isSnapshotExtension,
  isSnapshotExtensionOf,
  SNAPSHOT_EXTENSIONS,
  SNAPSHOT_PUBLISHER,
  snapshotRun,
} from "../../../rules/extensions/snapshot.js";
import type { OsType } from "../../../rules/items/machine.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { guestFacts } from "./guest.js";

export const EXTENSION_TYPE = "Microsoft.Compute/virtualMachines/extensions";

export interface ExtensionWrite {
  readonly vmId: string;
  readonly name: string;
  readonly location: string;
  readonly properties: JsonObject;
  readonly tags?: Json;
}

/** Writes an extension; protected settings are never stored. */
export function putExtension(azure: Azure, extension: ExtensionWrite): Document {
  const old = azure.documents.get(`${extension.vmId}/extensions/${extension.name}`);
  const id = old?.id ?? `${extension.vmId}/extensions/${extension.name}`;
  const properties = omit(extension.properties, "protectedSettings");
  const body: JsonObject = {
    name: nameOf(id),
    id,
    type: EXTENSION_TYPE,
    location: extension.location,
    tags: extension.tags,
    properties: { autoUpgradeMinorVersion: false, ...properties, provisioningState: "Succeeded" },
  };
  const hidden = { run: runOf(azure, extension, old) };
  return azure.documents.put({ id, type: EXTENSION_TYPE, scope: extension.vmId, body, hidden });
}

/** The run of the snapshot extension that its settings start, or the previous run. */
function runOf(azure: Azure, { vmId, properties }: ExtensionWrite, old: Document | undefined): Json | undefined {
  const before = old?.hidden["run"];
  if (!isSnapshotExtension(properties)) return before;
  const settings = objectAt(properties, "settings");
  // Without `vmType` the extension runs and reports nothing.
  if (settings["vmType"] === undefined) return before;
  const vm = azure.documents.get(vmId);
  const snapshotCode = vm === undefined ? 1 : guestFacts(vm, false).extensionCode;
  const run = snapshotRun(settings, textAt(before, "taskId"), { now: azure.now, snapshotCode });
  return run === undefined ? before : { ...run, at: azure.now.toISOString() };
}

export const extensionsOf = (azure: Azure, vmId: string): Document[] =>
  azure.documents.list({ type: EXTENSION_TYPE, scope: vmId });

/**
 * Installs the extension with which Azure Backup takes snapshots of a VM, if it is missing. Source: Azure/azure-linux-extensions
 * , VMBackup.
 */
export function ensureSnapshotExtension(azure: Azure, vm: Document, osType: OsType): void {
  const { type, version } = SNAPSHOT_EXTENSIONS[osType];
  // A VM can have one extension of a handler, whatever its name.
  if (extensionsOf(azure, vm.id).some(({ body }) => isSnapshotExtensionOf(osType, objectAt(body, "properties"))))
    return;
  putExtension(azure, {
    vmId: vm.id,
    name: type,
    location: String(vm.body["location"] ?? ""),
    properties: {
      publisher: SNAPSHOT_PUBLISHER,
      type,
      typeHandlerVersion: version,
      autoUpgradeMinorVersion: true,
      settings: {},
    },
  });
}
