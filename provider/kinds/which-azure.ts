/**
 * A resource is asked about where it was made, and nowhere else. Elsewhere it is not there: a refresh would drop it from
 * the state, and a destroy would succeed without deleting anything. An embedded Azure may be reached through a URL one
 * day and in process the next, so that only clouds are told apart.
 */
import { nameOf } from "../arm/resource-id.js";
import { isCloudName } from "../core/clouds.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, textAt } from "../core/json.js";

/** Whether what was made at one endpoint may be asked about at the other. */
export const isSameAzure = (stateEndpoint: string, endpoint: string): boolean =>
  stateEndpoint === endpoint || !(isCloudName(stateEndpoint) || isCloudName(endpoint));

/** Throws `Refused` where the state says that another cloud holds the resource than the one that answers; before anything is asked. */
export function requireSameAzure(kindName: string, id: string, state: JsonObject, endpoint: string): void {
  const stateEndpoint = textAt(state, "endpoint");
  if (stateEndpoint === undefined || isSameAzure(stateEndpoint, endpoint)) return;
  throw new BackupError(
    "Refused",
    `${kindName} ${nameOf(id)} is at ${stateEndpoint}, as its state says, and azure-vm-backup:endpoint is ${endpoint}: nothing was asked and nothing was changed. Set it back (pulumi config set azure-vm-backup:endpoint ${stateEndpoint}, and no other in AZURE_VM_BACKUP_ENDPOINT), and use another stack for another endpoint.`,
  );
}
