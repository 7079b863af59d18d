/** Which parents a type can have. Pure; unknown values are valid. */
import { parseResourceId, type ResourceId, resourceType } from "../../arm/resource-id.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** Types in lower case. */
export const GROUP_TYPE = "microsoft.resources/resourcegroups";
export const MANAGEMENT_GROUP_TYPE = "microsoft.management/managementgroups";
const SUBSCRIPTION_TYPE = "microsoft.resources/subscriptions";

/** The violations of the rules about `type` and `parent`. */
export function placeFaults({ parent, type }: Inputs): Failure[] {
  if (isUnknown(type)) return [];
  const reason = typeReason(type.toLowerCase());
  if (reason !== undefined) return [{ property: "type", found: JSON.stringify(type), reason }];
  if (isUnknown(parent)) return [];
  const parts = idParts(parent);
  if (parts !== undefined && isParentOf(parts, type.toLowerCase())) return [];
  const expected = expectedParent(type, parts);
  return [{ property: "parent", found: parent, reason: `cannot be the parent of a ${type}: expected ${expected}` }];
}

/** The parts of a parent's id; undefined if it is not an ARM id. */
export function idParts(parent: string): ResourceId | undefined {
  try {
    return parseResourceId(parent);
  } catch {
    return undefined;
  }
}

function typeReason(type: string): string | undefined {
  if (type.includes("/providers/")) {
    return "is the type of an extension resource in an ARM template: expected its own type, such as Microsoft.Authorization/locks, and the id of the extended resource as parent";
  }
  if (type === SUBSCRIPTION_TYPE) {
    return 'cannot be created by its id: expected Microsoft.Subscription/aliases with parent: "/", or the id of an existing subscription as parent of other resources';
  }
  return undefined;
}

/**
 * Every resource of these providers is in a resource group; other providers have resources in a subscription, a management
 * group or the tenant, or that extend another resource.
 */
const IN_GROUPS = /^microsoft\.(compute|recoveryservices|network(?!\/networkmanagerconnections$)|storage)\//;

/** Types that are certainly no child of another resource. */
const TOP_LEVEL =
  /^microsoft\.(compute\/(disks|snapshots|virtualmachines|restorepointcollections)|recoveryservices\/vaults)$/;

/** Types that extend also resources of their own provider: a lock on a policy assignment, diagnostic settings of Application Insights. */
const EXTENDS_OWN_PROVIDER = /^microsoft\.(authorization\/|insights\/diagnosticsettings$)/;

/**
 * A type of n parts, n > 2, needs a parent of n - 1 parts: the parent of `Microsoft.Compute/virtualMachines/extensions` is a
 * VM. A type of two parts is in a scope, or extends a resource of another provider.
 */
function isParentOf(parent: ResourceId, type: string): boolean {
  const isScope = parent.namespace === undefined;
  const isTenant = isScope && parent.subscription === undefined;
  if (type === GROUP_TYPE) return isScope && !isTenant && parent.group === undefined;
  if (type === MANAGEMENT_GROUP_TYPE) return isTenant;
  const above = type.slice(0, type.lastIndexOf("/"));
  if (above.includes("/")) return !isScope && resourceType(parent).toLowerCase() === above;
  if (IN_GROUPS.test(type)) return isScope && parent.group !== undefined;
  return isScope || parent.namespace?.toLowerCase() !== above || EXTENDS_OWN_PROVIDER.test(type);
}

function expectedParent(type: string, parent: ResourceId | undefined): string {
  const key = type.toLowerCase();
  if (key === GROUP_TYPE) return "the id of a subscription: /subscriptions/{id}";
  if (key === MANAGEMENT_GROUP_TYPE) return '"/", the tenant';
  const [namespace = "", ...words] = type.split("/");
  if (words.length > 1) return `the id of a ${[namespace, ...words.slice(0, -1)].join("/")}`;
  const isSibling = parent?.namespace?.toLowerCase() === namespace.toLowerCase();
  const child =
    isSibling && !TOP_LEVEL.test(key)
      ? `, or the type ${resourceType(parent)}/${words[0]} for a child of this parent`
      : "";
  if (IN_GROUPS.test(key) || isSibling) {
    return `the id of a resource group: /subscriptions/{id}/resourceGroups/{group}${child}`;
  }
  return "the id of a resource, a resource group, a subscription or a management group, or / for the tenant";
}
