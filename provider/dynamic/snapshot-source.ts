/**
 * What a program gives as the source of a snapshot, as inputs: ids, and beside them what is known of the source. A disk or
 * a snapshot may be the resource itself, of this package or another, whose properties are outputs.
 */
import * as pulumi from "@pulumi/pulumi";
import { idOf, knownOf, type Projections, whole } from "./references.js";

type Properties = Readonly<Record<string, unknown>>;

/** What is worth keeping of a source, and how much of it. */
const KNOWN: Projections = {
  location: whole,
  sku: whole,
  incremental: whole,
  diskSizeGB: whole,
  diskSizeGb: whole,
  diskSizeBytes: whole,
  properties: (value) => picked(value, "diskSizeGB", "incremental"),
  body: (value) => picked(value, "sku"),
};

function picked(value: unknown, ...keys: readonly string[]): unknown {
  if (pulumi.isUnknown(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(keys.map((key) => [key, (value as Properties)[key]]));
}

/** The arguments with ids in place of resources, the defaults that the source gives, and `__known`. */
export function splitSource(args: Properties): pulumi.Inputs {
  // A JavaScript program may leave it out: the check then says what is missing.
  const { disk, snapshot, blob } = (args["source"] ?? {}) as Properties;
  const inputs: pulumi.Inputs = { ...args, ...idsIn(args, "diskAccess", "diskEncryptionSet") };
  const resource = [disk, snapshot].find((given) => given !== undefined && typeof given !== "string");
  if (resource !== undefined) inputs["location"] ??= propertyOf(resource, "location");
  if (snapshot !== undefined && snapshot === resource) inputs["incremental"] ??= propertyOf(snapshot, "incremental");
  if (blob !== undefined) inputs["incremental"] ??= false;
  return {
    ...inputs,
    source: { ...(args["source"] as Properties), ...idsIn({ disk, snapshot }, "disk", "snapshot"), ...blobIds(blob) },
    ...(resource === undefined
      ? {}
      : { __known: { [resource === disk ? "disk" : "snapshot"]: knownOf(resource, KNOWN) } }),
  };
}

const blobIds = (blob: unknown): pulumi.Inputs =>
  blob === undefined ? {} : { blob: { ...(blob as Properties), ...idsIn(blob as Properties, "storageAccount") } };

const idsIn = (given: Properties, ...keys: readonly string[]): pulumi.Inputs =>
  Object.fromEntries(keys.flatMap((key) => (given[key] === undefined ? [] : [[key, idOf(given[key])]])));

/** A property of the resource that a reference is; undefined where the reference turns out to be an id. */
function propertyOf(reference: unknown, name: string): pulumi.Output<unknown> {
  const found = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<string | Properties>;
  return found.apply((value) =>
    typeof value === "string" ? undefined : pulumi.output(value[name] as pulumi.Input<string>),
  ) as pulumi.Output<unknown>;
}
