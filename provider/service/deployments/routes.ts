/**
 * Deployments of ARM templates to a resource group, and their operations. Source: Deployments and Deployment Operations of the
 * Azure Resource Manager REST API, api-version 2021-04-01.
 */
import { objectAt, textAt } from "../../core/json.js";
import { warned } from "../azure/refuse.js";
import { noContent, ok } from "../azure/replies.js";
import { calledGroupId, GROUP, requireGroup } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { accepted, asyncHeaders, retryAfter, startOperation } from "../schedule/operations.js";
import { isFinished, settle } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { DEPLOYMENT_TYPE } from "./document.js";
import { operationsOf } from "./operations.js";
import { whatIf } from "./what-if.js";
import { acceptedBody, deploymentRequest, documentId, plannedFor, requireIdle, startDeployment } from "./writes.js";

const DELETION_TOOK_MS = 5_000;

const calledDocumentId = (call: Call): string => documentId(calledGroupId(call), param(call, "deployment"));
const deploymentId = (group: Document, call: Call): string =>
  `${group.id}/providers/${DEPLOYMENT_TYPE}/${param(call, "deployment")}`;

function put(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  const facts = deploymentRequest(call, azure, group);
  const id = calledDocumentId(call);
  const old = azure.documents.get(id);
  requireIdle(old === undefined ? undefined : settle(azure, old, "other"), facts.name);
  const plan = plannedFor(facts);
  const body = acceptedBody(deploymentId(group, call), facts, plan);
  const headers = asyncHeaders(call, azure, {
    operation: `${String(body["id"])}/operationStatuses/${facts.correlationId}`,
  });
  startDeployment(azure, id, body, { facts, plan });
  return warned({ status: old === undefined ? 201 : 200, headers, body }, plan.warnings);
}

/** Validates a deployment and returns the resources that it would create. Nothing is deployed. */
function validate(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  const facts = deploymentRequest(call, azure, group);
  const plan = plannedFor(facts);
  const body = acceptedBody(deploymentId(group, call), facts, plan);
  const properties = {
    ...objectAt(body, "properties"),
    provisioningState: "Succeeded",
    validatedResources: plan.resources.map(({ id }) => ({ id })),
  };
  return warned(ok({ ...body, properties }), plan.warnings);
}

/** Returns what a deployment would change. The result is available at once; Azure answers 202 first. */
function previewChanges(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  const facts = deploymentRequest(call, azure, group);
  const plan = plannedFor(facts);
  const resultFormat = textAt(call.body, "properties", "whatIfSettings", "resultFormat") ?? "";
  const format = resultFormat.toLowerCase() === "resourceidonly" ? "ResourceIdOnly" : "FullResourcePayloads";
  return ok({ status: "Succeeded", properties: { changes: whatIf(azure, facts, plan, format) } });
}

/** The deployment that a call names, settled by this read. Throws Azure's 404 `DeploymentNotFound`. */
function required(call: Call, azure: Azure): Document {
  requireGroup(azure, calledGroupId(call));
  const found = azure.documents.get(calledDocumentId(call));
  if (found !== undefined) return settle(azure, found, "read");
  throw refusal(404, "DeploymentNotFound", `Deployment '${param(call, "deployment")}' could not be found.`);
}

const get = (call: Call, azure: Azure): Reply => ok(required(call, azure).body);

const head = (call: Call, azure: Azure): Reply => ({
  status: azure.documents.get(calledDocumentId(call)) === undefined ? 404 : 204,
});

function list(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  return ok({ value: azure.documents.list({ type: DEPLOYMENT_TYPE, scope: group.id }).map(({ body }) => body) });
}

/** The status of a deployment, with the error of a failed one. */
function status(call: Call, azure: Azure): Reply {
  const deployment = required(call, azure);
  const properties = objectAt(deployment.body, "properties");
  if (textAt(properties, "correlationId") !== param(call, "operation")) {
    const message = `The operation '${param(call, "operation")}' of deployment '${param(call, "deployment")}' was not found.`;
    throw refusal(404, "DeploymentOperationNotFound", message);
  }
  const state = textAt(properties, "provisioningState") ?? "";
  if (!isFinished(deployment)) return { status: 200, headers: retryAfter(azure), body: { status: state } };
  return ok({ status: state, ...("error" in properties ? { error: objectAt(properties, "error") } : {}) });
}

function listOperations(call: Call, azure: Azure): Reply {
  const deployment = required(call, azure);
  return ok({ value: operationsOf(azure, deployment.id).map(({ body }) => body) });
}

function getOperation(call: Call, azure: Azure): Reply {
  const deployment = required(call, azure);
  const found = azure.documents.get(`${deployment.id}/operations/${param(call, "operation")}`);
  if (found !== undefined) return ok(found.body);
  const message = `The operation '${param(call, "operation")}' of deployment '${param(call, "deployment")}' was not found.`;
  throw refusal(404, "DeploymentOperationNotFound", message);
}

/** Deletes the record of a deployment; the deployed resources are retained. */
function remove(call: Call, azure: Azure): Reply {
  requireGroup(azure, calledGroupId(call));
  const found = azure.documents.get(calledDocumentId(call));
  if (found === undefined) return noContent;
  requireIdle(settle(azure, found, "other"), param(call, "deployment"));
  azure.documents.removeTree(found.id);
  const subscription = param(call, "subscription");
  const name = startOperation(azure, { subscription, tookMs: DELETION_TOOK_MS });
  return accepted(asyncHeaders(call, azure, { location: `/subscriptions/${subscription}/operationresults/${name}` }));
}

const DEPLOYMENTS = `${GROUP}/providers/${DEPLOYMENT_TYPE}`;
const DEPLOYMENT = `${DEPLOYMENTS}/{deployment}`;

export const deploymentRoutes: readonly Route[] = [
  { method: "PUT", template: DEPLOYMENT, access: "write", handle: put },
  { method: "GET", template: DEPLOYMENT, access: "poll", handle: get },
  { method: "HEAD", template: DEPLOYMENT, access: "read", handle: head },
  { method: "DELETE", template: DEPLOYMENT, access: "write", handle: remove },
  { method: "GET", template: DEPLOYMENTS, access: "read", handle: list },
  { method: "POST", template: `${DEPLOYMENT}/validate`, access: "read", handle: validate },
  { method: "POST", template: `${DEPLOYMENT}/whatIf`, access: "poll", handle: previewChanges },
  { method: "GET", template: `${DEPLOYMENT}/operationStatuses/{operation}`, access: "poll", handle: status },
  { method: "GET", template: `${DEPLOYMENT}/operations`, access: "poll", handle: listOperations },
  { method: "GET", template: `${DEPLOYMENT}/operations/{operation}`, access: "poll", handle: getOperation },
];
