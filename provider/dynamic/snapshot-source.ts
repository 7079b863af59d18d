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
  const inputs: pulumi.Inputs = { ...args, ...idsIn(args, "diskAccess", "diskEncryptionSet") };
  const declared = args["source"];
  // A JavaScript program may omit `source`, or pass anything else; the check then reports it.
  if (!isPlainObject(declared)) {
    return pulumi.Resource.isInstance(declared) ? { ...inputs, source: "a resource" } : inputs;
  }
  const { disk, snapshot, blob } = declared;
  const resource = [disk, snapshot].find((source) => typeof source === "object" && source !== null);
  if (resource !== undefined) inputs["location"] ??= propertyOf(resource, "location");
  if (snapshot !== undefined && snapshot === resource) inputs["incremental"] ??= propertyOf(snapshot, "incremental");
  if (blob !== undefined && blob !== null) inputs["incremental"] ??= false;
  return {
    ...inputs,
    source: { ...declared, ...idsIn({ disk, snapshot }, "disk", "snapshot"), ...blobIds(blob) },
    ...(resource === undefined
      ? {}
      : { __known: { [resource === disk ? "disk" : "snapshot"]: knownOf(resource, KNOWN) } }),
  };
}

/** A resource, an Output and a promise are no plain objects. */
const isPlainObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const blobIds = (blob: unknown): pulumi.Inputs =>
  !isPlainObject(blob) ? {} : { blob: { ...blob, ...idsIn(blob, "storageAccount") } };

const idsIn = (references: Properties, ...keys: readonly string[]): pulumi.Inputs =>
  Object.fromEntries(keys.flatMap((key) => (references[key] === undefined ? [] : [[key, idOf(references[key])]])));

/** A property of a referenced resource; undefined for a reference that resolves to an id. */
function propertyOf(reference: unknown, name: string): pulumi.Output<unknown> {
  const found = pulumi.output(reference as pulumi.Input<string>) as pulumi.Output<
    string | Properties | null | undefined
  >;
  return found.apply((value) =>
    typeof value === "object" && value !== null ? pulumi.output(value[name] as pulumi.Input<string>) : undefined,
  ) as pulumi.Output<unknown>;
}
