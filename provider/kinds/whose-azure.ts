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
export const mayAnswerFor = (made: string, answers: string): boolean =>
  made === answers || !(isCloudName(made) || isCloudName(answers));

/** Throws `Refused` where the state says that another cloud holds the resource than the one that answers; before anything is asked. */
export function requireSameAzure(kindName: string, id: string, state: JsonObject, answers: string): void {
  const made = textAt(state, "endpoint");
  if (made === undefined || mayAnswerFor(made, answers)) return;
  throw new BackupError(
    "Refused",
    `${kindName} ${nameOf(id)} is at ${made}, as its state says, and azure-vm-backup:endpoint is ${answers}: nothing was asked and nothing was changed. Set it back (pulumi config set azure-vm-backup:endpoint ${made}, and no other in AZURE_VM_BACKUP_ENDPOINT), and use another stack for another endpoint.`,
  );
}
