/** The step between a parsed body and its handler: the canonical form of the body, or a refusal. */
import { requiredFault } from "../../rules/items/required.js";
import { tagsFault } from "../../rules/shared/tags.js";
import { refuseIf } from "../azure/refuse.js";
import type { Call, Route } from "../azure/route.js";
import { canonicalBody } from "./canonical.js";
import { ignoredWarning, refusesUnknown, shapeRefusal, unknownMemberRefusal } from "./refusals.js";
import { shapeOfRoute } from "./shapes.js";

/** A call with the canonical form of its body. */
export interface Shaped {
  readonly call: Call;
  /** What the body has and Azure ignores. */
  readonly warnings: readonly string[];
}

const WITH_BODY = new Set(["PUT", "PATCH", "POST"]);

/**
 * A call with the canonical form of its body: no handler sees another spelling, a wrong type or a value that Azure does not
 * have. Throws Azure's 400 for these, for a missing member, and at Compute for a member that no version has.
 */
export function shapedCall(call: Call, route: Route): Shaped {
  const known = WITH_BODY.has(call.method) ? shapeOfRoute(route) : undefined;
  if (known === undefined) {
    requireTags(call);
    return { call, warnings: [] };
  }
  const { body, unknown } = canonicalBody(known, call.body);
  const [first] = unknown;
  if (first !== undefined && refusesUnknown(known.type)) throw unknownMemberRefusal(first);
  if (!known.validate(body)) throw shapeRefusal(known.type, body, known.validate.errors ?? []);
  // A PATCH changes some members and requires none.
  if (call.method !== "PATCH") refuseIf(requiredFault(known.type, body));
  requireTags({ ...call, body });
  return { call: { ...call, body }, warnings: unknown.map(ignoredWarning) };
}

/** Throws if a request that writes a resource has tags that Azure does not accept. */
function requireTags({ method, body }: Call): void {
  if (method !== "POST") refuseIf(tagsFault(body["tags"]));
}
