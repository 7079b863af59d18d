/** What a deployment would change, without changing it. Source: Deployments - What If of the Azure Resource Manager REST API. */
import { idKey, nameOf } from "../../arm/resource-id.js";
import { BackupError, isNotFound } from "../../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt } from "../../core/json.js";
import { withoutWriteOnly } from "../../rules/shared/values.js";
import { differences, type Plan, type PlannedResource } from "../../template/index.js";
import type { Azure } from "../azure/route.js";
import { type DeploymentFacts, redacted, secretsOf } from "./document.js";
import { runtimeOf } from "./runtime.js";

/** `ResourceIdOnly` returns only the ids of the resources. */
type ResultFormat = "FullResourcePayloads" | "ResourceIdOnly";

/** The changes: first the template's resources, then the others in the group. Secure values are redacted. */
export function whatIf(azure: Azure, facts: DeploymentFacts, plan: Plan, format: ResultFormat): JsonObject[] {
  const changes = plan.resources.map((resource) => changeOf(azure, resource, format));
  const named = new Set(plan.resources.map(({ id }) => idKey(id)));
  const groupId = textAt(facts.group, "id") ?? "";
  const reply = azure.ask(azure, { method: "GET", path: `${groupId}/resources`, apiVersion: "2021-04-01" });
  const others = listAt(reply.body, "value").filter((one) => !named.has(idKey(textAt(one, "id") ?? "")));
  const ignored = others.map((one) => change(textAt(one, "id") ?? "", "Ignore", format, { before: one, after: one }));
  const secrets = secretsOf(facts, plan);
  return [...changes, ...ignored].map((one) => redacted(one, secrets)).filter(isJsonObject);
}

type ChangeType = "Create" | "Deploy" | "Ignore" | "Modify" | "NoChange";

const change = (
  resourceId: string,
  changeType: ChangeType,
  format: ResultFormat,
  contents: JsonObject,
): JsonObject => ({
  resourceId,
  changeType,
  ...(format === "ResourceIdOnly" ? {} : contents),
});

function changeOf(azure: Azure, resource: PlannedResource, format: ResultFormat): JsonObject {
  const live = liveBody(azure, resource);
  const body = wantedBody(azure, resource);
  const { id, type, apiVersion } = resource;
  const after = { id, name: nameOf(id), type, apiVersion, ...body };
  if (live === undefined) return change(id, "Create", format, { after });
  // A body that reads a resource which does not exist yet cannot be compared.
  if (body === undefined || format === "ResourceIdOnly") return change(id, "Deploy", format, {});
  const before = withoutWriteOnly(live);
  const delta = differences(body, live).map((one) => ({ ...one, children: null }));
  if (delta.length === 0) return change(id, "NoChange", format, { before, after });
  return change(id, "Modify", format, { before, after, delta });
}

function liveBody(azure: Azure, { id, apiVersion }: PlannedResource): JsonObject | undefined {
  try {
    return azure.ask(azure, { method: "GET", path: id, apiVersion }).body ?? {};
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function wantedBody(azure: Azure, resource: PlannedResource): JsonObject | undefined {
  try {
    return withoutWriteOnly(resource.body(runtimeOf(azure)));
  } catch (error) {
    if (error instanceof BackupError) return undefined;
    throw error;
  }
}
