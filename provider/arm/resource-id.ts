/**
 * Azure Resource Manager ids: `/subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}[/{type}/{name}…]`.
 * Azure compares them without case and returns them in other case than it was given.
 */
import { BackupError } from "../core/errors.js";

export interface ResourceId {
  readonly subscription: string;
  /** The resource group, where the id lies in one. */
  readonly group: string | undefined;
  /** `Microsoft.RecoveryServices`; undefined for a resource group or a subscription itself. */
  readonly namespace: string | undefined;
  /** The types and names after the namespace, outermost first. */
  readonly path: readonly { readonly type: string; readonly name: string }[];
}

const SHAPE =
  /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?(?:\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+))?\/?$/i;

/** The parts of an id. Throws `InvalidInput` for a text that is no ARM id. */
export function parseResourceId(text: string): ResourceId {
  const found = SHAPE.exec(text);
  if (found === null) {
    throw new BackupError(
      "InvalidInput",
      `"${text}" is not an ARM id: expected /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.`,
    );
  }
  const [, subscription = "", group, namespace, rest = ""] = found;
  const segments = rest.split("/").slice(1);
  const path = segments.flatMap((type, index) => (index % 2 === 0 ? [{ type, name: segments[index + 1] ?? "" }] : []));
  return { subscription, group, namespace, path };
}

/** The id that its parts make. */
export function formatResourceId(id: ResourceId): string {
  const group = id.group === undefined ? "" : `/resourceGroups/${id.group}`;
  const provider = id.namespace === undefined ? "" : `/providers/${id.namespace}`;
  return `/subscriptions/${id.subscription}${group}${provider}${id.path.map(({ type, name }) => `/${type}/${name}`).join("")}`;
}

/** `Microsoft.RecoveryServices/vaults/backupPolicies`; the type of a resource group is `Microsoft.Resources/resourceGroups`. */
export function resourceType(id: ResourceId): string {
  if (id.namespace === undefined) {
    return id.group === undefined ? "Microsoft.Resources/subscriptions" : "Microsoft.Resources/resourceGroups";
  }
  return [id.namespace, ...id.path.map(({ type }) => type)].join("/");
}

/** The name of the innermost resource: the last one of the path, else the group, else the subscription. */
export const resourceName = (id: ResourceId): string => id.path.at(-1)?.name ?? id.group ?? id.subscription;

/** The id of the group that a resource lies in. Throws `InvalidInput` where it lies in none. */
export function groupId(text: string): string {
  const { subscription, group } = parseResourceId(text);
  if (group === undefined) throw new BackupError("InvalidInput", `${text} lies in no resource group.`);
  return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

/** Whether two ids name the same resource. */
export const sameId = (left: string, right: string): boolean => idKey(left) === idKey(right);

/** The form of an id to keep and to look up by. */
export const idKey = (id: string): string => id.toLowerCase().replace(/\/+$/, "");

/** The id of a child: `childId(vault, "backupPolicies", "daily")`. */
export const childId = (parent: string, type: string, name: string): string => `${parent}/${type}/${name}`;
