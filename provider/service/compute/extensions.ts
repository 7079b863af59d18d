/** Extensions of machines as documents. */
import type { JsonObject } from "../../core/json.js";
import type { OsType } from "../../rules/consistency.js";
import { SNAPSHOT_EXTENSIONS, SNAPSHOT_PUBLISHER } from "../../rules/extension-settings.js";
import type { Azure } from "../route.js";
import type { Document } from "../store/documents.js";

export const EXTENSION_TYPE = "Microsoft.Compute/virtualMachines/extensions";

export interface ExtensionWish {
  readonly machineId: string;
  readonly name: string;
  readonly location: string;
  readonly properties: JsonObject;
  readonly tags?: JsonObject;
}

/** Writes an extension; protected settings go in and never come out. */
export function putExtension(azure: Azure, wish: ExtensionWish): Document {
  const id = `${wish.machineId}/extensions/${wish.name}`;
  const { protectedSettings: _, ...properties } = wish.properties;
  const body: JsonObject = {
    name: wish.name,
    id,
    type: EXTENSION_TYPE,
    location: wish.location,
    ...(wish.tags === undefined ? {} : { tags: wish.tags }),
    properties: { autoUpgradeMinorVersion: false, ...properties, provisioningState: "Succeeded" },
  };
  return azure.documents.put({ id, type: EXTENSION_TYPE, scope: wish.machineId, body });
}

export const extensionsOf = (azure: Azure, machineId: string): Document[] =>
  azure.documents.list({ type: EXTENSION_TYPE, scope: machineId });

/** Puts on a machine the extension by which Azure Backup takes its snapshots, where it is not there yet. Source: Azure/azure-linux-extensions, VMBackup. */
export function ensureSnapshotExtension(azure: Azure, machine: Document, osType: OsType): void {
  const { type, version } = SNAPSHOT_EXTENSIONS[osType];
  if (azure.documents.get(`${machine.id}/extensions/${type}`) !== undefined) return;
  putExtension(azure, {
    machineId: machine.id,
    name: type,
    location: String(machine.body["location"] ?? ""),
    properties: {
      publisher: SNAPSHOT_PUBLISHER,
      type,
      typeHandlerVersion: version,
      autoUpgradeMinorVersion: true,
      settings: {},
    },
  });
}
