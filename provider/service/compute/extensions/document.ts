/** Extensions of VMs as documents. */
import { nameOf } from "../../../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, objectAt, omit, textAt } from "../../../core/json.js";
import {
  hasUsableSecrets,
  isReported,
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
  /** Whether protected settings that are not sent stay as they were. */
  readonly retainsSecrets?: boolean;
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
  const hasSecrets = hasSecretsOf(extension, old);
  const hidden = { run: runOf(azure, extension, { old, hasSecrets }), hasSecrets };
  return azure.documents.put({ id, type: EXTENSION_TYPE, scope: extension.vmId, body, hidden });
}

interface Before {
  readonly old: Document | undefined;
  /** Whether the extension can read its protected settings. */
  readonly hasSecrets: boolean;
}

const osTypeOfExtension = (properties: JsonObject): OsType =>
  isSnapshotExtensionOf("Linux", properties) ? "Linux" : "Windows";

function hasSecretsOf({ properties, retainsSecrets }: ExtensionWrite, old: Document | undefined): boolean {
  const secrets = properties["protectedSettings"];
  if (secrets === undefined && retainsSecrets === true) return old?.hidden["hasSecrets"] !== false;
  return hasUsableSecrets(isJsonObject(secrets) ? secrets : undefined, osTypeOfExtension(properties));
}

/** The run of the snapshot extension that its settings start, or the previous run. */
function runOf(azure: Azure, { vmId, properties }: ExtensionWrite, { old, hasSecrets }: Before): Json | undefined {
  const before = old?.hidden["run"];
  if (!isSnapshotExtension(properties)) return before;
  const settings = objectAt(properties, "settings");
  if (!hasSecrets || !isReported(settings, osTypeOfExtension(properties))) return before;
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
