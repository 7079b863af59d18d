/**
 * Inputs that name another resource: its ARM id, which carries the dependency, and what the program knows of it, which
 * carries none. A resource may be one of this package or of another, whose properties are outputs.
 */
import * as pulumi from "@pulumi/pulumi";
import { isJsonObject, type Json, type JsonObject, withoutUndefined } from "../core/json.js";
import { UNKNOWN } from "../schema/unknown.js";

/** The part of a property of another resource that is kept; `undefined` for none. */
export type Projection = (value: unknown) => unknown;
export type Projections = Readonly<Record<string, Projection>>;

/** Keeps the value of a property as it is. */
export const whole: Projection = (value) => value;

/** A value that has arrived, as plain JSON in which Pulumi's magic string stands for what is unknown. */
interface Settled {
  readonly value: Json | undefined;
  readonly isSecret: boolean;
}

/** What an Output of Pulumi has in addition to its declared type, in every version that this package supports. */
interface OutputState {
  promise(withUnknowns: boolean): Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

/**
 * Waits for a value, or the part of it that `project` keeps, without depending on the resources that it comes from. A value
 * may be known in part: at the first preview a VM knows the disks that were declared, and not what Azure will add.
 */
export async function settled(value: unknown, project: Projection = whole): Promise<Settled> {
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
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, jsonOf(held)]));
}

/** The ARM id that a reference is, or that the resource has. */
export function idOf(reference: unknown): pulumi.Input<unknown> {
  if (typeof reference === "string") return reference;
  if (isResourceLike(reference)) return reference["id"];
  const named = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<unknown>;
  return named.apply((found) =>
    pulumi.output((typeof found === "string" ? found : memberOf(found, "id")) as pulumi.Input<string>),
  ) as pulumi.Output<unknown>;
}

/**
 * What is known of the resource that a reference is: its id, the members of `projections`, and, while it has no id yet, its
 * URN. Nothing for a reference that turns out to be an id, and where a part of it is secret.
 */
export function knownOf(reference: unknown, projections: Projections): Promise<unknown> {
  // A resource that failed is reported by the input that names it.
  return partsOf(reference, projections).catch(() => undefined);
}

async function partsOf(reference: unknown, projections: Projections): Promise<unknown> {
  if (!isResourceLike(reference)) {
    const [found] = await stateOf(reference);
    return isResourceLike(found) ? partsOf(found, projections) : undefined;
  }
  const members: Projections = pulumi.runtime.isDryRun() ? { ...projections, urn: whole } : projections;
  const entries = Object.entries({ id: whole, ...members }).map(
    async ([member, project]) => [member, await settled(reference[member], project)] as const,
  );
  const parts = await Promise.all(entries);
  const known = withoutUndefined(Object.fromEntries(parts.map(([member, { value }]) => [member, value])) as JsonObject);
  return parts.some(([, { isSecret }]) => isSecret) ? undefined : known;
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

type Properties = Readonly<Record<string, pulumi.Input<unknown>>>;

/** A resource, or an object of its shape: not unwrapped as a whole, where one part that is unknown would hide all others. */
const isResourceLike = (value: unknown): value is Properties =>
  typeof value === "object" &&
  value !== null &&
  !pulumi.Output.isInstance(value) &&
  !pulumi.isUnknown(value) &&
  !("then" in value);
