/** What is sent for a resource when its turn comes, and what can be said of it before. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { callsOf, checkExpressions, evaluate, needsRuntime, resolve } from "./evaluator.js";
import { escapedLiteral } from "./expression.js";
import { type Place, under } from "./faults.js";
import { isList } from "./functions/arguments.js";
import { isRuntimeFunction } from "./functions/index.js";
import { keyOf } from "./members.js";
import { type ExpandedResource, isDeployment, isInnerDeployment } from "./resources.js";
import type { Runtime, Scope } from "./scope.js";

/** Members of a declaration that say how it is deployed, and are not part of the resource. */
const NOT_SENT = new Set(
  [
    "type",
    "name",
    "apiVersion",
    "dependsOn",
    "condition",
    "copy",
    "resources",
    "scope",
    "comments",
    "metadata",
    "existing",
    "subscriptionId",
    "resourceGroup",
    "options",
  ].map((name) => name.toLowerCase()),
);

/** The members that are sent; the template of a nested deployment apart, where it is to be left as it is. */
function sent(resource: ExpandedResource): { readonly members: JsonObject; readonly template: Json | undefined } {
  const members = Object.fromEntries(Object.entries(resource.body).filter(([key]) => !NOT_SENT.has(key.toLowerCase())));
  const properties = members["properties"];
  if (!isInnerDeployment(resource) || !isJsonObject(properties)) return { members, template: undefined };
  const key = keyOf(properties, "template") ?? "template";
  const { [key]: template, ...rest } = properties;
  return { members: { ...members, properties: rest }, template };
}

/** The body of a resource with all its expressions evaluated; a member that is null is left out. Throws what a reading of `runtime` is refused with. */
export function bodyOf(resource: ExpandedResource, runtime: Runtime): JsonObject {
  const { members, template } = sent(resource);
  const body = withoutNulls(resolve(members, { ...resource.scope, runtime }, resource.place));
  if (!isJsonObject(body)) return {};
  if (!isDeployment(resource.type) || !isJsonObject(body["properties"])) return body;
  const properties = { ...body["properties"], ...(template === undefined ? {} : { template }) };
  // What the outer template evaluated is text by now, and must not be evaluated again.
  const escaped =
    template === undefined && "template" in properties ? { template: asLiteral(properties["template"] ?? null) } : {};
  return { ...body, properties: { ...properties, ...escaped } };
}

function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, held]) =>
    held === null || held === undefined ? [] : [[key, withoutNulls(held)] as const],
  );
  return Object.fromEntries(kept);
}

function asLiteral(value: Json): Json {
  if (typeof value === "string") return escapedLiteral(value);
  if (isList(value)) return value.map(asLiteral);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, asLiteral(held ?? null)]));
}

/** Throws the `InvalidTemplate` that evaluating the body would end with, as far as that can be said before anything is deployed. */
export function checkBody(resource: ExpandedResource): void {
  checkValue(sent(resource).members, resource.scope, resource.place);
}

/** Evaluates what needs no resources, and reads the rest. */
export function checkValue(value: Json, scope: Scope, place: Place): void {
  if (!needsRuntime(value)) {
    resolve(value, scope, place);
    return;
  }
  checkExpressions(value, scope, place);
  if (!isJsonObject(value) || keyOf(value, "copy") !== undefined) return;
  for (const [key, held] of Object.entries(value)) checkValue(held ?? null, scope, under(place, key));
}

/** The names and ids that `reference` and `list…` in the body ask for, as far as they can be said beforehand. */
export function referencesIn(resource: ExpandedResource): string[] {
  const calls = callsOf(sent(resource).members).filter(({ name }) => isRuntimeFunction(name));
  return calls.flatMap(({ args }) => {
    const [target] = args;
    if (target === undefined) return [];
    try {
      const value = evaluate(target, { ...resource.scope, secrecy: { seen: false } });
      return typeof value === "string" ? [value] : [];
    } catch {
      // A turn of an inner loop or another reading goes into the name: it is not known yet.
      return [];
    }
  });
}
