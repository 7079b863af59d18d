/** The resources and groups that a call names: their ids, and Azure's refusals if they do not exist. */
import { groupIdOf, groupOf, nameOf, parseResourceId } from "../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { regionKey } from "../../rules/shared/regions.js";
import type { Document } from "../store/documents.js";
import { type Azure, type Call, param, refusal } from "./route.js";

/** The tenant that every subscription of the embedded Azure belongs to. */
export const TENANT = "00000000-0000-0000-0000-000000000001";
export const RESOURCE_GROUP_TYPE = "Microsoft.Resources/resourceGroups";
export const SUBSCRIPTION = "/subscriptions/{subscription}";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/{group}`;

/** The id of the group that a call names. */
export const calledGroupId = (call: Call): string =>
  `/subscriptions/${param(call, "subscription")}/resourceGroups/${param(call, "group")}`;

/** The group of a call's resource. Throws Azure's 404 `ResourceGroupNotFound`. */
export function requireGroup(azure: Azure, groupId: string): Document {
  const group = azure.documents.get(groupId);
  if (group !== undefined) return group;
  throw refusal(404, "ResourceGroupNotFound", `Resource group '${nameOf(groupId)}' could not be found.`);
}

/** The resource with this id. Throws Azure's 404 for its group or the resource itself. */
export function requireResource(azure: Azure, id: string): Document {
  const found = azure.documents.get(id);
  if (found !== undefined) return found;
  if (groupOf(id) !== undefined) requireGroup(azure, groupIdOf(id));
  throw resourceNotFound(id);
}

/** The location in a body, or the resource's current one. Throws Azure's 400 if there is none; `requireRegion` has checked its name. */
export function requireLocation(body: JsonObject, old: Document | undefined): string {
  const location = textAt(body, "location") ?? textAt(old?.body, "location");
  if (location === undefined || location.trim() === "") {
    throw refusal(400, "LocationRequired", "The location property is required for this definition.");
  }
  return regionKey(location);
}

/** Throws if a request would move a resource to another region. The code and the text are Azure Resource Manager's. */
export function requireSamePlace(old: Document | undefined, location: string): void {
  const current = textAt(old?.body, "location");
  if (old === undefined || current === undefined || regionKey(current) === regionKey(location)) return;
  throw refusal(
    409,
    "InvalidResourceLocation",
    `The resource '${nameOf(old.id)}' already exists in location '${current}' in resource group '${groupOf(old.id)}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  );
}

/** Azure Resource Manager's 404 for a resource that does not exist. */
export function resourceNotFound(id: string) {
  const parsed = parseResourceId(id);
  const named = [parsed.namespace, ...parsed.path.map(({ type }) => type)].join("/");
  const names = parsed.path.map(({ name }) => name).join("/");
  return refusal(
    404,
    "ResourceNotFound",
    `The Resource '${named}/${names}' under resource group '${parsed.group ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
