/** The resources of a resource group and of a subscription. Source: Resources REST API, 2021-04-01. */
import { filteredPage } from "../azure/paging.js";
import { calledGroupId, GROUP, requireGroup, SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { briefResource, expandedMembers, resourceFilter } from "./resource-filter.js";

/** A resource is listed in its group if its path has one type and one name. */
const RESOURCE = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+$/i;
const SEGMENTS = 8;
/** Extension resources of a group and of its resources are not in the list: they have lists of their own. */
const UNLISTED = /^microsoft\.(authorization\/|insights\/diagnosticsettings$)/;

/** The service's own documents, such as deployments, are below their group too. */
const isListed = ({ id, type }: Document): boolean => RESOURCE.test(id) && !UNLISTED.test(type);

/** The page of the resources below an id that a call requests, filtered and expanded as it requests. */
function listBelow(call: Call, azure: Azure, id: string): Reply {
  const { passes, omitsTags } = resourceFilter(call);
  const expanded = expandedMembers(call);
  return filteredPage(call, {
    read: (after, limit) => azure.documents.below(id, { segments: SEGMENTS, after, limit }),
    passes: (document) => isListed(document) && passes(document),
    show: (document) => ({ ...briefResource(document, omitsTags), ...expanded(document) }),
  });
}

const resourcesOfGroup = (call: Call, azure: Azure): Reply =>
  listBelow(call, azure, requireGroup(azure, calledGroupId(call)).id);

const resourcesOfSubscription = (call: Call, azure: Azure): Reply =>
  listBelow(call, azure, `/subscriptions/${param(call, "subscription")}/resourceGroups`);

export const resourceListRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${GROUP}/resources`,
    access: "read",
    handle: resourcesOfGroup,
    listOptions: ["$filter", "$skipToken"],
  },
  {
    method: "GET",
    template: `${SUBSCRIPTION}/resources`,
    access: "read",
    handle: resourcesOfSubscription,
    listOptions: ["$filter", "$skipToken"],
  },
];
