/**
 * Azure Resource Manager ids: `{scope}/providers/{namespace}/{type}/{name}[/{type}/{name}…]`, where the scope is the tenant
 * (which is empty), a subscription, a resource group, or the resource that an extension resource such as a lock belongs to.
 * A management group is a resource of the tenant. Azure compares ids without case and returns them in other case than they
 * were sent.
 */
import { BackupError } from "../core/errors.js";
import {
  GROUP_TYPE,
  idUpTo,
  type Level,
  levelsOf,
  SUBSCRIPTION_TYPE,
  segmentsOf,
  TENANT_TYPE,
  trimmed,
} from "./resource-levels.js";

export interface ResourceId {
  /** The GUID of the subscription; undefined for the tenant and for an id outside every subscription. */
  readonly subscription: string | undefined;
  /** The name of the resource group; undefined for an id outside every group. */
  readonly group: string | undefined;
  /** `Microsoft.RecoveryServices`; undefined for a resource group, a subscription or the tenant itself. */
  readonly namespace: string | undefined;
  /** The types and names after the last namespace, outermost first. */
  readonly path: readonly { readonly type: string; readonly name: string }[];
  /** The resource that an extension resource belongs to; missing for every other id. */
  readonly scope?: ResourceId;
}

/**
 * The parts of an id; `/` is the id of the tenant. Throws `InvalidInput` for text that is not an ARM id, and for an encoded
 * slash in a segment.
 */
export function parseResourceId(text: string): ResourceId {
  const segments = (text.endsWith("/") ? text.slice(0, -1) : text).split("/");
  const levels = [...levelsOf(segments)];
  if (text === "" || levels.at(-1)?.end !== segments.length || segments.indexOf("", 1) >= 0) {
    throw new BackupError(
      "InvalidInput",
      `"${text}" is not an ARM id: expected /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.`,
    );
  }
  for (const segment of segments) refuseEncodedSlash(segment, text);
  return partsOf(levels);
}

function partsOf([, ...below]: readonly Level[]): ResourceId {
  const subscription = below[0]?.kind === "subscription" ? below.shift()?.name : undefined;
  const group = below[0]?.kind === "group" ? below.shift()?.name : undefined;
  const place = { subscription, group };
  let path: { type: string; name: string }[] = [];
  let id: ResourceId = { ...place, namespace: undefined, path };
  for (const { kind, namespace, word, name = "" } of below) {
    if (kind === "top") {
      path = [];
      id = { ...place, namespace, path, ...(id.namespace === undefined ? {} : { scope: id }) };
    }
    path.push({ type: word, name });
  }
  return id;
}

/** The text of an id. */
export function formatResourceId(id: ResourceId): string {
  const subscription = id.subscription === undefined ? "" : `/subscriptions/${id.subscription}`;
  const group = id.group === undefined ? "" : `/resourceGroups/${id.group}`;
  const scope = id.scope === undefined ? `${subscription}${group}` : formatResourceId(id.scope);
  const provider = id.namespace === undefined ? "" : `/providers/${id.namespace}`;
  return `${scope}${provider}${id.path.map(({ type, name }) => `/${type}/${name}`).join("")}` || "/";
}

/** `Microsoft.RecoveryServices/vaults/backupPolicies`; the type of a resource group is `Microsoft.Resources/resourceGroups`. */
export function resourceType(id: ResourceId): string {
  if (id.namespace !== undefined) return [id.namespace, ...id.path.map(({ type }) => type)].join("/");
  if (id.subscription === undefined) return TENANT_TYPE;
  return id.group === undefined ? SUBSCRIPTION_TYPE : GROUP_TYPE;
}

/** The name of the innermost resource: the last one of the path, else the group, else the subscription; empty for the tenant. */
export const resourceName = (id: ResourceId): string => id.path.at(-1)?.name ?? id.group ?? id.subscription ?? "";

/**
 * The id of a resource of this type and name whose parent is `parent`: a resource group of a subscription, a child of the
 * parent (`{parent}/{type}/{name}`), or a resource in the parent's scope, which is an extension resource if the parent is a
 * resource itself (`{parent}/providers/{type}/{name}`). Does not check that Azure allows this parent.
 */
export function idBelow(parent: ResourceId, type: string, name: string): string {
  const above = parent.namespace === undefined && parent.subscription === undefined ? "" : formatResourceId(parent);
  if (sameText(type, GROUP_TYPE)) return `${above}/resourceGroups/${name}`;
  if (sameText(type, SUBSCRIPTION_TYPE)) return `/subscriptions/${name}`;
  const end = type.lastIndexOf("/");
  const isChild = parent.namespace !== undefined && sameText(type.slice(0, end), resourceType(parent));
  return isChild ? `${above}/${type.slice(end + 1)}/${name}` : `${above}/providers/${type}/${name}`;
}

const sameText = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The type of an id. Throws `InvalidInput` for text that is not an ARM id, as do the other functions unless stated otherwise. */
export const typeOf = (id: string): string => resourceType(parseResourceId(id));

/** Whether an id is of this type, in any case; false for text that is not an ARM id. */
export const isOfType = (id: string, type: string): boolean => {
  const segments = segmentsOf(id);
  const last = [...levelsOf(segments)].at(-1);
  return last?.end === segments.length && last.type.toLowerCase() === type.toLowerCase();
};

/** The text after the last slash: the name of an id, and any text without a slash itself. Never throws. */
export function nameOf(id: string): string {
  const text = trimmed(id);
  return text.slice(text.lastIndexOf("/") + 1);
}

/** The GUID of the subscription. Throws `InvalidInput` for an id outside every subscription. */
export function subscriptionOf(id: string): string {
  const { subscription } = parseResourceId(id);
  if (subscription === undefined) throw new BackupError("InvalidInput", `${id} is not in a subscription.`);
  return subscription;
}

/** Whether two ids are in one subscription. */
export const isSameSubscription = (left: string, right: string): boolean =>
  subscriptionOf(left).toLowerCase() === subscriptionOf(right).toLowerCase();

/** `/subscriptions/{GUID}`, the scope that lists of a whole subscription have. */
export const subscriptionScopeOf = (id: string): string => `/subscriptions/${subscriptionOf(id)}`;

/** The name of the resource group; undefined for an id outside every group. */
export const groupOf = (id: string): string | undefined => parseResourceId(id).group;

/** The id of the resource group. Throws `InvalidInput` for an id outside every group. */
export function groupIdOf(id: string): string {
  const { subscription, group } = parseResourceId(id);
  if (group === undefined) throw new BackupError("InvalidInput", `${id} is not in a resource group.`);
  return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

export { groupIdOf as groupId };

/**
 * The id of what contains a resource, as it is written in its id: the resource above it, the resource that an extension
 * belongs to, its group, its subscription, or the tenant, `/`. Undefined for the tenant, and for text that is not an ARM id.
 */
export function parentOf(id: string): string | undefined {
  const segments = segmentsOf(id);
  const above = [...levelsOf(segments)].at(-2);
  return above === undefined ? undefined : idUpTo(segments, above);
}

/**
 * The ids of a resource and of all that contains it, without the tenant, outermost first, in the case of the given id. `id` may
 * end with a list or an action. Never throws.
 */
export function lineageOf(id: string): string[] {
  const segments = segmentsOf(id);
  const named = [...levelsOf(segments)].filter(({ kind, name }) => kind !== "tenant" && name !== undefined);
  return named.map((level) => idUpTo(segments, level));
}

/**
 * The id of the nearest resource of a type that contains this one, or of the resource itself, in the case of the given id:
 * the vault of a protected item, the VM of an extension. `id` may end with a list or an action. Undefined if there is none.
 */
export function ancestorOf(id: string, type: string): string | undefined {
  const segments = segmentsOf(id);
  const found = [...levelsOf(segments)].findLast(
    (level) => level.name !== undefined && level.type.toLowerCase() === type.toLowerCase(),
  );
  return found === undefined ? undefined : idUpTo(segments, found);
}

/** The type that the path of a resource, a list or an action names, in lower case: `microsoft.recoveryservices/vaults`. */
export const typeOfPath = (path: string): string => ([...levelsOf(segmentsOf(path))].at(-1)?.type ?? "").toLowerCase();

/** Whether a resource is below another, at any depth. Never throws. */
export const isBelow = (id: string, ancestor: string): boolean => idKey(id).startsWith(`${idKey(ancestor)}/`);

/** Whether two ids name the same resource. Never throws. */
export const sameId = (left: string, right: string): boolean => idKey(left) === idKey(right);

/** The normalized form of an id, for use as a key. Never throws. */
export const idKey = (id: string): string => trimmed(id).toLowerCase();

/** The path of a URL that names an id or a path below one, encoded. */
export const encodedPath = (path: string): string => encodeURI(path).replace(/[?#]/g, encodeURIComponent);

/**
 * The segments of a URL's path, each decoded by itself, without empty ones. Throws `InvalidInput` for an encoded slash,
 * which would become two segments, and for invalid percent-encoding.
 */
export function decodedSegments(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.map((segment) => {
    refuseEncodedSlash(segment, path);
    try {
      return decodeURIComponent(segment);
    } catch (cause) {
      throw new BackupError(
        "InvalidInput",
        `"${path}" is not a valid path: "${segment}" is not valid percent-encoding.`,
        {
          cause,
        },
      );
    }
  });
}

function refuseEncodedSlash(segment: string, text: string): void {
  if (!/%2f/i.test(segment)) return;
  throw new BackupError(
    "InvalidInput",
    `"${text}" is not an ARM id: the segment "${segment}" contains an encoded slash (%2F), which no name can have.`,
  );
}
