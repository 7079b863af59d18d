/** The step between a parsed body and its handler: the canonical form of the body, or a refusal. */
import { requiredFault } from "../../rules/items/required.js";
import { tagCountFault, tagsFault } from "../../rules/shared/tags.js";
import { canonicalBody, ignoredWarning, type Nulls } from "../../schema/bodies/index.js";
import { refuseIf } from "../azure/refuse.js";
import type { Call, Route } from "../azure/route.js";
import { shapeOfRoute } from "./of-route.js";
import { refusesUnknown, shapeRefusal, unknownMemberRefusal } from "./refusals.js";

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
  // Before the body is read, which takes a second for as many tags as a body may have.
  requireTagCount(call);
  const known = WITH_BODY.has(call.method) ? shapeOfRoute(route) : undefined;
  if (known === undefined) {
    requireTags(call);
    return { call, warnings: [] };
  }
  const { body, unknown, wrong } = canonicalBody(known, call.body, {
    nulls: nullsOf(call, known.type),
    apiVersion: call.apiVersion,
  });
  const [firstUnknown] = unknown;
  if (firstUnknown !== undefined && refusesUnknown(known.type)) throw unknownMemberRefusal(firstUnknown);
  const [firstWrong] = wrong;
  if (firstWrong !== undefined) throw shapeRefusal(known.type, firstWrong);
  // A PATCH changes some members and requires none.
  if (call.method !== "PATCH") refuseIf(requiredFault(known.type, body));
  requireTags({ ...call, body });
  return { call: { ...call, body }, warnings: unknown.map(ignoredWarning) };
}

/** Throws if a request that writes a resource has more tags than Azure accepts, under any spelling of their name. */
function requireTagCount({ method, body }: Call): void {
  if (method === "POST") return;
  for (const [name, value] of Object.entries(body)) {
    if (name.toLowerCase() === "tags") refuseIf(tagCountFault(value));
  }
}

/**
 * Compute reads bodies as models, in which a null is a property that was not sent. A PATCH of a VM deletes tags and user-assigned
 * identities by null; disks, snapshots and extensions have properties that a null in a PATCH resets. For a vault its route decides.
 */
function nullsOf({ method }: Call, type: string): Nulls {
  if (method === "PUT" && type.startsWith("Microsoft.Compute/")) return "dropped";
  return type === "Microsoft.Compute/virtualMachines" ? "of maps" : "kept";
}

/** Throws if a request that writes a resource has tags that Azure does not accept. */
function requireTags({ method, body }: Call): void {
  if (method !== "POST") refuseIf(tagsFault(body["tags"]));
}
