/**
 * Converts the declared source of a snapshot to inputs: ids, and the known properties of the source. A disk or a snapshot may
 * be the resource itself, of this package or another.
 */
import * as pulumi from "@pulumi/pulumi";
import { idOf, keepAll, knownOf, type Projections } from "./references.js";

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

/** The arguments with ids in place of resources, the defaults from the source, and `__known`. */
export function splitSource(args: Properties): pulumi.Inputs {
  // A JavaScript program may omit `source`; the check then reports it as missing.
  const { disk, snapshot, blob } = (args["source"] ?? {}) as Properties;
  const inputs: pulumi.Inputs = { ...args, ...idsIn(args, "diskAccess", "diskEncryptionSet") };
  const resource = [disk, snapshot].find((source) => source !== undefined && typeof source !== "string");
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

const idsIn = (references: Properties, ...keys: readonly string[]): pulumi.Inputs =>
  Object.fromEntries(keys.flatMap((key) => (references[key] === undefined ? [] : [[key, idOf(references[key])]])));

/** A property of a referenced resource; undefined for a reference that resolves to an id. */
function propertyOf(reference: unknown, name: string): pulumi.Output<unknown> {
  const found = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<string | Properties>;
  return found.apply((value) =>
    typeof value === "string" ? undefined : pulumi.output(value[name] as pulumi.Input<string>),
  ) as pulumi.Output<unknown>;
}
