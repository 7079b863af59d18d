/**
 * A deployment as long-running work. It puts its resources one after the other through the service's own routes and follows the
 * operations that they start: at the real pace it polls every five seconds, as a client would; at the other paces a stage is a
 * resource. What a resource wrote before it was refused is rolled back; what was deployed before it is retained, as in Azure.
 */
import { isOfType } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { Plan, PlannedResource } from "../../template/index.js";
import { isoDuration } from "../../time/durations.js";
import type { Azure, Reply } from "../azure/route.js";
import { requireApiVersion } from "../azure/targets.js";
import type { Stages } from "../schedule/stages.js";
import type { Outcome, Step } from "../schedule/step.js";
import {
  CLEARED_FACTS,
  DEPLOYMENT_TYPE,
  type DeploymentFacts,
  planOf,
  readFacts,
  redacted,
  secretsOf,
} from "./document.js";
import { createdResources, errorOf, type ResourceResult, recordOperation } from "./operations.js";
import { runtimeOf } from "./runtime.js";

const POLL_INTERVAL_MS = 5_000;
/** Twenty minutes: more than any resource takes. A nested deployment waits for its own resources. */
const POLLS_PER_RESOURCE = 240;
const POLLS_PER_DEPLOYMENT = 20 * POLLS_PER_RESOURCE;

const isNested = ({ id }: PlannedResource): boolean => isOfType(id, DEPLOYMENT_TYPE);

const pollCount = ({ resources }: Plan): number =>
  resources.reduce((sum, one) => sum + (isNested(one) ? POLLS_PER_DEPLOYMENT : POLLS_PER_RESOURCE), 1);

/** The stages of a deployment: more polls than it needs, since it ends before they do. */
export const stagesOf = (plan: Plan): Stages => ({ everyMs: POLL_INTERVAL_MS, count: pollCount(plan) });

interface Deployment {
  readonly azure: Azure;
  readonly facts: DeploymentFacts;
  readonly plan: Plan;
  readonly ids: { readonly document: string; readonly resource: string };
}

/** The index of the next resource, and the URL of the operation that its PUT started. */
interface Progress {
  readonly next: number;
  readonly pending: string | undefined;
}

/**
 * One stage of a deployment: at the real pace it continues while resources are created at once; at the other paces it ends
 * after one resource.
 */
function deploy(step: Step): Outcome {
  const facts = readFacts(step.facts);
  const ids = { document: step.id, resource: textAt(step.body, "id") ?? step.id };
  const deployment: Deployment = { azure: step.azure, facts, ids, plan: planOf(facts) };
  const { resources } = deployment.plan;
  let progress: Progress = { next: Number(step.facts["next"] ?? 0), pending: textAt(step.facts, "pending") };
  for (;;) {
    const resource = resources[progress.next];
    if (resource === undefined) return ended(step, deployment);
    const { result, pending } = advanceResource(deployment, resource, progress.pending);
    recordOperation(step.azure, ids, resource, result);
    if (result.error !== undefined) return failed(step, deployment, { resource, error: result.error });
    if (result.state === "Running") return waiting(step, deployment, { ...progress, pending });
    progress = { next: progress.next + 1, pending: undefined };
    if (endsHere(step, progress.next < resources.length)) return continued(step, progress);
  }
}

/** A deployment that has no polls left fails: what it waits for may never end. */
function waiting(step: Step, deployment: Deployment, progress: Progress): Outcome {
  const resource = deployment.plan.resources[progress.next];
  if (resource === undefined || step.stage + 1 < pollCount(deployment.plan)) return continued(step, progress);
  const message = "The resource was not created within 20 minutes.";
  return failed(step, deployment, { resource, error: { code: "DeploymentTimedOut", message } });
}

/** At the paces where a stage is a resource, the stage ends with it; the last resource ends the deployment. */
const endsHere = ({ azure }: Step, isMoreToDo: boolean): boolean => azure.pace.kind !== "real" && isMoreToDo;

const continued = ({ body }: Step, { next, pending }: Progress): Outcome => ({
  body: { ...body, properties: { ...objectAt(body, "properties"), provisioningState: "Running" } },
  facts: { next, pending },
});

interface ResourceProgress {
  readonly result: ResourceResult;
  readonly pending?: string;
}

/** Puts a resource, or polls the operation that its PUT started. */
function advanceResource(
  deployment: Deployment,
  resource: PlannedResource,
  pending: string | undefined,
): ResourceProgress {
  try {
    if (pending !== undefined) return follow(deployment, pending);
    const reply = put(deployment, resource);
    const operation = operationOf(reply);
    return operation === undefined
      ? { result: { state: "Succeeded", status: reply.status } }
      : follow(deployment, operation);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    const { azureCode, code, message, details } = error;
    const fault = { code: azureCode ?? code, message, ...(details.length > 0 ? { details } : {}) };
    return { result: refused(deployment, error.status, fault) };
  }
}

const refused = ({ facts, plan }: Deployment, status: number, error: JsonObject): ResourceResult => ({
  state: "Failed",
  status,
  error: objectAt({ error: redacted(error, secretsOf(facts, plan)) }, "error"),
});

/** The header with the secure values of the outer deployment for a nested one: in base64, separated by commas. */
export const INHERITED_HEADER = "x-ms-azvb-inherited-secrets";

function put({ azure, facts, plan }: Deployment, resource: PlannedResource): Reply {
  const secrets = secretsOf(facts, plan).map((text) => Buffer.from(text, "utf8").toString("base64"));
  const { id: path, apiVersion } = resource;
  return azure.documents.attempt(() => {
    const body = resource.body(runtimeOf(azure));
    requireApiVersion({ path, apiVersion, body });
    const headers = isNested(resource) ? { [INHERITED_HEADER]: secrets.join(",") } : {};
    return azure.ask(azure, { method: "PUT", path, apiVersion, body, headers });
  });
}

const operationOf = ({ status, headers = {} }: Reply): string | undefined =>
  headers["Azure-AsyncOperation"] ?? (status === 202 ? headers["Location"] : undefined);

/**
 * The maximum number of reads of one operation in a stage: at the paces where a stage is a resource, it is read until it ends.
 */
const MAX_READS = 1_000;

function follow(deployment: Deployment, operation: string): ResourceProgress {
  const reads = deployment.azure.pace.kind === "real" ? 1 : MAX_READS;
  for (let read = 0; read < reads; read++) {
    const result = readOperation(deployment, operation);
    if (result.state !== "Running") return { result };
  }
  return { result: { state: "Running", status: 202 }, pending: operation };
}

function readOperation(deployment: Deployment, operation: string): ResourceResult {
  const { azure } = deployment;
  const { pathname, searchParams } = new URL(operation);
  const { status, body } = azure.ask(azure, {
    method: "GET",
    path: decodeURIComponent(pathname),
    apiVersion: searchParams.get("api-version") ?? "",
    query: searchParams,
  });
  const operationState = textAt(body, "status") ?? "Succeeded";
  if (status === 202 || /^(InProgress|Running|Accepted)$/i.test(operationState))
    return { state: "Running", status: 202 };
  if (/^(Failed|Canceled)$/i.test(operationState)) return refused(deployment, 409, errorOf(body));
  return { state: "Succeeded", status: 200 };
}

/** Ends a deployment whose resources are all created: evaluates the outputs. */
function ended(step: Step, deployment: Deployment): Outcome {
  try {
    const outputs = redacted(
      deployment.plan.outputs(runtimeOf(step.azure)),
      secretsOf(deployment.facts, deployment.plan),
    );
    return over(step, deployment, { provisioningState: "Succeeded", outputs });
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    const fault = {
      code: "DeploymentOutputEvaluationFailed",
      message: `Unable to evaluate template outputs: ${error.message}`,
    };
    return over(step, deployment, failure(deployment, redacted(fault, secretsOf(deployment.facts, deployment.plan))));
  }
}

interface Failure {
  readonly resource: PlannedResource;
  readonly error: JsonObject;
}

function failed(step: Step, deployment: Deployment, { resource, error }: Failure): Outcome {
  const target = redacted(resource.id, secretsOf(deployment.facts, deployment.plan));
  return over(step, deployment, failure(deployment, { ...error, target }));
}

const failure = ({ ids }: Deployment, detail: JsonObject[string]): JsonObject => ({
  provisioningState: "Failed",
  error: {
    code: "DeploymentFailed",
    target: ids.resource,
    message:
      "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.",
    details: [detail ?? null],
  },
});

function over({ azure, body }: Step, { facts, ids }: Deployment, result: JsonObject): Outcome {
  azure.documents.emptyLogAfterCommit();
  const properties: JsonObject = {
    ...objectAt(body, "properties"),
    ...result,
    timestamp: azure.now.toISOString(),
    duration: isoDuration(azure.now.getTime() - Date.parse(facts.startedAt)),
    outputResources: createdResources(azure, ids.document),
  };
  return { body: { ...body, properties }, facts: CLEARED_FACTS, over: true };
}

export const deploymentWork = { deploy: { endStage: deploy } };
