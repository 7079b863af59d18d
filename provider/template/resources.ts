/**
 * Expands the resources of a template: loops, nested children, complete names, types and ids, and conditions. Bodies are
 * evaluated later, when the resource is deployed. Source: "Resource declaration",
 * "Set name and type for child resources", "Resource iteration" and "Conditional deployment in ARM templates".
 */
import { idKey } from "../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, textAt } from "../core/json.js";
import { copyCount, resolve } from "./evaluator.js";
import { invalidTemplate, type Place, under } from "./faults.js";
import { isList, stringArg } from "./functions/arguments.js";
import { typedPath } from "./functions/resources.js";
import { member, objectMember, textMember } from "./members.js";
import { inLoop, type NamedResource, type Scope } from "./scope.js";
import { type DeclaredResource, declaredResources } from "./sections.js";

export interface ExpandedResource extends NamedResource {
  /** The normalized id. */
  readonly key: string;
  readonly symbol: string | undefined;
  /** Its loop and iteration; `serial` is the number of parallel iterations. */
  readonly loop: { readonly name: string; readonly index: number; readonly serial: number | undefined } | undefined;
  /** The key of the resource in which it is nested. */
  readonly parentKey: string | undefined;
  /** Whether it is deployed: its condition is true, and it is not an `existing` resource. */
  readonly deployed: boolean;
  readonly body: JsonObject;
  readonly scope: Scope;
  readonly place: Place;
  /** Whether it declares no api-version and uses that of its parent. */
  readonly inheritsVersion: boolean;
}

interface Parent {
  readonly scope: Scope;
  readonly parent?: ExpandedResource;
}

/** All resources of a template in its order, parents before their children. Throws `InvalidTemplate`. */
export function expandResources(declared: readonly DeclaredResource[], scope: Scope): ExpandedResource[] {
  const expanded = declared.flatMap((one) => expand(one, { scope }));
  requireDistinct(expanded);
  if (expanded.length > MAX_RESOURCES)
    throw invalidTemplate(`The template has ${expanded.length} resources; the maximum is ${MAX_RESOURCES}.`);
  return expanded;
}

const MAX_RESOURCES = 800;

function expand(declared: DeclaredResource, around: Parent): ExpandedResource[] {
  const copy = member(declared.body, "copy");
  if (!isJsonObject(copy)) return withChildren(declared, around, undefined);
  const place = placeOf(declared);
  if (around.parent !== undefined) {
    throw invalidTemplate(
      `The ${place.what} at '${place.path}' is nested in another resource and cannot have copy: declare it on its own.`,
    );
  }
  const name = textMember(copy, "name") ?? "";
  const count = copyCount(copy, around.scope, under(place, "copy"));
  const serial = serialTurns(copy, around.scope, under(place, "copy"));
  return Array.from({ length: count }, (_, index) =>
    withChildren(declared, { scope: inLoop(around.scope, { name, index, unnamed: true }) }, { name, index, serial }),
  ).flat();
}

/** The number of parallel iterations of a serial loop; undefined for a parallel loop. */
function serialTurns(copy: JsonObject, scope: Scope, place: Place): number | undefined {
  if ((textMember(copy, "mode") ?? "").toLowerCase() !== "serial") return undefined;
  const size = resolve(member(copy, "batchSize") ?? 1, scope, under(place, "batchSize"));
  if (typeof size === "number" && size >= 1) return size;
  throw invalidTemplate(
    `The ${place.what} at '${place.path}' has an invalid batchSize: expected an integer of at least 1.`,
  );
}

function withChildren(declared: DeclaredResource, around: Parent, loop: ExpandedResource["loop"]): ExpandedResource[] {
  const resource = expandOne(declared, around, loop);
  const children = declaredResources(member(declared.body, "resources"), `${declared.path}.resources`);
  return [
    resource,
    ...children.flatMap((child) => expand(nestedSymbol(child, declared), { scope: around.scope, parent: resource })),
  ];
}

const nestedSymbol = (child: DeclaredResource, { symbol }: DeclaredResource): DeclaredResource =>
  child.symbol === undefined ? child : { ...child, symbol: `${symbol}::${child.symbol}` };

const placeOf = ({ body, path }: DeclaredResource): Place => ({
  what: `template resource '${textMember(body, "name") ?? ""}'`,
  path,
});

function expandOne(declared: DeclaredResource, around: Parent, loop: ExpandedResource["loop"]): ExpandedResource {
  const { scope, parent } = around;
  const { body, symbol, path } = declared;
  const place = placeOf(declared);
  const evaluated = (name: string) => textOf(member(body, name), scope, under(place, name));
  const { type, name } = combined(evaluated("type") ?? "", evaluated("name") ?? "", around, place);
  const version = evaluated("apiVersion");
  const apiVersion = version ?? parent?.apiVersion;
  if (apiVersion === undefined || type === "") throw missingMember(place, type === "" ? "type" : "apiVersion");
  const condition = resolve(member(body, "condition") ?? true, scope, under(place, "condition"));
  if (typeof condition !== "boolean")
    throw invalidTemplate(`The ${place.what} at '${path}' has a condition that is not a boolean.`);
  const id = idOf({ type, name }, body, scope, place);
  return {
    id,
    key: idKey(id),
    type,
    name,
    apiVersion,
    symbol,
    loop,
    parentKey: parent?.key,
    deployed: condition && member(body, "existing") !== true,
    body,
    scope,
    place: { what: `template resource '${name}'`, path },
    inheritsVersion: version === undefined,
  };
}

function textOf(value: Json | undefined, scope: Scope, place: Place): string | undefined {
  if (value === undefined) return undefined;
  return stringArg(resolve(value, scope, place));
}

const missingMember = (place: Place, name: string) =>
  invalidTemplate(`The ${place.what} at '${place.path}' is not valid: the ${name} property cannot be null or empty.`);

interface Named {
  readonly type: string;
  readonly name: string;
}

/** The type and name of a nested resource, prefixed with those of its parent unless they are complete. */
function combined(type: string, name: string, { parent }: Parent, place: Place): Named {
  if (name === "") throw missingMember(place, "name");
  if (parent === undefined) return segmented({ type, name }, place);
  const isComplete = type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  const fullType = isComplete ? type : `${parent.type}/${type}`;
  const isNameComplete = isComplete && name.split("/").length === fullType.split("/").length - 1;
  return segmented({ type: fullType, name: isNameComplete ? name : `${parent.name}/${name}` }, place);
}

function segmented(named: Named, place: Place): Named {
  const { type, name } = named;
  if (name.split("/").length === type.split("/").length - 1) return named;
  throw invalidTemplate(
    `The template resource '${name}' for type '${type}' at '${place.path}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-template/#resources for usage details.`,
  );
}

/** The id: in the deployment's group, in the group of a nested deployment, or below the resource in `scope`. */
function idOf({ type, name }: Named, body: JsonObject, scope: Scope, place: Place): string {
  const path = typedPath(type, name.split("/"));
  const within = textOf(member(body, "scope"), scope, under(place, "scope"));
  const { subscriptionId, resourceGroup } = scope.environment;
  const subscription = textOf(member(body, "subscriptionId"), scope, under(place, "subscriptionId")) ?? subscriptionId;
  const group =
    textOf(member(body, "resourceGroup"), scope, under(place, "resourceGroup")) ?? textAt(resourceGroup, "name");
  const groupId = `/subscriptions/${subscription}/resourceGroups/${group}`;
  if (within === undefined) return `${groupId}/providers/${path}`;
  if (within.startsWith("/")) return `${within.replace(/\/$/, "")}/providers/${path}`;
  return `${groupId}/providers/${relativePath(within)}/providers/${path}`;
}

/** A `scope` may name its resource as `namespace/type/name`, or with all types before all names. */
function relativePath(within: string): string {
  const segments = within.split("/");
  const half = (segments.length + 1) / 2;
  return segments.length > 3 ? typedPath(segments.slice(0, half).join("/"), segments.slice(half)) : within;
}

function requireDistinct(resources: readonly ExpandedResource[]): void {
  const keys = new Set<string>();
  for (const { key, type, name, place, body } of resources) {
    // An `existing` resource may refer to one that the template deploys.
    if (member(body, "existing") === true) continue;
    if (keys.has(key)) {
      throw invalidTemplate(
        `The resource '${type}/${name}' at '${place.path}' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    }
    keys.add(key);
  }
}

/** The evaluated entries of `dependsOn`. */
export function dependsOn({ body, scope, place }: ExpandedResource): string[] {
  const declared = member(body, "dependsOn");
  if (declared === undefined) return [];
  const entries = resolve(declared, scope, under(place, "dependsOn"));
  if (isList(entries)) return entries.map(stringArg);
  throw invalidTemplate(`The ${place.what} at '${place.path}' is not valid: dependsOn must be an array.`);
}

/** Whether the expressions of a nested deployment are evaluated in its own scope. */
export const isInnerDeployment = ({ type, body }: Pick<ExpandedResource, "type" | "body">): boolean =>
  isDeployment(type) &&
  (
    textMember(objectMember(objectMember(body, "properties"), "expressionEvaluationOptions"), "scope") ?? ""
  ).toLowerCase() === "inner";

export const isDeployment = (type: string): boolean => type.toLowerCase() === "microsoft.resources/deployments";
