/** Where the long-running operations below a vault are read. Source: the recordings, protocols A, B and C. */
import { nameOf } from "../../../arm/resource-id.js";
import type { JsonObject } from "../../../core/json.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../../azure/route.js";
import { pending, poll, requireOperation, retryAfter } from "../../schedule/operations.js";
import { requireVault, settledVault, VAULT } from "../../vaults/vault/index.js";
import { calledItemId, ITEM } from "../containers/calls.js";
import { FABRIC } from "../containers/routes.js";
import { renderItem } from "./document.js";

const NEVER = "0001-01-01T00:00:00";

/** The status of an item's operation. Its end time equals its start time, as recorded. */
function itemStatus(call: Call, azure: Azure): Reply {
  requireVault(call, azure);
  const { name, done, startTime, job, facts } = requireOperation(call, azure);
  const { errorCode, errorMessage } = facts;
  const ending = errorCode === undefined ? "Succeeded" : "Failed";
  const body: JsonObject = {
    id: name,
    name,
    status: done ? ending : "InProgress",
    startTime,
    endTime: done ? startTime : NEVER,
  };
  if (!done) return { status: 200, headers: retryAfter(azure), body };
  const error = errorCode === undefined ? {} : { error: { code: errorCode, message: errorMessage ?? "" } };
  if (errorCode !== undefined && job === undefined) return ok({ ...body, ...error });
  const properties = { objectType: "OperationStatusJobExtendedInfo", jobId: job === undefined ? "" : nameOf(job.id) };
  return ok({ ...body, ...error, properties });
}

/** The result of an operation. A failed one throws, since a client may read only the result. */
function itemResult(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const { done, facts } = requireOperation(call, azure);
  if (!done) return pending(call, azure);
  if (facts["errorCode"] !== undefined) throw refusal(400, facts["errorCode"], facts["errorMessage"] ?? "");
  const item = call.params["item"] === undefined ? undefined : azure.documents.get(calledItemId(call, vault));
  return item === undefined ? noContent : ok(renderItem(call, azure, { vault, item }));
}

function plainResult(call: Call, azure: Azure): Reply {
  settledVault(call, azure);
  return requireOperation(call, azure).done ? noContent : pending(call, azure);
}

const JOB = `${VAULT}/backupJobs/{job}`;
const POINT = `${ITEM}/recoveryPoints/{point}`;

export const itemOperationRoutes: readonly Route[] = [
  poll(`${VAULT}/backupOperations/{operation}`, itemStatus),
  poll(`${VAULT}/backupOperationResults/{operation}`, itemResult),
  poll(`${ITEM}/operationsStatus/{operation}`, itemStatus),
  poll(`${ITEM}/operationResults/{operation}`, itemResult),
  poll(`${POINT}/operationsStatus/{operation}`, itemStatus),
  poll(`${POINT}/operationResults/{operation}`, itemResult),
  poll(`${FABRIC}/operationResults/{operation}`, plainResult),
  poll(`${FABRIC}/operationsStatus/{operation}`, itemStatus),
  poll(`${VAULT}/backupJobs/operationResults/{operation}`, plainResult),
  poll(`${JOB}/operationResults/{operation}`, plainResult),
  poll(`${JOB}/operationsStatus/{operation}`, itemStatus),
];
