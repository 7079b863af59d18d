/** Any resource type that no other route knows is stored as it is put, but for what Azure never shows, and shown as it is stored, so that a program's networks and storage accounts need no cloud. */

import { formatResourceId, groupId, parseResourceId, resourceName, resourceType } from "../../arm/resource-id.js";
import { type JsonObject, mergeJson, objectAt } from "../../core/json.js";
import { withoutWriteOnly } from "../../rules/shared/values.js";
import { requireGroup, resourceNotFound } from "../azure/resources.js";
import type { Azure, Call, Reply, Route } from "../azure/route.js";
import { withChildIds } from "./children.js";

const ID = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i;
const LIST = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\/providers\/([^/]+\/[^/]+)$/i;

/** The route for a call that no table has, or undefined where its path is not that of a resource. */
export function arbitraryRoute(call: Call): Route | undefined {
  const handle = handlerOf(call);
  if (handle === undefined) return undefined;
  const reads = call.method === "GET" || call.method === "HEAD";
  return { method: call.method as Route["method"], template: call.path, access: reads ? "read" : "write", handle };
}

function handlerOf(call: Call): Route["handle"] | undefined {
  if (LIST.test(call.path)) return call.method === "GET" ? listResources : undefined;
  return ID.test(call.path) ? HANDLERS[call.method] : undefined;
}

function putResource(call: Call, azure: Azure): Reply {
  const id = formatResourceId(parseResourceId(call.path));
  requireGroup(azure, groupId(id));
  const old = azure.documents.get(id);
  const body = shown(old?.id ?? id, call.body);
  azure.documents.put({ id: old?.id ?? id, type: resourceType(parseResourceId(id)), scope: groupId(id), body });
  return { status: old === undefined ? 201 : 200, body };
}

const shown = (id: string, given: JsonObject): JsonObject => ({
  ...withoutWriteOnly(given),
  id,
  name: resourceName(parseResourceId(id)),
  type: resourceType(parseResourceId(id)),
  properties: {
    ...withChildIds(id, withoutWriteOnly(objectAt(given, "properties"))),
    provisioningState: "Succeeded",
  },
});

function patchResource(call: Call, azure: Azure): Reply {
  const old = required(call, azure);
  const body = shown(old.id, mergeJson(old.body, call.body));
  azure.documents.put({ id: old.id, type: old.type, scope: groupId(old.id), body });
  return { status: 200, body };
}

function deleteResource(call: Call, azure: Azure): Reply {
  const old = azure.documents.get(call.path);
  if (old === undefined) return { status: 204 };
  azure.documents.removeTree(old.id);
  return { status: 200 };
}

function listResources(call: Call, azure: Azure): Reply {
  const [, scope = "", type = ""] = LIST.exec(call.path) ?? [];
  requireGroup(azure, scope);
  return { status: 200, body: { value: azure.documents.list({ scope, type }).map(({ body }) => body) } };
}

/** The document that a call names. Throws Azure's 404 `ResourceNotFound`. */
function required(call: Call, azure: Azure) {
  requireGroup(azure, groupId(call.path));
  const found = azure.documents.get(call.path);
  if (found !== undefined) return found;
  throw resourceNotFound(call.path);
}

const HANDLERS: Readonly<Record<string, Route["handle"]>> = {
  GET: (call, azure) => ({ status: 200, body: required(call, azure).body }),
  HEAD: (call, azure) => ({ status: azure.documents.get(call.path) === undefined ? 404 : 204 }),
  PUT: putResource,
  PATCH: patchResource,
  DELETE: deleteResource,
};
