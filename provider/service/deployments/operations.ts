/**
 * The operations of a deployment: one document per resource, with the result of its PUT. Source: Deployment Operations of the
 * Azure Resource Manager REST API.
 */
import { idKey } from "../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt } from "../../core/json.js";
import { guidOf, type NamedResource } from "../../template/index.js";
import { isoDuration } from "../../time/durations.js";
import type { Azure } from "../azure/route.js";
import type { Document } from "../store/documents.js";

const OPERATION_TYPE = "Microsoft.Resources/deployments/operations";

/** The state of the PUT of a resource. */
export interface ResourceResult {
  readonly state: "Running" | "Succeeded" | "Failed";
  readonly status: number;
  /** The error that the resource was refused with. */
  readonly error?: JsonObject;
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "NoContent",
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  412: "PreconditionFailed",
  429: "TooManyRequests",
};

/**
 * Writes the state of a resource of a deployment. `ids.document` is the id of the deployment's document, `ids.resource` the one
 * that clients see.
 */
export function recordOperation(
  azure: Azure,
  ids: { readonly document: string; readonly resource: string },
  resource: NamedResource,
  result: ResourceResult,
): void {
  const operationId = operationIdOf(resource);
  const id = `${ids.document}/operations/${operationId}`;
  const old = azure.documents.get(id);
  const startedAt = String(old?.hidden["startedAt"] ?? azure.now.toISOString());
  const properties: JsonObject = {
    provisioningOperation: "Create",
    provisioningState: result.state,
    timestamp: azure.now.toISOString(),
    duration: isoDuration(azure.now.getTime() - Date.parse(startedAt)),
    statusCode: STATUS_WORDS[result.status] ?? String(result.status),
    ...(result.error === undefined ? {} : { statusMessage: { status: "Failed", error: result.error } }),
    targetResource: { id: resource.id, resourceType: resource.type, resourceName: resource.name },
  };
  azure.documents.put({
    id,
    type: OPERATION_TYPE,
    scope: ids.document,
    body: { id: `${ids.resource}/operations/${operationId}`, operationId, properties },
    hidden: { startedAt },
  });
}

/** Deterministic, as the plan is. */
const operationIdOf = ({ id }: NamedResource): string =>
  guidOf([idKey(id)])
    .replaceAll("-", "")
    .toUpperCase();

/** The operations of a deployment, in the order in which its resources were put. */
export const operationsOf = (azure: Azure, document: string): Document[] =>
  azure.documents.list({ type: OPERATION_TYPE, scope: document });

/** The ids of the resources that a deployment created. */
export const createdResources = (azure: Azure, document: string): JsonObject[] =>
  operationsOf(azure, document)
    .map(({ body }) => objectAt(body, "properties"))
    .filter((properties) => properties["provisioningState"] === "Succeeded")
    .map((properties) => ({ id: String(objectAt(properties, "targetResource")["id"]) }));

/** The error in a body, or Azure's error for a failure without one. */
export function errorOf(body: JsonObject | undefined): JsonObject {
  const error = objectAt(body, "error");
  const details = listAt(error, "details");
  return {
    code: String(error["code"] ?? "ResourceDeploymentFailure"),
    message: String(error["message"] ?? "The resource operation completed with terminal provisioning state 'Failed'."),
    ...(details.length > 0 ? { details } : {}),
  };
}
