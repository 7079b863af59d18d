/** Deployments as documents: the request, and how a deployment starts. */
import { BackupError } from "../../core/errors.js";
import { isJsonObject, type Json, type JsonObject, textAt } from "../../core/json.js";
import type { NamedResource, Plan } from "../../template/index.js";
import { type Azure, type Call, param, propertiesOf, refusal } from "../azure/route.js";
import { isFinished, startWork } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { DEPLOYMENT_TYPE, type DeploymentFacts, planOf, redacted, secretsOf, writtenFacts } from "./document.js";
import { INHERITED_HEADER, stagesOf } from "./work.js";

/** The id of a deployment's document: outside the resources of its group, since a deployment is not one of them. */
export const documentId = (groupId: string, name: string): string => `${groupId}/deployments/${name}`;

/** The facts of the deployment that a call requests. Throws Azure's refusals of an invalid request. */
export function deploymentRequest(call: Call, azure: Azure, group: Document): DeploymentFacts {
  const properties = propertiesOf(call);
  const name = param(call, "deployment");
  if (!/^[-\w.()]{1,64}$/.test(name)) {
    const message = `The deployment name '${name}' is not valid: expected 1 to 64 letters, digits, '-', '.', '_', '(' or ')'.`;
    throw refusal(400, "InvalidDeployment", message);
  }
  requireMode(textAt(properties, "mode"));
  for (const link of ["templateLink", "parametersLink"]) requireNoLink(link, properties[link]);
  const { template, parameters } = properties;
  if (!isJsonObject(template)) throw invalidContent("properties.template must be the template, a JSON object.");
  if (parameters !== undefined && !isJsonObject(parameters)) {
    throw invalidContent('properties.parameters must be a JSON object with a { "value": … } for each name.');
  }
  return {
    template,
    parameters: parameters ?? {},
    subscription: param(call, "subscription"),
    group: group.body,
    name,
    startedAt: azure.now.toISOString(),
    correlationId: azure.newGuid(),
    inherited: inheritedSecrets(call),
  };
}

const invalidContent = (what: string) =>
  refusal(400, "InvalidRequestContent", `The request content was invalid and could not be deserialized: ${what}`);

function requireMode(mode: string | undefined): void {
  if (mode?.toLowerCase() === "incremental") return;
  if (mode?.toLowerCase() === "complete") {
    const message =
      "The embedded Azure supports only the mode Incremental. Complete would delete the resources that are not in the template: delete them yourself.";
    throw refusal(400, "DeploymentModeNotSupported", message);
  }
  throw invalidContent("properties.mode must be Incremental.");
}

function requireNoLink(name: string, link: Json | undefined): void {
  if (link === undefined || link === null) return;
  throw refusal(
    400,
    "InvalidContentLink",
    `properties.${name} is not supported: the embedded Azure downloads nothing. Send the content itself.`,
  );
}

/** The secure values of the outer deployment. The header has no effect from any other caller. */
function inheritedSecrets(call: Call): string[] {
  const header = call.headers.get(INHERITED_HEADER) ?? "";
  return header
    .split(",")
    .map((text) => Buffer.from(text, "base64").toString("utf8"))
    .filter((text) => text !== "");
}

/** Throws Azure's 409 `DeploymentActive` if a deployment of this name is running. */
export function requireIdle(old: Document | undefined, name: string): void {
  if (old === undefined || isFinished(old)) return;
  throw refusal(
    409,
    "DeploymentActive",
    `Unable to edit or replace deployment '${name}': previous deployment from '${textAt(old.body, "properties", "timestamp")}' is still active. Please see https://aka.ms/arm-deploy for usage details.`,
  );
}

/** The plan of a requested deployment. Throws `InvalidTemplate`, without secure values of the outer deployment. */
export function plannedFor(facts: DeploymentFacts): Plan {
  try {
    return planOf(facts);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    const { azureCode = error.code } = error;
    throw refusal(error.status, azureCode, String(redacted(error.message, facts.inherited)));
  }
}

/** The body of a deployment when it is accepted. */
export function acceptedBody(id: string, facts: DeploymentFacts, plan: Plan): JsonObject {
  return {
    id,
    name: facts.name,
    type: DEPLOYMENT_TYPE,
    properties: {
      mode: "Incremental",
      provisioningState: "Accepted",
      timestamp: facts.startedAt,
      duration: "PT0S",
      correlationId: facts.correlationId,
      parameters: redacted(plan.parameters.redacted, secretsOf(facts, plan)),
      providers: providersOf(plan),
      dependencies: plan.resources
        .filter(({ dependsOn }) => dependsOn.length > 0)
        .map((resource) => ({
          dependsOn: resource.dependsOn.map(named),
          ...named(resource),
        })),
    },
  };
}

const named = ({ id, type, name }: NamedResource): JsonObject => ({ id, resourceType: type, resourceName: name });

function providersOf({ resources }: Plan): JsonObject[] {
  const types = [...new Set(resources.map(({ type }) => type))];
  const namespaces = [...new Set(types.map((type) => type.split("/")[0] ?? ""))];
  return namespaces.map((namespace) => ({
    namespace,
    resourceTypes: types
      .filter((type) => type.startsWith(`${namespace}/`))
      .map((type) => ({ resourceType: type.slice(namespace.length + 1) })),
  }));
}

/**
 * Starts a deployment; at the instant pace it has ended when this returns. Deletes the record of an earlier one of this name.
 */
export function startDeployment(
  azure: Azure,
  id: string,
  body: JsonObject,
  started: { readonly facts: DeploymentFacts; readonly plan: Plan },
): Document {
  azure.documents.removeTree(id);
  return startWork(azure, {
    document: { id, type: DEPLOYMENT_TYPE, scope: textAt(started.facts.group, "id") ?? "", body },
    kind: "deploy",
    stagesMs: stagesOf(started.plan),
    facts: writtenFacts(started.facts),
  });
}
