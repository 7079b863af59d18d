/**
 * The resources of a template with their loops carried out, children brought out of their parents, names, types and ids
 * complete, and conditions decided. Bodies stay as they are written until their turn comes. Source: "Resource declaration",
 * "Set name and type for child resources", "Resource iteration" and "Conditional deployment in ARM templates".
 */
import { idKey } from "../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, textAt } from "../core/json.js";
import { copyCount, resolve } from "./evaluator.js";
import { invalidTemplate, type Place, under } from "./faults.js";
import { isList, text } from "./functions/arguments.js";
import { typedPath } from "./functions/resources.js";
import { member, objectMember, textMember } from "./members.js";
import { inLoop, type NamedResource, type Scope } from "./scope.js";
import { type DeclaredResource, declaredResources } from "./sections.js";

export interface ExpandedResource extends NamedResource {
  /** The id as it is compared. */
  readonly key: string;
  readonly symbol: string | undefined;
  /** The loop that made it, and which turn; `serial` is how many turns may run at once. */
  readonly loop: { readonly name: string; readonly index: number; readonly serial: number | undefined } | undefined;
  /** The resource that it is nested in. */
  readonly parentKey: string | undefined;
  /** Whether it is to be deployed: its condition holds, and it is not one that only exists. */
  readonly deployed: boolean;
  readonly body: JsonObject;
  readonly scope: Scope;
  readonly place: Place;
  /** Whether it took the api-version of the resource that it is nested in, having none. */
  readonly borrowedVersion: boolean;
}

interface Around {
  readonly scope: Scope;
  readonly parent?: ExpandedResource;
}

/** All resources of a template, as they are written, parents before their children. Throws `InvalidTemplate`. */
export function expandResources(declared: readonly DeclaredResource[], scope: Scope): ExpandedResource[] {
  const expanded = declared.flatMap((one) => expand(one, { scope }));
  requireDistinct(expanded);
  const most = 800;
  if (expanded.length > most)
    throw invalidTemplate(`The template has ${expanded.length} resources: the most is ${most}.`);
  return expanded;
}

function expand(declared: DeclaredResource, around: Around): ExpandedResource[] {
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

/** How many turns of a serial loop run at once; undefined for a loop whose turns all do. */
function serialTurns(copy: JsonObject, scope: Scope, place: Place): number | undefined {
  if ((textMember(copy, "mode") ?? "").toLowerCase() !== "serial") return undefined;
  const size = resolve(member(copy, "batchSize") ?? 1, scope, under(place, "batchSize"));
  if (typeof size === "number" && size >= 1) return size;
  throw invalidTemplate(`The ${place.what} at '${place.path}' has a batchSize that is not a number of 1 or more.`);
}

function withChildren(declared: DeclaredResource, around: Around, loop: ExpandedResource["loop"]): ExpandedResource[] {
  const made = expandOne(declared, around, loop);
  const children = declaredResources(member(declared.body, "resources"), `${declared.path}.resources`);
  return [
    made,
    ...children.flatMap((child) => expand(nestedSymbol(child, declared), { scope: around.scope, parent: made })),
  ];
}

const nestedSymbol = (child: DeclaredResource, { symbol }: DeclaredResource): DeclaredResource =>
  child.symbol === undefined ? child : { ...child, symbol: `${symbol}::${child.symbol}` };

const placeOf = ({ body, path }: DeclaredResource): Place => ({
  what: `template resource '${textMember(body, "name") ?? ""}'`,
  path,
});

function expandOne(declared: DeclaredResource, around: Around, loop: ExpandedResource["loop"]): ExpandedResource {
  const { scope, parent } = around;
  const { body, symbol, path } = declared;
  const place = placeOf(declared);
  const written = (name: string) => textOf(member(body, name), scope, under(place, name));
  const { type, name } = combined(written("type") ?? "", written("name") ?? "", around, place);
  const version = written("apiVersion");
  const apiVersion = version ?? parent?.apiVersion;
  if (apiVersion === undefined || type === "") throw missingMember(place, type === "" ? "type" : "apiVersion");
  const condition = resolve(member(body, "condition") ?? true, scope, under(place, "condition"));
  if (typeof condition !== "boolean")
    throw invalidTemplate(`The ${place.what} at '${path}' has a condition that is neither true nor false.`);
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
    borrowedVersion: version === undefined,
  };
}

function textOf(value: Json | undefined, scope: Scope, place: Place): string | undefined {
  if (value === undefined) return undefined;
  return text(resolve(value, scope, place));
}

const missingMember = (place: Place, name: string) =>
  invalidTemplate(`The ${place.what} at '${place.path}' is not valid: the ${name} property cannot be null or empty.`);

interface Named {
  readonly type: string;
  readonly name: string;
}

/** A nested resource's type and name follow its parent's; those that are whole already stay. */
function combined(type: string, name: string, { parent }: Around, place: Place): Named {
  if (name === "") throw missingMember(place, "name");
  if (parent === undefined) return segmented({ type, name }, place);
  const isWhole = type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  const whole = isWhole ? type : `${parent.type}/${type}`;
  const isWholeName = isWhole && name.split("/").length === whole.split("/").length - 1;
  return segmented({ type: whole, name: isWholeName ? name : `${parent.name}/${name}` }, place);
}

function segmented(named: Named, place: Place): Named {
  const { type, name } = named;
  if (name.split("/").length === type.split("/").length - 1) return named;
  throw invalidTemplate(
    `The template resource '${name}' for type '${type}' at '${place.path}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-template/#resources for usage details.`,
  );
}

/** The id: in the deployment's group, in the group that a nested deployment names, or below the resource that `scope` names. */
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
  const seen = new Set<string>();
  for (const { key, type, name, place, body } of resources) {
    // One that only exists may be named beside one that is made.
    if (member(body, "existing") === true) continue;
    if (seen.has(key)) {
      throw invalidTemplate(
        `The resource '${type}/${name}' at '${place.path}' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    }
    seen.add(key);
  }
}

/** The texts of `dependsOn`, evaluated. */
export function dependsOn({ body, scope, place }: ExpandedResource): string[] {
  const declared = member(body, "dependsOn");
  if (declared === undefined) return [];
  const entries = resolve(declared, scope, under(place, "dependsOn"));
  if (isList(entries)) return entries.map(text);
  throw invalidTemplate(`The ${place.what} at '${place.path}' is not valid: dependsOn must be an array.`);
}

/** Whether a nested deployment keeps its template's expressions for itself. */
export const isInnerDeployment = ({ type, body }: Pick<ExpandedResource, "type" | "body">): boolean =>
  isDeployment(type) &&
  (
    textMember(objectMember(objectMember(body, "properties"), "expressionEvaluationOptions"), "scope") ?? ""
  ).toLowerCase() === "inner";

export const isDeployment = (type: string): boolean => type.toLowerCase() === "microsoft.resources/deployments";
