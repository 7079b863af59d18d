/** Resource groups. Source: the recordings; api-version 2022-09-01. */
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { resourceGroupNameFault } from "../../rules/shared/names.js";
import { regionKey } from "../../rules/shared/regions.js";
import { filteredPage } from "../azure/paging.js";
import { patchedTags } from "../azure/replies.js";
import { calledGroupId, GROUP, RESOURCE_GROUP_TYPE, requireGroup, SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { groupFilter } from "./resource-filter.js";

function putGroup(call: Call, azure: Azure): Reply {
  const name = param(call, "group");
  const fault = resourceGroupNameFault(name);
  if (fault !== undefined) throw refusal(400, "InvalidResourceGroupName", fault);
  const old = azure.documents.get(calledGroupId(call));
  const location = textAt(call.body, "location") ?? textAt(old?.body, "location");
  if (location === undefined)
    throw refusal(400, "LocationRequired", "The location property is required for this definition.");
  requireSameLocation(old, location, name);
  const body: JsonObject = {
    id: old?.id ?? calledGroupId(call),
    name: textAt(old?.body, "name") ?? name,
    type: RESOURCE_GROUP_TYPE,
    location: textAt(old?.body, "location") ?? regionKey(location),
    ...("tags" in call.body ? { tags: objectAt(call.body, "tags") } : {}),
    properties: { provisioningState: "Succeeded" },
  };
  const scope = `/subscriptions/${param(call, "subscription")}`;
  azure.documents.put({ id: String(body["id"]), type: RESOURCE_GROUP_TYPE, scope, body });
  return { status: old === undefined ? 201 : 200, body };
}

function requireSameLocation(old: Document | undefined, location: string, name: string): void {
  const currentLocation = textAt(old?.body, "location");
  if (currentLocation === undefined || regionKey(currentLocation) === regionKey(location)) return;
  throw refusal(
    409,
    "InvalidResourceGroupLocation",
    `Invalid resource group location '${location}'. The Resource group '${name}' already exists in location '${currentLocation}'.`,
  );
}

function patchGroup(call: Call, azure: Azure): Reply {
  const group = requireGroup(azure, calledGroupId(call));
  const body = { ...group.body, ...patchedTags(call.body) };
  return { status: 200, body: azure.documents.put({ ...group, body }).body };
}

const getGroup = (call: Call, azure: Azure): Reply => ({
  status: 200,
  body: requireGroup(azure, calledGroupId(call)).body,
});

const headGroup = (call: Call, azure: Azure): Reply => ({
  status: azure.documents.get(calledGroupId(call)) === undefined ? 404 : 204,
});

function listGroups(call: Call, azure: Azure): Reply {
  const scope = `/subscriptions/${param(call, "subscription")}`;
  return filteredPage(call, {
    read: (after, limit) => azure.documents.list({ type: RESOURCE_GROUP_TYPE, scope, after, limit }),
    passes: groupFilter(call).passes,
    show: ({ body }) => body,
  });
}

export const resourceGroupRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${SUBSCRIPTION}/resourceGroups`,
    access: "read",
    handle: listGroups,
    listOptions: ["$filter", "$skipToken"],
  },
  { method: "GET", template: GROUP, access: "read", handle: getGroup },
  { method: "HEAD", template: GROUP, access: "read", handle: headGroup },
  { method: "PUT", template: GROUP, access: "write", handle: putGroup },
  { method: "PATCH", template: GROUP, access: "write", handle: patchGroup },
];
