/** The resources that an ARM id names, one by one: read segment by segment, in linear time. */

/** One resource that an id names: the innermost one, or one that contains it. */
export interface Level {
  readonly kind: "tenant" | "subscription" | "group" | "top" | "child";
  readonly namespace: string;
  /** The full type, and its last word. */
  readonly type: string;
  readonly word: string;
  /** Undefined where the text ends after a type, as the path of a list or an action does. */
  readonly name: string | undefined;
  /** How many segments its id has. */
  readonly end: number;
}

export const TENANT_TYPE = "Microsoft.Resources/tenants";
export const SUBSCRIPTION_TYPE = "Microsoft.Resources/subscriptions";
export const GROUP_TYPE = "Microsoft.Resources/resourceGroups";

const SLASH = 47;

/** An id without the slashes at its end. `/\/+$/` would take quadratic time on many slashes inside an id. */
export function trimmed(id: string): string {
  let length = id.length;
  while (length > 0 && id.charCodeAt(length - 1) === SLASH) length--;
  return id.slice(0, length);
}

/** The segments of an id; the first is empty for every id that begins with a slash. */
export const segmentsOf = (id: string): string[] => trimmed(id).split("/");

/** The id of the first segments of an id: that of one of its levels. */
export const idUpTo = (segments: readonly string[], { end }: Level): string => segments.slice(0, end).join("/") || "/";

const isWord = (segment: string | undefined, word: string): boolean => segment?.toLowerCase() === word;

const OUTER = { namespace: "Microsoft.Resources", word: "" } as const;

/** The resources that an id names, outermost first, up to the first segment that is invalid at its position. */
export function* levelsOf(segments: readonly string[]): Generator<Level> {
  const [root, word] = segments;
  const isOfSubscription = isWord(word, "subscriptions");
  if (root !== "" || !(word === undefined || isOfSubscription || isWord(word, "providers"))) return;
  yield { ...OUTER, kind: "tenant", type: TENANT_TYPE, name: "", end: 1 };
  yield* isOfSubscription ? levelsOfSubscription(segments) : levelsBelow(segments, 1);
}

function* levelsOfSubscription(segments: readonly string[]): Generator<Level> {
  yield { ...OUTER, kind: "subscription", type: SUBSCRIPTION_TYPE, name: segments[2], end: 3 };
  const start = isWord(segments[3], "resourcegroups") ? 5 : 3;
  if (start === 5) yield { ...OUTER, kind: "group", type: GROUP_TYPE, name: segments[4], end: 5 };
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
