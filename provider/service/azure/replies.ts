/** What the routes of resources in a group have in common: ids, required fields, lists. */
import { type Json, type JsonObject, textAt } from "../../core/json.js";
import { isRegionName } from "../../rules/shared/regions.js";
import { resourceNotFound } from "../groups/arbitrary.js";
import { calledGroupId, requireGroup } from "../groups/resource-groups.js";
import type { Document } from "../store/documents.js";
import { normalLocation } from "./location.js";
import { type Azure, param, type Reply, type Route, refusal } from "./route.js";

export const SUBSCRIPTION = "/subscriptions/{subscription}";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/{group}`;

/** The resource of that id. Throws Azure's 404 for its group or itself. */
export function requireResource(azure: Azure, id: string): Document {
  const found = azure.documents.get(id);
  if (found !== undefined) return found;
  requireGroup(azure, id.split("/").slice(0, 5).join("/"));
  throw resourceNotFound(id);
}

/** The location that a body names, or that the resource has already. Throws Azure's 400s; the text of the second is ours. */
export function requireLocation(body: JsonObject, old: Document | undefined): string {
  const location = textAt(body, "location") ?? textAt(old?.body, "location");
  if (location === undefined || location.trim() === "") {
    throw refusal(400, "LocationRequired", "The location property is required for this definition.");
  }
  if (isRegionName(location)) return normalLocation(location);
  throw refusal(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available: expected the name of a region, such as westeurope.`,
  );
}

/** The reply that lists resources of a type: those of a group, or those of the subscription. */
export function listOf(type: string, show: (body: Document) => Json = ({ body }) => body): Route["handle"] {
  return (call, azure) => {
    const documents =
      call.params["group"] === undefined
        ? azure.documents.list({ type, under: `/subscriptions/${param(call, "subscription")}` })
        : azure.documents.list({ type, scope: requireGroup(azure, calledGroupId(call)).id });
    return { status: 200, body: { value: documents.map(show) } };
  };
}

export const ok = (body: JsonObject): Reply => ({ status: 200, body });
export const noContent: Reply = { status: 204 };

/** The keys of an object that a caller wants, where it has them. */
export function pick(from: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}
