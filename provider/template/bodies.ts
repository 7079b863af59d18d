/** The request bodies of resources, and their validation before the deployment. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { callsOf, checkExpressions, evaluate, needsRuntime, resolve } from "./evaluator.js";
import { escapedLiteral } from "./expression.js";
import { type Place, under } from "./faults.js";
import { isList } from "./functions/arguments.js";
import { isRuntimeFunction } from "./functions/index.js";
import { keyOf } from "./members.js";
import { type ExpandedResource, isDeployment, isInnerDeployment } from "./resources.js";
import type { Runtime, Scope } from "./scope.js";

/** Members of a declaration that control the deployment and are not part of the resource. */
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

/** The members to send. The template of a nested deployment with inner scope is separate, since it is not evaluated here. */
function sent(resource: ExpandedResource): { readonly members: JsonObject; readonly template: Json | undefined } {
  const members = Object.fromEntries(Object.entries(resource.body).filter(([key]) => !NOT_SENT.has(key.toLowerCase())));
  const properties = members["properties"];
  if (!isInnerDeployment(resource) || !isJsonObject(properties)) return { members, template: undefined };
  const key = keyOf(properties, "template") ?? "template";
  const { [key]: template, ...rest } = properties;
  return { members: { ...members, properties: rest }, template };
}

/** The body of a resource with evaluated expressions, without null members. Throws the refusal of a read of `runtime`. */
export function bodyOf(resource: ExpandedResource, runtime: Runtime): JsonObject {
  const { members, template } = sent(resource);
  const body = withoutNulls(resolve(members, { ...resource.scope, runtime }, resource.place));
  if (!isJsonObject(body)) return {};
  if (!isDeployment(resource.type) || !isJsonObject(body["properties"])) return body;
  const properties = { ...body["properties"], ...(template === undefined ? {} : { template }) };
  // Strings that the outer template has evaluated must not be evaluated again by the nested deployment.
  const escaped =
    template === undefined && "template" in properties ? { template: asLiteral(properties["template"] ?? null) } : {};
  return { ...body, properties: { ...properties, ...escaped } };
}

function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, member]) =>
    member === null || member === undefined ? [] : [[key, withoutNulls(member)] as const],
  );
  return Object.fromEntries(entries);
}

function asLiteral(value: Json): Json {
  if (typeof value === "string") return escapedLiteral(value);
  if (isList(value)) return value.map(asLiteral);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asLiteral(member ?? null)]));
}

/** Throws `InvalidTemplate` for errors in the body that are detectable before the deployment. */
export function checkBody(resource: ExpandedResource): void {
  checkValue(sent(resource).members, resource.scope, resource.place);
}

/** Evaluates the parts of a value that need no live resources, and only parses the others. */
export function checkValue(value: Json, scope: Scope, place: Place): void {
  if (!needsRuntime(value)) {
    resolve(value, scope, place);
    return;
  }
  checkExpressions(value, scope, place);
  if (!isJsonObject(value) || keyOf(value, "copy") !== undefined) return;
  for (const [key, member] of Object.entries(value)) checkValue(member ?? null, scope, under(place, key));
}

/** The names and ids that `reference` and `list…` in the body read, if they are known before the deployment. */
export function referencesIn(resource: ExpandedResource): string[] {
  const calls = callsOf(sent(resource).members).filter(({ name }) => isRuntimeFunction(name));
  return calls.flatMap(({ args }) => {
    const [target] = args;
    if (target === undefined) return [];
    try {
      const value = evaluate(target, { ...resource.scope, secrecy: { hasReadSecret: false } });
      return typeof value === "string" ? [value] : [];
    } catch {
      // The name depends on an inner loop or on another live resource, so it is not known yet.
      return [];
    }
  });
}
