/**
 * Resources of any type that no other route knows, so that a program's networks and storage accounts need no cloud. They
 * are stored as they are put and returned as they are stored, without what Azure never returns. An extension resource, such
 * as a lock, lies below the resource that it extends and is deleted with it.
 */
import {
  formatResourceId,
  groupIdOf,
  isOfType,
  nameOf,
  parentOf,
  parseResourceId,
  type ResourceId,
  typeOf,
  typeOfPath,
} from "../../arm/resource-id.js";
import { type JsonObject, mergePatch, objectAt } from "../../core/json.js";
import { withoutWriteOnly } from "../../rules/shared/values.js";
import { requireGroup, requireResource, resourceNotFound } from "../azure/resources.js";
import type { Azure, Call, Reply, Route } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { withChildIds } from "./children.js";

/** The route for a call that no table has, or undefined where its path is not that of a resource in a group. */
export function arbitraryRoute(call: Call): Route | undefined {
  const handle = handlerOf(call);
  if (handle === undefined) return undefined;
  const reads = call.method === "GET" || call.method === "HEAD";
  return { method: call.method as Route["method"], template: call.path, access: reads ? "read" : "write", handle };
}

function handlerOf({ method, path }: Call): Route["handle"] | undefined {
  if (idIn(path) !== undefined) return HANDLERS.get(method);
  // Lists of children are not known: an empty one would hide that a type is not.
  return idIn(`${path}/name`)?.path.length === 1 && method === "GET" ? listResources : undefined;
}

/** The parts of a path that is the id of a resource in a group; undefined for any other path. */
function idIn(path: string): ResourceId | undefined {
  if (!isOfType(path, typeOfPath(path))) return undefined;
  const id = parseResourceId(path);
  return id.group === undefined || id.namespace === undefined ? undefined : id;
}

/** The id of what contains a resource: its parent, the resource that it extends, or its group. */
const containerOf = (id: string): string => parentOf(id) ?? "";

function putResource(call: Call, azure: Azure): Reply {
  const parsed = parseResourceId(call.path);
  const id = formatResourceId(parsed);
  requireGroup(azure, groupIdOf(id));
  if (parsed.scope !== undefined) requireScope(azure, formatResourceId(parsed.scope));
  const old = azure.documents.get(id);
  const body = bodyOf(old?.id ?? id, call.body);
  write(azure, old?.id ?? id, body);
  return { status: old === undefined ? 201 : 200, body };
}

const write = (azure: Azure, id: string, body: JsonObject): Document =>
  azure.documents.put({ id, type: typeOf(id), scope: containerOf(id), body });

/** Throws Azure's 404 where what is extended or listed does not exist. */
const requireScope = (azure: Azure, id: string): Document =>
  parseResourceId(id).namespace === undefined ? requireGroup(azure, id) : requireResource(azure, id);

const bodyOf = (id: string, requested: JsonObject): JsonObject => ({
  ...withoutWriteOnly(requested),
  id,
  name: nameOf(id),
  type: typeOf(id),
  properties: {
    ...withChildIds(id, withoutWriteOnly(objectAt(requested, "properties"))),
    provisioningState: "Succeeded",
  },
});

function patchResource(call: Call, azure: Azure): Reply {
  const old = required(call, azure);
  const body = bodyOf(old.id, mergePatch(old.body, call.body));
  write(azure, old.id, body);
  return { status: 200, body };
}

function deleteResource(call: Call, azure: Azure): Reply {
  const old = azure.documents.get(call.path);
  if (old === undefined) return { status: 204 };
  azure.documents.removeTree(old.id);
  return { status: 200 };
}

function listResources(call: Call, azure: Azure): Reply {
  const scope = requireScope(azure, containerOf(call.path)).id;
  const type = typeOfPath(call.path);
  return { status: 200, body: { value: azure.documents.list({ scope, type }).map(({ body }) => body) } };
}

/** The document that a call names. Throws Azure's 404 `ResourceGroupNotFound` or `ResourceNotFound`. */
function required(call: Call, azure: Azure): Document {
  requireGroup(azure, groupIdOf(call.path));
  const found = azure.documents.get(call.path);
  if (found !== undefined) return found;
  throw resourceNotFound(call.path);
}

const HANDLERS = new Map<string, Route["handle"]>(
  Object.entries({
    GET: (call, azure) => ({ status: 200, body: required(call, azure).body }),
    HEAD: (call, azure) => ({ status: azure.documents.get(call.path) === undefined ? 404 : 204 }),
    PUT: putResource,
    PATCH: patchResource,
    DELETE: deleteResource,
  }),
);
