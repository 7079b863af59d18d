/**
 * Reads and replaces the fault plan, at a path that Azure does not have:
 *
 *   PUT    /_azvb/faults   replaces the plan by the one in the body, and resets the counts
 *   GET    /_azvb/faults   returns the plan with its counts
 *   DELETE /_azvb/faults   deletes the plan
 *
 * The plan does not apply to these calls.
 */
import { randomUUID } from "node:crypto";
import type { Fetch } from "../../arm/fetch.js";
import { BackupError } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { errorResponse, response } from "../azure/envelope.js";
import type { Reply } from "../azure/route.js";
import { readText } from "../wire/index.js";
import { type ActivePlan, activePlan, type FaultCount } from "./counts.js";
import type { FailJob, Fault } from "./fault.js";
import { parseFaults } from "./plan.js";

/** The path of the fault plan. */
export const FAULTS_PATH = "/_azvb/faults";

/** The fault plan of a process, which can be replaced while it serves; undefined where none is active. */
export interface PlanHolder {
  current(): ActivePlan | undefined;
  replace(plan: ActivePlan | undefined): void;
}

/** Answers the calls of `/_azvb/faults`. */
export const faultPlanRoute =
  (plan: PlanHolder): Fetch =>
  (request) =>
    answer(request, plan);

async function answer(request: Request, plan: PlanHolder): Promise<Response> {
  const requestId = randomUUID();
  try {
    if (request.method === "PUT") plan.replace(activePlan(requireOwn(parseFaults(await readText(request)))));
    else if (request.method === "DELETE") plan.replace(undefined);
    else if (request.method !== "GET") throw notAllowed(request.method);
    return response(planReply(request.method, plan.current()?.counts() ?? []), request, requestId);
  } catch (error) {
    return errorResponse(error, request, requestId);
  }
}

const planReply = (method: string, counts: readonly FaultCount[]): Reply =>
  method === "DELETE" ? { status: 204 } : { status: 200, body: { faults: counts.map(entryOf) } };

const notAllowed = (method: string): BackupError =>
  new BackupError("InvalidInput", `${FAULTS_PATH} does not support ${method}. Supported: GET, PUT, DELETE.`, {
    status: 405,
    azureCode: "MethodNotAllowed",
  });

/** A client may end this process, but no other one of the computer. */
function requireOwn(faults: readonly Fault[]): readonly Fault[] {
  const entry = faults.findIndex((fault) => fault.verb === "crash" && fault.andProcessOf !== undefined);
  if (entry === -1) return faults;
  throw new BackupError(
    "InvalidInput",
    `Entry ${entry} of the fault plan: "andProcessOf" is accepted only from a file; expected a plan without it.`,
  );
}

/** An entry in the form of a plan, with its counts. A quota applies by time, not by count. */
function entryOf({ fault, matched, struck }: FaultCount): JsonObject {
  const { method, path, call, times } = fault;
  // The source of a regular expression has escaped slashes, which a plan does not need.
  const source = path?.source.replaceAll("\\/", "/");
  const matching = { ...(method ? { method } : {}), ...(source ? { path: source } : {}) };
  const which = fault.verb === "quota" ? {} : { call, times };
  return { ...verbOf(fault), ...matching, ...which, matched, struck };
}

function verbOf(fault: Fault): JsonObject {
  switch (fault.verb) {
    case "fail": {
      const { status, code, message, moment } = fault;
      return { fail: { status, code, message, moment } };
    }
    case "slow":
      return { slow: { delayMs: fault.delayMs } };
    case "throttle":
      return { throttle: { retryAfterSeconds: fault.retryAfterSeconds } };
    case "quota":
      return { quota: { calls: fault.calls, periodSeconds: fault.periodSeconds } };
    case "failJob":
      return { failJob: jobFailureOf(fault) };
    default:
      return { [fault.verb]: fault.moment };
  }
}

function jobFailureOf({ operation, task, error }: FailJob): JsonObject {
  const { errorCode: code, errorTitle: title, errorString: message, recommendations } = error;
  return {
    operation,
    ...(task === undefined ? {} : { task }),
    code,
    title,
    message,
    recommendations: [...recommendations],
  };
}
