/**
 * Requests for a resource go only to the cloud where it was created. In another cloud it does not exist: a refresh would
 * remove it from the state, and a destroy would succeed without deleting anything. The same embedded Azure can be reached
 * through a URL or in process, so only real clouds are distinguished.
 */
import { nameOf } from "../arm/resource-id.js";
import { isCloudName } from "../core/clouds.js";
import { BackupError } from "../core/errors.js";
import { type JsonObject, textAt } from "../core/json.js";

/** Whether two endpoints may be the same Azure. */
export const isSameAzure = (stateEndpoint: string, endpoint: string): boolean =>
  stateEndpoint === endpoint || !(isCloudName(stateEndpoint) || isCloudName(endpoint));

/** Throws `Refused`, before any request, if the state names another cloud than the current endpoint. */
export function requireSameAzure(kindName: string, id: string, state: JsonObject, endpoint: string): void {
  const stateEndpoint = textAt(state, "endpoint");
  if (stateEndpoint === undefined || isSameAzure(stateEndpoint, endpoint)) return;
  throw new BackupError(
    "Refused",
    `The state of ${kindName} ${nameOf(id)} has the endpoint ${stateEndpoint}, but the current endpoint is ${endpoint}. No request was sent and nothing was changed. Run pulumi config set azure-vm-backup:endpoint ${stateEndpoint}, unset AZURE_VM_BACKUP_ENDPOINT if it names another endpoint, and use a separate stack for each endpoint. A refresh and a destroy use the configuration of the last up: set AZURE_VM_BACKUP_ENDPOINT=${stateEndpoint} for them.`,
  );
}
