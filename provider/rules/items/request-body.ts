/**
 * What the bodies of restores and backups say about what their paths name, and ids and zones in them. Sources: RestoreRequest and
 * BackupRequest of Azure Backup's REST API; the zones are those of azure-cli (`az backup restore restore-disks --target-zone`).
 * All recorded requests name the recovery point and the VM of their paths. The texts are ours.
 */

import { type Json, type JsonObject, listAt, textAt } from "../../core/json.js";
import { LONGEST_ID, shortened } from "../../core/shorten.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";
import { idFault } from "../shared/resource-ids.js";

interface RestoreBody {
  /** The properties of the request. */
  readonly request: JsonObject;
  /** The name of the recovery point in the path. */
  readonly pointName: string;
  /** The ARM id of the VM that the item protects. */
  readonly vmId: string;
}

const refusedRestore = (message: string) => refused("BMSUserErrorInvalidRestoreRequest", message);

/** Refuses a restore whose body names another recovery point or VM than its path, or has an id or zone that cannot exist. */
export function restoreBodyFault({ request, pointName, vmId }: RestoreBody): RuleFault | undefined {
  return firstFault(
    () => pointFault(textAt(request, "recoveryPointId"), pointName),
    () => sourceFault(textAt(request, "sourceResourceId"), vmId),
    () => rehydrationFault(request),
    ...Object.entries(ID_TYPES).map(
      ([name, types]) =>
        () =>
          typedIdFault(request, name, types),
    ),
    () => zonesFault(listAt(request, "zones")),
  );
}

const isSame = (left: string, right: string): boolean =>
  left.replace(/\/$/, "").toLowerCase() === right.replace(/\/$/, "").toLowerCase();

/** Clients send the name of the point; its id names the same. */
function pointFault(found: string | undefined, pointName: string): RuleFault | undefined {
  if (!isSet(found) || isSame(found.slice(found.lastIndexOf("/") + 1), pointName)) return undefined;
  return refusedRestore(
    `properties.recoveryPointId is '${shortened(found, LONGEST_ID)}', but the path names the recovery point '${pointName}'.`,
  );
}

function sourceFault(found: string | undefined, vmId: string): RuleFault | undefined {
  if (!isSet(found) || isSame(found, vmId)) return undefined;
  return refusedRestore(
    `properties.sourceResourceId is '${shortened(found, LONGEST_ID)}', but the item in the path protects '${vmId}'.`,
  );
}

const REHYDRATION = "IaasVMRestoreWithRehydrationRequest";

function rehydrationFault(request: JsonObject): RuleFault | undefined {
  const isRehydration = textAt(request, "objectType")?.toLowerCase() === REHYDRATION.toLowerCase();
  if (!isRehydration || (request["recoveryPointRehydrationInfo"] ?? null) !== null) return undefined;
  return refusedRestore(
    `properties.recoveryPointRehydrationInfo is missing: ${REHYDRATION} requires it. Use IaasVMRestoreRequest for a recovery point that is not archived.`,
  );
}

/** The properties that are ids, with the types of what they name. */
const ID_TYPES: Readonly<Record<string, readonly string[]>> = {
  storageAccountId: ["Microsoft.Storage/storageAccounts", "Microsoft.ClassicStorage/storageAccounts"],
  virtualNetworkId: ["Microsoft.Network/virtualNetworks", "Microsoft.ClassicNetwork/virtualNetworks"],
  subnetId: ["Microsoft.Network/virtualNetworks/subnets", "Microsoft.ClassicNetwork/virtualNetworks/subnets"],
  diskEncryptionSetId: ["Microsoft.Compute/diskEncryptionSets"],
};

function typedIdFault(request: JsonObject, name: string, types: readonly string[]): RuleFault | undefined {
  const id = textAt(request, name);
  if (!isSet(id) || idFault({ id, path: name, types }) === undefined) return undefined;
  return refusedRestore(
    `properties.${name} is '${shortened(id, LONGEST_ID)}': expected the id of a resource of the type ${types[0]}.`,
  );
}

const ZONES = ["1", "2", "3", "NoZone"];

function zonesFault(zones: readonly Json[]): RuleFault | undefined {
  const wrong = zones.map(String).find((zone) => !ZONES.some((known) => isSame(known, zone)));
  if (wrong === undefined) return undefined;
  return refusedRestore(`properties.zones contains '${shortened(wrong)}': expected one of ${ZONES.join(", ")}.`);
}

/** Refuses a backup of another workload than a VM. */
export function backupTypeFault(request: JsonObject): RuleFault | undefined {
  const found = textAt(request, "objectType") ?? "";
  if (found.toLowerCase() === "iaasvmbackuprequest") return undefined;
  return refused(
    "BadRequest",
    `properties.objectType is '${shortened(found, LONGEST_ID)}': expected IaasVMBackupRequest, since the item is a virtual machine.`,
  );
}

/** An empty string is no value. */
const isSet = (text: string | undefined): text is string => text !== undefined && text !== "";
