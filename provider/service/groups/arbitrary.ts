/**
 * Resources of any type that no other route knows, so that a program's networks and storage accounts need no cloud. They
 * are stored as they are put and returned as they are stored, without what Azure never returns. An extension resource, such
 * as a lock, lies below the resource that it extends and is deleted with it.
 */
import {
  formatResourceId,
  groupIdOf,
  groupOf,
  isOfType,
  nameOf,
  parentOf,
  parseResourceId,
  type ResourceId,
  typeOf,
  typeOfPath,
} from "../../arm/resource-id.js";
import { type JsonObject, mergePatch, objectAt } from "../../core/json.js";
import { ROLE_ASSIGNMENT_NAME, resourceNameFault } from "../../rules/shared/names.js";
import { withoutWriteOnly } from "../../rules/shared/values.js";
import { refuseIf, warned } from "../azure/refuse.js";
import { requireGroup, requireResource, resourceNotFound } from "../azure/resources.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../azure/route.js";
import { isUnserved, parentNotFound, refuseUnserved, requireKnownType } from "../azure/targets.js";
import type { Document } from "../store/documents.js";
import { childBody, collectionOf, retainedChildren, withChildren } from "./children.js";
import { isLock, lockProperties, lockWarning } from "./locks.js";
import { isManagementGroup, requireManagementGroup } from "./management-groups.js";
import {
  inlineChild,
  listedChildren,
  requireChildrenWithinLimits,
  requireWritableChild,
  syncChildren,
  updateParent,
  withAddresses,
} from "./network.js";
import { PROVIDERS } from "./provider-types.js";
import { hasScopedList, scopedList } from "./scoped-lists.js";

/** The route for a call that no table has, or undefined where its path is not that of a resource. */
export function arbitraryRoute(call: Call): Route | undefined {
  const handle = handlerOf(call);
  if (handle === undefined) return undefined;
  const reads = call.method === "GET" || call.method === "HEAD";
  const listOptions: Route["listOptions"] = hasScopedList(typeOfPath(call.path)) ? ["$filter"] : [];
  return {
    method: call.method as Route["method"],
    template: call.path,
    access: reads ? "read" : "write",
    handle: (of, azure) => {
      requireServed(of, azure);
      return handle(of, azure);
    },
    listOptions,
  };
}

/** Types without rules in the namespaces whose operations are known. Other types there are served by routes, or not at all. */
const STORED =
  /^microsoft\.(compute\/(availabilitysets|capacityreservationgroups|diskaccesses|diskencryptionsets|galleries|hostgroups|images|interconnectblocks|proximityplacementgroups|sshpublickeys|virtualmachinescalesets|virtualmachines\/runcommands)|resources\/(links|templatespecs))(\/|$)/;

/**
 * Throws unless Azure has the type, the simulator stores it, and for a write the parent of a child exists. Homes of earlier
 * versions may contain other types: these can be read and deleted.
 */
function requireServed(call: Call, azure: Azure): void {
  const { method, path } = call;
  if (isOfOtherProvider(path)) return;
  const isWrite = method === "PUT" || method === "PATCH";
  if (!isWrite && azure.documents.get(path) !== undefined) return;
  requireKnownType(call);
  if (!isUnserved(call)) return;
  if (!STORED.test(typeOfPath(path))) refuseUnserved(call);
  const parent = parentOf(path);
  if (method !== "PUT" || parent === undefined || !STORED.test(typeOfPath(parent))) return;
  requireGroup(azure, groupIdOf(path));
  if (azure.documents.get(parent) === undefined) throw parentNotFound(call, parent);
}

/** Whether a resource is of a known provider, such as Microsoft.Network, whose types are not all known. */
function isOfOtherProvider(path: string): boolean {
  const namespace = typeOfPath(path).split("/")[0] ?? "";
  return OTHER_PROVIDERS.has(namespace) && !WITHOUT_UNKNOWN_CHILDREN.test(namespace);
}

const OTHER_PROVIDERS = new Set([...PROVIDERS.keys()].map((namespace) => namespace.toLowerCase()));

function handlerOf({ method, path }: Call): Route["handle"] | undefined {
  if (idIn(path) !== undefined) return HANDLERS.get(method);
  return method === "GET" && isList(path) ? listResources : undefined;
}

/** Whether a path is that of a list. Lists of unknown types and children are not known: an empty one would hide a misspelt type. */
function isList(path: string): boolean {
  if (!isOfType(`${path}/name`, typeOfPath(path))) return false;
  const { group, namespace = "", path: levels, subscription } = parseResourceId(`${path}/name`);
  if (levels.length > 1) return group !== undefined && !WITHOUT_UNKNOWN_CHILDREN.test(namespace);
  if (idIn(`${path}/name`) !== undefined) return true;
  return subscription !== undefined && IN_GROUPS.test(typeOfPath(path));
}

/** Providers whose children all have routes. */
const WITHOUT_UNKNOWN_CHILDREN = /^(microsoft\.(compute|recoveryservices|resources)|azure-vm-backup)$/i;

/** Types of resource groups whose lists a subscription has, although it cannot contain them itself. */
const IN_GROUPS =
  /^microsoft\.(network\/|storage\/|compute\/(images|galleries|availabilitysets|diskencryptionsets|diskaccesses|sshpublickeys|proximityplacementgroups|virtualmachinescalesets|hostgroups|capacityreservationgroups)$)/;

/** Providers whose resources outside resource groups all have routes, and the name under which the store keeps its own documents. */
const WITHOUT_UNKNOWN_TYPES = /^(microsoft\.(compute|network|recoveryservices|resources|storage)|azure-vm-backup)$/i;

/**
 * The parts of a path that is the id of a resource in a group, a subscription, a management group or the tenant; undefined for
 * any other path.
 */
function idIn(path: string): ResourceId | undefined {
  if (!isOfType(path, typeOfPath(path))) return undefined;
  const id = parseResourceId(path);
  if (id.namespace === undefined) return undefined;
  return id.group === undefined && WITHOUT_UNKNOWN_TYPES.test(id.namespace) ? undefined : id;
}

/** The id of what contains a resource: its parent, the resource that it extends, its group, its subscription, or the tenant. */
const containerOf = (id: string): string => parentOf(id) ?? "/";

function putResource(call: Call, azure: Azure): Reply {
  const id = formatResourceId(parseResourceId(call.path));
  requireScope(azure, id);
  refuseName(id);
  requireWritableChild(id);
  const old = azure.documents.get(id);
  const properties = { ...retainedChildren(id, call.apiVersion, old?.body), ...objectAt(call.body, "properties") };
  return written(azure, bodyOf(azure, old?.id ?? id, { ...call.body, properties }), old);
}

function written(azure: Azure, body: JsonObject, old: Document | undefined): Reply {
  const id = String(body["id"]);
  if (collectionOf(id) !== undefined) updateParent(azure, id, body);
  syncChildren(azure, write(azure, id, body), old?.body);
  const warning = isLock(id) ? lockWarning(id, body) : undefined;
  return warned({ status: old === undefined ? 201 : 200, body }, [warning, commandWarning(id)]);
}

/** A run command is stored like any other type without rules: Azure would run it. */
const commandWarning = (id: string): string | undefined =>
  isOfType(id, "Microsoft.Compute/virtualMachines/runCommands")
    ? "The simulator stores a run command and runs nothing in the VM."
    : undefined;

const write = (azure: Azure, id: string, body: JsonObject): Document =>
  azure.documents.put({ id, type: typeOf(id), scope: containerOf(id), body });

/** Throws Azure's 404 unless the group and the management group of a resource exist, and the resource that it extends. */
function requireScope(azure: Azure, id: string): void {
  const { group, scope } = parseResourceId(id);
  const container = containerOf(id);
  if (group !== undefined) requireGroup(azure, groupIdOf(id));
  if (isManagementGroup(container)) requireManagementGroup(azure, container);
  else if (scope !== undefined) requireResource(azure, formatResourceId(scope));
}

/** Throws Azure's 400 for a name that Azure does not accept. */
function refuseName(id: string): void {
  const name = nameOf(id);
  refuseIf(resourceNameFault(typeOf(id), name));
  if (!isOfType(id, "Microsoft.Authorization/roleAssignments") || ROLE_ASSIGNMENT_NAME.pattern.test(name)) return;
  const message = `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`;
  throw refusal(400, "InvalidRoleAssignmentId", message);
}

function bodyOf(azure: Azure, id: string, requested: JsonObject): JsonObject {
  const named = { id, name: nameOf(id), type: typeOf(id) };
  if (isLock(id)) return { ...named, properties: lockProperties(requested) };
  if (collectionOf(id) !== undefined) return childBody(id, withoutWriteOnly(requested));
  requireChildrenWithinLimits(id, objectAt(requested, "properties"));
  const sent = withAddresses(azure, id, withoutWriteOnly(objectAt(requested, "properties")));
  const properties = withChildren(id, sent);
  const state = hasProvisioningState(id) ? { provisioningState: "Succeeded" } : {};
  return { ...withoutWriteOnly(requested), ...named, properties: { ...properties, ...state } };
}

/** The models of these types have no provisioningState. Source: the models of Microsoft.Authorization and Microsoft.Insights. */
const WITHOUT_STATE = /^microsoft\.(authorization\/|insights\/diagnosticsettings$)/i;

const hasProvisioningState = (id: string): boolean => !WITHOUT_STATE.test(typeOf(id));

function patchResource(call: Call, azure: Azure): Reply {
  const old = required(call, azure);
  requireWritableChild(old.id);
  return written(azure, bodyOf(azure, old.id, mergePatch(old.body, changesIn(call.body))), old);
}

/** What a PATCH changes: it moves no resource, and does not empty it by null. The names of a resource are those in its path. */
const changesIn = (body: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(body).filter(
      ([key, value]) => !/^(location|extendedLocation)$/i.test(key) && !(value === null && /^properties$/i.test(key)),
    ),
  );

function deleteResource(call: Call, azure: Azure): Reply {
  const old = azure.documents.get(call.path);
  if (old === undefined) return { status: 204 };
  requireWritableChild(old.id);
  if (collectionOf(old.id) !== undefined) updateParent(azure, old.id, undefined);
  azure.documents.removeTree(old.id);
  return { status: 200 };
}

/** The resources of a type in what the path names. A subscription has in addition those of its resource groups, as in Azure. */
function listResources(call: Call, azure: Azure): Reply {
  requireScope(azure, `${call.path}/name`);
  const scope = containerOf(call.path);
  if (parseResourceId(`${call.path}/name`).path.length > 1) requireResource(azure, scope);
  const type = typeOfPath(call.path);
  if (hasScopedList(type)) return scopedList(call, azure, scope, type);
  const children = listedChildren(azure, call.path);
  if (children !== undefined) return { status: 200, body: { value: children } };
  const { subscription, group, namespace } = parseResourceId(scope);
  const isSubscription = subscription !== undefined && group === undefined && namespace === undefined;
  const found = isSubscription
    ? azure.documents.list({ under: scope, type }).filter(({ id }) => parseResourceId(id).scope === undefined)
    : azure.documents.list({ scope, type });
  return { status: 200, body: { value: found.map(({ body }) => body) } };
}

/** The document that a call names. Throws Azure's 404 `ResourceGroupNotFound` or `ResourceNotFound`. */
function required(call: Call, azure: Azure): Document {
  if (groupOf(call.path) !== undefined) requireGroup(azure, groupIdOf(call.path));
  const found = azure.documents.get(call.path);
  if (found !== undefined) return found;
  throw resourceNotFound(call.path);
}

const HANDLERS = new Map<string, Route["handle"]>(
  Object.entries({
    GET: (call, azure) => ({ status: 200, body: inlineChild(azure, call.path) ?? required(call, azure).body }),
    HEAD: (call, azure) => ({ status: azure.documents.get(call.path) === undefined ? 404 : 204 }),
    PUT: putResource,
    PATCH: patchResource,
    DELETE: deleteResource,
  }),
);
