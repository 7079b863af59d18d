/**
 * Management groups, which are resources of the tenant. The root group has the name of the tenant and always exists. Source:
 * Management Groups REST API, api-version 2023-04-01, and its examples; "Organize your resources with management groups",
 * Azure governance; the text of the 404 as reported in JulianHayward/AzADServicePrincipalInsights 22. Not from Azure: a
 * create has ended when Azure would still report its progress, and the texts and codes of the other refusals.
 */
import { isOfType, nameOf, sameId } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { managementGroupNameFault } from "../../rules/shared/names.js";
import { noContent, ok } from "../azure/replies.js";
import { TENANT } from "../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../azure/route.js";
import { asyncHeaders } from "../schedule/operations.js";
import type { Document } from "../store/documents.js";

const TYPE = "Microsoft.Management/managementGroups";
const GROUPS = `/providers/${TYPE}`;
const GROUP = `${GROUPS}/{managementGroup}`;

const idOf = (name: string): string => `${GROUPS}/${name}`;
const calledId = (call: Call): string => idOf(param(call, "managementGroup"));

/** A management group, with the id of its parent; the root group has none. */
interface ManagementGroup {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly parentId: string | undefined;
}

const ROOT: ManagementGroup = {
  id: idOf(TENANT),
  name: TENANT,
  displayName: "Tenant Root Group",
  parentId: undefined,
};

const toGroup = ({ id, body }: Pick<Document, "id" | "body">): ManagementGroup => ({
  id,
  name: nameOf(id),
  displayName: textAt(body, "properties", "displayName") ?? nameOf(id),
  parentId: textAt(body, "properties", "details", "parent", "id"),
});

function find({ documents }: Azure, id: string): ManagementGroup | undefined {
  const document = documents.get(id);
  if (document !== undefined) return toGroup(document);
  return sameId(id, ROOT.id) ? ROOT : undefined;
}

/** Throws Azure's 404 unless the management group exists. */
export function requireManagementGroup(azure: Azure, id: string): ManagementGroup {
  const found = find(azure, id);
  if (found !== undefined) return found;
  throw refusal(404, "NotFound", `'${id}' not found`);
}

const brief = ({ id, name, displayName }: ManagementGroup): JsonObject => ({
  id,
  type: TYPE,
  name,
  properties: { tenantId: TENANT, displayName },
});

/** The root group first; a renamed one is stored like any other. */
function all(azure: Azure): ManagementGroup[] {
  const stored = azure.documents.list({ type: TYPE }).map(toGroup);
  return stored.some(({ id }) => sameId(id, ROOT.id)) ? stored : [ROOT, ...stored];
}

function detailed(azure: Azure, group: ManagementGroup): JsonObject {
  const parent = group.parentId === undefined ? undefined : requireManagementGroup(azure, group.parentId);
  const details = parent && { parent: { id: parent.id, name: parent.name, displayName: parent.displayName } };
  const { properties, ...body } = brief(group);
  return { ...body, properties: { ...objectAt(properties), ...(details === undefined ? {} : { details }) } };
}

function put(call: Call, azure: Azure): Reply {
  const name = param(call, "managementGroup");
  const fault = managementGroupNameFault(name);
  if (fault !== undefined) throw refusal(400, "BadRequest", fault);
  const old = find(azure, calledId(call));
  const sent = propertiesOf(call);
  const group = write(azure, old ?? { ...ROOT, id: calledId(call), name, displayName: name, parentId: ROOT.id }, {
    displayName: textAt(sent, "displayName"),
    parentId: textAt(sent, "details", "parent", "id"),
  });
  if (old !== undefined) return ok(detailed(azure, group));
  const { id } = group;
  const body = { id, type: TYPE, name, properties: { provisioningState: "Updating" } };
  return { status: 202, headers: asyncHeaders(call, azure, { location: id }), body };
}

function patch(call: Call, azure: Azure): Reply {
  const group = write(azure, requireManagementGroup(azure, calledId(call)), {
    displayName: textAt(call.body, "displayName"),
    parentId: textAt(call.body, "parentGroupId"),
  });
  return ok(detailed(azure, group));
}

interface ManagementGroupChanges {
  readonly displayName: string | undefined;
  readonly parentId: string | undefined;
}

/** Stores a group with the changes that were sent. */
function write(azure: Azure, old: ManagementGroup, changes: ManagementGroupChanges): ManagementGroup {
  const { displayName = old.displayName, parentId = old.parentId } = changes;
  const group = { ...old, displayName, parentId: parentId === undefined ? undefined : parentOf(azure, old, parentId) };
  azure.documents.put({ id: group.id, type: TYPE, scope: "/", body: detailed(azure, group) });
  return group;
}

/** The id of a parent. No group can move below itself; the root group, which is above all others, cannot move. */
function parentOf(azure: Azure, group: ManagementGroup, parentId: string): string {
  const parent = requireManagementGroup(azure, parentId);
  const isBelowItself = lineOf(azure, parent).some(({ id }) => sameId(id, group.id));
  if (!isBelowItself) return parent.id;
  throw refusal(400, "BadRequest", `Management group '${group.name}' cannot be moved below '${parent.name}'.`);
}

/** A group and the groups above it, up to the root group. */
function lineOf(azure: Azure, group: ManagementGroup): ManagementGroup[] {
  const line = [group];
  for (let above = group.parentId; above !== undefined; above = line.at(-1)?.parentId) {
    line.push(requireManagementGroup(azure, above));
  }
  return line;
}

function remove(call: Call, azure: Azure): Reply {
  const group = find(azure, calledId(call));
  if (group === undefined) return noContent;
  if (sameId(group.id, ROOT.id)) throw refusal(400, "BadRequest", "The root management group cannot be deleted.");
  const children = all(azure).filter(({ parentId }) => parentId !== undefined && sameId(parentId, group.id));
  if (children.length > 0) {
    const names = children.map(({ name }) => name).join(", ");
    throw refusal(400, "BadRequest", `Management group '${group.name}' contains other management groups: ${names}.`);
  }
  azure.documents.removeTree(group.id);
  const location = `/providers/Microsoft.Management/operationResults/delete/managementGroups/${group.name}`;
  const body = { id: group.id, type: TYPE, name: group.name, status: "NotStarted" };
  return { status: 202, headers: asyncHeaders(call, azure, { location }), body };
}

export const isManagementGroup = (id: string): boolean => isOfType(id, TYPE);

export const managementGroupRoutes: readonly Route[] = [
  { method: "GET", template: GROUPS, access: "read", handle: (_, azure) => ok({ value: all(azure).map(brief) }) },
  {
    method: "GET",
    template: GROUP,
    access: "read",
    handle: (call, azure) => ok(detailed(azure, requireManagementGroup(azure, calledId(call)))),
  },
  { method: "PUT", template: GROUP, access: "write", handle: put },
  { method: "PATCH", template: GROUP, access: "write", handle: patch },
  { method: "DELETE", template: GROUP, access: "write", handle: remove },
  {
    method: "GET",
    template: "/providers/Microsoft.Management/operationResults/delete/managementGroups/{managementGroup}",
    access: "read",
    handle: () => noContent,
  },
];
