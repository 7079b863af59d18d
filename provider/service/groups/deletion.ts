/** The deletion of a resource group with all that it contains. */

import { BackupError } from "../../core/errors.js";
import { textAt } from "../../core/json.js";
import { calledGroupId, GROUP, requireGroup, SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { accepted, asyncHeaders, readOperation, startOperation } from "../schedule/operations.js";
import type { Document } from "../store/documents.js";

const TOOK_MS = 60_000;

/** What the deletion of a group does to the resources of one type in it. */
interface GroupDeletion {
  readonly type: string;
  /** Deletes one resource as its own DELETE does. Throws the refusal of that DELETE. */
  readonly remove: (azure: Azure, resource: Document) => void;
}

const remove =
  (deletions: readonly GroupDeletion[]): Route["handle"] =>
  (call, azure) => {
    const group = requireGroup(azure, calledGroupId(call));
    for (const deletion of deletions) removeAll(azure, group, deletion);
    azure.documents.removeTree(group.id);
    // A deployment that still runs in the group is deleted with it, and so are its secrets.
    azure.documents.emptyLogAfterCommit();
    const name = startOperation(azure, { subscription: param(call, "subscription"), tookMs: TOOK_MS });
    const location = `/subscriptions/${param(call, "subscription")}/operationresults/${name}`;
    return accepted(asyncHeaders(call, azure, { location }));
  };

/**
 * A resource that cannot be deleted prevents the deletion of its group. Azure accepts the deletion and reports this when it
 * fails; the embedded Azure refuses at once and deletes nothing. The choice is ours.
 */
function removeAll(azure: Azure, group: Document, { type, remove }: GroupDeletion): void {
  for (const resource of azure.documents.list({ type, scope: group.id })) {
    try {
      remove(azure, resource);
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      throw refusal(
        409,
        "ResourceGroupDeletionBlocked",
        `Deletion of resource group '${textAt(group.body, "name")}' failed as resources with identifiers '${resource.id}' could not be deleted. The provisioning state of the resource group will be rolled back.`,
        { details: [{ code: error.azureCode ?? error.code, target: resource.id, message: error.message }] },
      );
    }
  }
}

function deletionResult(call: Call, azure: Azure): Reply {
  const state = readOperation(azure, param(call, "subscription"), param(call, "operation"));
  if (state === undefined || state.done) return { status: 200 };
  return accepted(asyncHeaders(call, azure, { location: call.path }));
}

/** The routes over what groups contain; `deletions` in the order in which a group's resources are deleted. */
export const groupRoutes = (deletions: readonly GroupDeletion[]): readonly Route[] => [
  { method: "DELETE", template: GROUP, access: "write", handle: remove(deletions) },
  { method: "GET", template: `${SUBSCRIPTION}/operationresults/{operation}`, access: "poll", handle: deletionResult },
];
