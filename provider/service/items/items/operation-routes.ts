/** Where the long-running operations of vaults and of what is in them are read. Source: the recordings, protocols A, B and C. */
import type { JsonObject } from "../../../core/json.js";
import { eraId, isSince } from "../../azure/eras.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import { clockRoute } from "../../schedule/clock.js";
import { asyncHeaders, type OperationState, readOperation, retryAfter } from "../../schedule/operations.js";
import { shownVault } from "../../vaults/vault/body.js";
import { requireVault, settledVault, VAULT, vaultId } from "../../vaults/vault/document.js";
import { shownItem } from "./document.js";
import { calledItemId, ITEM } from "./routes.js";

const NEVER = "0001-01-01T00:00:00";

function required(call: Call, azure: Azure): OperationState {
  const found = readOperation(azure, param(call, "subscription"), param(call, "operation"));
  if (found !== undefined) return found;
  throw refusal(404, "OperationNotFound", `The operation '${param(call, "operation")}' was not found.`);
}

/** How an item's operation stands. Its end is told to be its start, as recorded. */
function itemStatus(call: Call, azure: Azure): Reply {
  requireVault(call, azure);
  const { name, done, startTime, job, facts } = required(call, azure);
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
  const properties = { objectType: "OperationStatusJobExtendedInfo", jobId: job?.id.split("/").at(-1) ?? "" };
  return ok({ ...body, ...error, properties });
}

/** Who reads the result alone must be told that there is none. */
function itemResult(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const { done, facts } = required(call, azure);
  if (!done) return pending(call, azure);
  if (facts["errorCode"] !== undefined) throw refusal(400, facts["errorCode"], facts["errorMessage"] ?? "");
  const item = call.params["item"] === undefined ? undefined : azure.documents.get(calledItemId(call, vault));
  return item === undefined ? noContent : ok(shownItem(call, azure, item));
}

/** 202 again, with the same Location. */
const pending = (call: Call, azure: Azure): Reply => ({
  status: 202,
  headers: asyncHeaders(call, azure, { location: eraId(call, call.path) }),
});

function plainResult(call: Call, azure: Azure): Reply {
  settledVault(call, azure);
  return required(call, azure).done ? noContent : pending(call, azure);
}

/** The end of a vault's deletion is told too, though the vault is gone. In the recordings some clients found 404 instead. */
function vaultStatus(call: Call, azure: Azure): Reply {
  const state = required(call, azure);
  const id = vaultId(call);
  const body = {
    id: `${id}/operationStatus/${state.name}`,
    name: state.name,
    status: state.done ? "Succeeded" : "InProgress",
    ...(isSince(call, "2022-09-01") ? {} : { percentComplete: 0 }),
  };
  if (state.done) return ok(body);
  const headers = asyncHeaders(call, azure, {
    operation: call.path,
    ...(state.facts["verb"] === "PUT" ? {} : { location: `${id}/operationResults/${state.name}` }),
  });
  return { status: 200, headers, body };
}

function vaultResult(call: Call, azure: Azure): Reply {
  const state = required(call, azure);
  if (!state.done) return pending(call, azure);
  const vault = azure.documents.get(vaultId(call));
  return vault === undefined ? noContent : ok(shownVault(call, vault, "whole"));
}

const FABRIC = `${VAULT}/backupFabrics/{fabric}`;
const JOB = `${VAULT}/backupJobs/{job}`;
const POINT = `${ITEM}/recoveryPoints/{point}`;

const poll = (template: string, handle: Route["handle"]): Route => ({
  method: "GET",
  template,
  access: "poll",
  handle,
});

export const operationRoutes: readonly Route[] = [
  poll(`${VAULT}/operationStatus/{operation}`, vaultStatus),
  poll(`${VAULT}/operationResults/{operation}`, vaultResult),
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
  clockRoute,
];
