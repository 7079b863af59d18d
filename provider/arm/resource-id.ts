/**
 * Azure Resource Manager ids: `{scope}/providers/{namespace}/{type}/{name}[/{type}/{name}…]`, where the scope is a
 * subscription, a resource group, or the resource that an extension resource such as a lock belongs to. Azure compares ids
 * without case and returns them in other case than they were sent. Parts are read segment by segment, in linear time.
 */
import { BackupError } from "../core/errors.js";

export interface ResourceId {
  readonly subscription: string;
  /** The name of the resource group; undefined for an id outside every group. */
  readonly group: string | undefined;
  /** `Microsoft.RecoveryServices`; undefined for a resource group or a subscription itself. */
  readonly namespace: string | undefined;
  /** The types and names after the last namespace, outermost first. */
  readonly path: readonly { readonly type: string; readonly name: string }[];
  /** The resource that an extension resource belongs to; missing for every other id. */
  readonly scope?: ResourceId;
}

/** The parts of an id. Throws `InvalidInput` for text that is not an ARM id, and for an encoded slash in a segment. */
export function parseResourceId(text: string): ResourceId {
  const segments = (text.endsWith("/") ? text.slice(0, -1) : text).split("/");
  const levels = [...levelsOf(segments)];
  if (levels.at(-1)?.end !== segments.length || segments.indexOf("", 1) >= 0) {
    throw new BackupError(
      "InvalidInput",
      `"${text}" is not an ARM id: expected /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.`,
    );
  }
  for (const segment of segments) refuseEncodedSlash(segment, text);
  return partsOf(levels);
}

function partsOf([outermost, ...below]: readonly Level[]): ResourceId {
  const group = below[0]?.kind === "group" ? below.shift()?.name : undefined;
  const place = { subscription: outermost?.name ?? "", group };
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
  const group = id.group === undefined ? "" : `/resourceGroups/${id.group}`;
  const scope = id.scope === undefined ? `/subscriptions/${id.subscription}${group}` : formatResourceId(id.scope);
  const provider = id.namespace === undefined ? "" : `/providers/${id.namespace}`;
  return `${scope}${provider}${id.path.map(({ type, name }) => `/${type}/${name}`).join("")}`;
}

/** `Microsoft.RecoveryServices/vaults/backupPolicies`; the type of a resource group is `Microsoft.Resources/resourceGroups`. */
export function resourceType(id: ResourceId): string {
  if (id.namespace === undefined) return id.group === undefined ? SUBSCRIPTION_TYPE : GROUP_TYPE;
  return [id.namespace, ...id.path.map(({ type }) => type)].join("/");
}

/** The name of the innermost resource: the last one of the path, else the group, else the subscription. */
export const resourceName = (id: ResourceId): string => id.path.at(-1)?.name ?? id.group ?? id.subscription;

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

/** The GUID of the subscription. */
export const subscriptionOf = (id: string): string => parseResourceId(id).subscription;

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
 * belongs to, its group, or its subscription. Undefined for a subscription, and for text that is not an ARM id.
 */
export function parentOf(id: string): string | undefined {
  const segments = segmentsOf(id);
  const above = [...levelsOf(segments)].at(-2);
  return above === undefined ? undefined : segments.slice(0, above.end).join("/");
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
  return found === undefined ? undefined : segments.slice(0, found.end).join("/");
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

const SUBSCRIPTION_TYPE = "Microsoft.Resources/subscriptions";
const GROUP_TYPE = "Microsoft.Resources/resourceGroups";
const SLASH = 47;

/** An id without the slashes at its end. `/\/+$/` would take quadratic time on many slashes inside an id. */
function trimmed(id: string): string {
  let length = id.length;
  while (length > 0 && id.charCodeAt(length - 1) === SLASH) length--;
  return id.slice(0, length);
}

/** The segments of an id; the first is empty for every id that begins with a slash. */
const segmentsOf = (id: string): string[] => trimmed(id).split("/");

/** One resource that an id names: the innermost one, or one that contains it. */
interface Level {
  readonly kind: "subscription" | "group" | "top" | "child";
  readonly namespace: string;
  /** The full type, and its last word. */
  readonly type: string;
  readonly word: string;
  /** Undefined where the text ends after a type, as the path of a list or an action does. */
  readonly name: string | undefined;
  /** How many segments its id has. */
  readonly end: number;
}

const isWord = (segment: string | undefined, word: string): boolean => segment?.toLowerCase() === word;

/** The resources that an id names, outermost first, up to the first segment that is invalid at its position. */
function* levelsOf(segments: readonly string[]): Generator<Level> {
  if (segments[0] !== "" || !isWord(segments[1], "subscriptions")) return;
  const outer = { namespace: "Microsoft.Resources", word: "" } as const;
  yield { ...outer, kind: "subscription", type: SUBSCRIPTION_TYPE, name: segments[2], end: 3 };
  const start = isWord(segments[3], "resourcegroups") ? 5 : 3;
  if (start === 5) yield { ...outer, kind: "group", type: GROUP_TYPE, name: segments[4], end: 5 };
  yield* levelsBelow(segments, start);
}

function* levelsBelow(segments: readonly string[], start: number): Generator<Level> {
  let namespace: string | undefined;
  let above: string | undefined;
  for (let at = start; at < segments.length; at += 2) {
    const [word = "", next] = [segments[at], segments[at + 1]];
    if (isWord(word, "providers")) {
      [namespace, above] = [next, undefined];
    } else if (namespace === undefined) {
      return;
    } else {
      const type: string = `${above ?? namespace}/${word}`;
      yield { kind: above === undefined ? "top" : "child", namespace, type, word, name: next, end: at + 2 };
      above = type;
    }
  }
}
