/**
 * Derives inputs of a snapshot from its declared source, and the known properties of the source. A disk or a snapshot may be
 * the resource itself, of this package or another.
 */
import * as pulumi from "@pulumi/pulumi";
import { keepAll, knownOf, type Projections } from "./references.js";

type Properties = Readonly<Record<string, unknown>>;

/** The properties of a source that the check needs. */
const KNOWN: Projections = {
  location: keepAll,
  sku: keepAll,
  incremental: keepAll,
  diskSizeGB: keepAll,
  diskSizeGb: keepAll,
  diskSizeBytes: keepAll,
  properties: (value) => picked(value, "diskSizeGB", "incremental"),
  body: (value) => picked(value, "sku"),
};

function picked(value: unknown, ...keys: readonly string[]): unknown {
  if (pulumi.isUnknown(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(keys.map((key) => [key, (value as Properties)[key]]));
}

/** The arguments with the defaults from the source, and `__known`. */
export function withSourceFacts(args: Properties): pulumi.Inputs {
  const source: unknown = args["source"];
  if (isPending(source)) return { ...args, ...pendingDefaults(args, source as pulumi.Input<Properties>) };
  // A JavaScript program may omit `source` or write another value; the check then reports it. Pulumi would send the id of a resource.
  if (pulumi.Resource.isInstance(source)) return { ...args, source: "a resource" };
  const { disk, snapshot, blob } = Object(source) as Properties;
  const inputs: pulumi.Inputs = { ...args };
  const resource = [disk, snapshot].find((reference) => typeof reference === "object" && reference !== null);
  if (resource !== undefined) inputs["location"] ??= propertyOf(resource, "location");
  if (resource !== undefined && snapshot === resource) inputs["incremental"] ??= propertyOf(snapshot, "incremental");
  if (blob != null) inputs["incremental"] ??= false;
  if (resource === undefined) return inputs;
  return { ...inputs, __known: { [resource === disk ? "disk" : "snapshot"]: knownOf(resource, KNOWN) } };
}

const isPending = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

type PendingSource = { readonly disk?: unknown; readonly snapshot?: unknown; readonly blob?: unknown };

/** The defaults from a source that is itself an output; its other properties are not known before it resolves. */
function pendingDefaults(args: Properties, source: pulumi.Input<Properties>): pulumi.Inputs {
  const found = pulumi.output(source as pulumi.Input<object>).apply((value) => Object(value) as PendingSource);
  const location = found.apply(({ disk, snapshot }) => propertyOf(disk ?? snapshot, "location"));
  const incremental = found.apply(({ snapshot, blob }) =>
    blob == null ? propertyOf(snapshot, "incremental") : pulumi.output<unknown>(false),
  );
  return { location: args["location"] ?? location, incremental: args["incremental"] ?? incremental };
}

/** A property of a referenced resource; undefined for no reference, and for one that resolves to an id. */
function propertyOf(reference: unknown, name: string): pulumi.Output<unknown> {
  const found = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<unknown>;
  return found.apply((value) =>
    pulumi.output(Object(typeof value === "string" ? undefined : value)[name] as pulumi.Input<string>),
  ) as pulumi.Output<unknown>;
}
