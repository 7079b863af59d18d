/**
 * Inputs that refer to another resource, of this package or another. They become the ARM id, with the dependency, and the
 * known properties of the resource, without a dependency.
 */
import * as pulumi from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject, withoutUndefined } from "../core/json.js";
import { UNKNOWN } from "../schema/unknown.js";

/** Selects the part of another resource's property to keep; `undefined` for nothing. */
export type Projection = (value: unknown) => unknown;
export type Projections = Readonly<Record<string, Projection>>;

/** Keeps the complete value of a property. */
export const keepAll: Projection = (value) => value;

/** A resolved value as plain JSON, with Pulumi's magic string for unknown values. */
interface Settled {
  readonly value: Json | undefined;
  readonly isSecret: boolean;
}

/** Members of Pulumi's Output that are not in its declared type, in every version that this package supports. */
interface OutputState {
  promise(withUnknowns: boolean): Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

/**
 * Resolves a value, or the part of it that `project` keeps, without a dependency on its resources. A value may be partially
 * known: in the first preview a VM has its declared disks, without the properties that Azure adds.
 */
export async function settled(value: unknown, project: Projection = keepAll): Promise<Settled> {
  const [found, isKnown, isSecret] = await stateOf(value);
  return { value: jsonOf(project(isKnown || pulumi.containsUnknowns(found) ? found : pulumi.unknown)), isSecret };
}

function stateOf(value: unknown): Promise<[found: unknown, isKnown: boolean, isSecret: boolean]> {
  const output = pulumi.output(value as pulumi.Input<string>) as unknown as OutputState;
  return Promise.all([output.promise(true), output.isKnown, output.isSecret]);
}

function jsonOf(value: unknown): Json | undefined {
  if (pulumi.isUnknown(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((entry) => jsonOf(entry) ?? null);
  if (!isJsonObject(value)) return value as Json | undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonOf(member)]));
}

/** Whether a value refers to a resource otherwise than by a plain id; an omitted input does not. */
export const isReference = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The value with ids in place of the references at a path of keys inside it; `*` is every entry of an array. */
export function idsAt(value: unknown, path: readonly string[]): unknown {
  if (!isReference(value)) return value;
  const [key, ...inside] = path;
  if (key === undefined) return resourceWithId(value) === undefined ? idOf(value) : value;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    const output = pulumi.output(value as pulumi.Input<string>) as pulumi.Output<unknown>;
    return output.apply((found) => pulumi.output(idsAt(found, path) as pulumi.Input<string>));
  }
  if (Array.isArray(value)) return key === "*" ? value.map((entry) => idsAt(entry, inside)) : value;
  const member = (value as Properties)[key];
  return isReference(member) ? { ...(value as Properties), [key]: idsAt(member, inside) } : value;
}

/**
 * The references at a path of keys inside a value, each with its own path below `where`, such as `source.disk`. What an Output
 * contains is not searched: its references are known only when it resolves.
 */
export function referencesAt(value: unknown, path: readonly string[], where: string): [path: string, value: object][] {
  if (!isReference(value)) return [];
  const [key, ...inside] = path;
  if (key === undefined) return [[where, value]];
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return [];
  const members =
    key === "*" && Array.isArray(value) ? [...value.entries()] : [[key, Reflect.get(value, key)] as const];
  return members.flatMap(([name, member]) => referencesAt(member, inside, `${where}.${name}`));
}

/** The resource whose `id` output a value is. In a preview of its creation the id is unknown, so its URN identifies it. */
export function resourceWithId(value: unknown): pulumi.Resource | undefined {
  if (!pulumi.Output.isInstance(value)) return undefined;
  const { resources } = value as unknown as { resources(): Set<pulumi.Resource> };
  return [...resources()].find((found) => pulumi.CustomResource.isInstance(found) && found.id === value);
}

/** The ARM id of a reference, which is the id itself or a resource. Any other value stays as it is: the check quotes it. */
function idOf(reference: unknown): pulumi.Input<unknown> {
  if (typeof reference === "string") return reference;
  if (isResourceLike(reference)) return idIn(reference);
  const output = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<unknown>;
  return output.apply((found) => pulumi.output(idIn(found) as pulumi.Input<string>)) as pulumi.Output<unknown>;
}

/** The id of a resource, the URN of a component, which has no id, and any other value. */
function idIn(found: unknown): unknown {
  if (!isReference(found) || Array.isArray(found)) return found;
  if ("id" in found) return found.id;
  return pulumi.Resource.isInstance(found) ? found.urn : found;
}

/**
 * The known properties of a referenced resource: its id, the members of `projections`, and in a preview its URN and ARM type.
 * Undefined for a reference that resolves to an id, and for a resource with a secret among these properties.
 */
export function knownOf(reference: unknown, projections: Projections): Promise<unknown> {
  // The input that refers to a failed resource reports the failure.
  return partsOf(reference, projections).catch(() => undefined);
}

async function partsOf(reference: unknown, projections: Projections): Promise<unknown> {
  if (!isResourceLike(reference)) {
    const [found] = await stateOf(reference);
    return isResourceLike(found) ? partsOf(found, projections) : undefined;
  }
  const members: Projections = pulumi.runtime.isDryRun()
    ? { ...projections, urn: keepAll, type: armTypeIn }
    : projections;
  const entries = Object.entries({ id: keepAll, ...members }).map(
    async ([member, project]) => [member, await settled(propertyIn(reference, member), project)] as const,
  );
  const settledParts = await Promise.all(entries);
  // The properties of an ArmResource are secret as a whole if one of them is: nothing of them is kept then.
  const parts = settledParts.filter(([member, { isSecret }]) => !(member === "properties" && isSecret));
  const known = withoutUndefined(Object.fromEntries(parts.map(([member, { value }]) => [member, value])) as JsonObject);
  return parts.some(([, { isSecret }]) => isSecret) ? undefined : known;
}

/** The classes of this package have the ARM type in `__armType`; other resources of Azure have an output for it. */
const propertyIn = (reference: Properties, member: string): unknown =>
  member === "type" ? (reference["__armType"] ?? reference["type"]) : reference[member];

/** The ARM type; undefined for an unknown one, and for a `type` of another meaning. */
const armTypeIn: Projection = (type) =>
  typeof type === "string" && /^\w+(\.\w+)+(\/\w+)+$/.test(type) ? type : undefined;

type Properties = Readonly<Record<string, pulumi.Input<unknown>>>;

/** Whether a value is a resource or an object of that shape. Its members are resolved one by one: in an Output of the object one unknown member would hide all others. */
const isResourceLike = (value: unknown): value is Properties =>
  typeof value === "object" &&
  value !== null &&
  !pulumi.Output.isInstance(value) &&
  !pulumi.isUnknown(value) &&
  !("then" in value);
