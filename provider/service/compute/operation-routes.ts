/** Where the long-running operations of Microsoft.Compute are read. */
import type { JsonObject } from "../../core/json.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { type OperationState, readOperation, retryAfter } from "../schedule/operations.js";
import { computeTime } from "./resource.js";

const LOCATION = "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}";

function required(call: Call, azure: Azure): OperationState {
  const found = readOperation(azure, param(call, "subscription"), param(call, "operation"));
  if (found !== undefined) return found;
  throw refusal(404, "NotFound", `The operation '${param(call, "operation")}' was not found.`);
}

/** The output of an operation: the resource as it is now, an access URL, or nothing. */
function outputOf(azure: Azure, { facts }: OperationState): JsonObject | undefined {
  if (facts["accessSAS"] !== undefined) return { accessSAS: facts["accessSAS"] };
  return facts["output"] === undefined ? undefined : azure.documents.get(facts["output"])?.body;
}

function getOperation(call: Call, azure: Azure): Reply {
  const state = required(call, azure);
  if (call.query.get("monitor") === "true") return monitored(azure, state);
  const output = state.done ? outputOf(azure, state) : undefined;
  const startTime = computeTime(new Date(state.startTime));
  if (!state.done) {
    return { status: 200, headers: retryAfter(azure), body: { startTime, status: "InProgress", name: state.name } };
  }
  const endTime = computeTime(azure.now);
  const body: JsonObject = {
    startTime,
    endTime,
    status: "Succeeded",
    ...(output === undefined ? {} : { properties: { output } }),
    name: state.name,
  };
  return { status: 200, body };
}

function monitored(azure: Azure, state: OperationState): Reply {
  if (!state.done) return { status: 202, headers: retryAfter(azure) };
  const output = outputOf(azure, state);
  return output === undefined ? { status: 200 } : { status: 200, body: output };
}

export const computeOperationRoutes: readonly Route[] = [
  { method: "GET", template: `${LOCATION}/operations/{operation}`, access: "poll", handle: getOperation },
  { method: "GET", template: `${LOCATION}/DiskOperations/{operation}`, access: "poll", handle: getOperation },
];
