/**
 * Reduces Microsoft's published resource schemas to the shapes of request bodies, by which kinds check what they send and the
 * embedded Azure what it receives: `node scripts/body-shapes.mts FOLDER` reads the published files from FOLDER and writes
 * `provider/schema/bodies/microsoft/*.json`, which `npm run build` compiles.
 *
 * A shape has names, types and values only: what is required and which ranges are allowed is in `provider/rules`, with
 * Azure's own codes. Source: https://github.com/Azure/azure-resource-manager-schemas.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Shape, Shapes } from "../provider/schema/bodies/shapes.ts";
import {
  isExtensionChoice,
  isNoExpression,
  type Schema,
  TEMPLATE_ONLY,
  tagOf,
  tagValues,
  withBase,
} from "./bodies/published.mts";

interface Reduction {
  /** The published file. */
  readonly from: string;
  /** The reduced file. */
  readonly to: string;
  /** The published names of the resources to keep, and the ARM type of each. */
  readonly resources: Readonly<Record<string, string>>;
}

const VAULTS = "Microsoft.RecoveryServices/vaults";
const MACHINES = "Microsoft.Compute/virtualMachines";
const COLLECTIONS = "Microsoft.Compute/restorePointCollections";

export const SHAPE_REDUCTIONS: readonly Reduction[] = [
  { from: "Microsoft.RecoveryServices.json", to: "vaults.json", resources: { vaults: VAULTS } },
  {
    from: "Microsoft.RecoveryServices.Backup.json",
    to: "backup.json",
    resources: {
      vaults_backupconfig: `${VAULTS}/backupconfig`,
      vaults_backupstorageconfig: `${VAULTS}/backupstorageconfig`,
      vaults_backupPolicies: `${VAULTS}/backupPolicies`,
      vaults_backupResourceGuardProxies: `${VAULTS}/backupResourceGuardProxies`,
      vaults_privateEndpointConnections: `${VAULTS}/privateEndpointConnections`,
      vaults_backupFabrics_protectionContainers: `${VAULTS}/backupFabrics/protectionContainers`,
      vaults_backupFabrics_protectionContainers_protectedItems: `${VAULTS}/backupFabrics/protectionContainers/protectedItems`,
    },
  },
  {
    from: "Microsoft.Compute.json",
    to: "machines.json",
    resources: {
      virtualMachines: MACHINES,
      virtualMachines_extensions_childResource: `${MACHINES}/extensions`,
      restorePointCollections: COLLECTIONS,
      restorePointCollections_restorePoints: `${COLLECTIONS}/restorePoints`,
    },
  },
  {
    from: "Microsoft.Compute.disks.json",
    to: "disks.json",
    resources: { disks: "Microsoft.Compute/disks", snapshots: "Microsoft.Compute/snapshots" },
  },
];

/** The values of discriminators whose branches are kept: those of virtual machines. */
const BRANCHES: readonly string[] = [
  "AzureIaasVM",
  "Microsoft.Compute/virtualMachines",
  "SimpleSchedulePolicy",
  "SimpleSchedulePolicyV2",
  "LongTermRetentionPolicy",
];

/** Enums whose published values are known to be incomplete: Azure has sizes of VMs that no version of the schema lists. */
const OPEN_ENUMS: ReadonlySet<string> = new Set(["vmSize"]);

/** The shapes of a published file. */
export function shapesOf(published: Schema, { resources }: Reduction): Shapes & { readonly $comment: string } {
  const definitions = published["definitions"] as Record<string, Schema>;
  const known = { ...definitions, ...(published["resourceDefinitions"] as Record<string, Schema>) };
  const kept: Record<string, Shape> = {};
  const keep: Keep = (name) => {
    if (name in kept) return;
    kept[name] = {};
    kept[name] = shapeOf(definitions[name] ?? {}, keep);
  };
  const bodies = Object.entries(resources).map(([name, type]) => [type, bodyOf(known[name] ?? {}, keep)]);
  return {
    $comment: `Reduced from ${String(published["id"])}`,
    resources: Object.fromEntries(bodies),
    definitions: kept,
  };
}

type Keep = (definition: string) => void;

function bodyOf(resource: Schema, keep: Keep): Shape {
  const properties = Object.entries(resource["properties"] as Schema).filter(([key]) => !TEMPLATE_ONLY.includes(key));
  return shapeOf({ type: "object", properties: Object.fromEntries(properties) }, keep);
}

function shapeOf(schema: Schema, keep: Keep): Shape {
  const { $ref, oneOf, anyOf, ...base } = schema;
  if (typeof $ref === "string") return refTo($ref, keep);
  const choices = (oneOf ?? anyOf) as readonly Schema[] | undefined;
  if (choices === undefined) return plainShape(base, keep);
  return choiceOf(
    choices.filter(isNoExpression).map((branch) => withBase(branch, base)),
    keep,
  );
}

function refTo(ref: string, keep: Keep): Shape {
  const name = ref.split("#/definitions/").at(-1) ?? "";
  keep(name);
  return { $ref: name };
}

function choiceOf(branches: readonly Schema[], keep: Keep): Shape {
  if (isExtensionChoice(branches)) return refTo("#/definitions/VirtualMachineExtensionProperties", keep);
  if (branches.length === 1) return shapeOf(branches[0] as Schema, keep);
  const tag = tagOf(branches);
  if (tag === undefined) return {};
  const kept = branches.flatMap((branch) =>
    tagValues(branch, tag)
      .filter((value) => BRANCHES.includes(value))
      .map((value) => [value, shapeOf(branch, keep)] as const),
  );
  const values = branches.flatMap((branch) => tagValues(branch, tag));
  return { type: "object", tag, tagValues: [...new Set(values)], branches: Object.fromEntries(kept) };
}

function plainShape(schema: Schema, keep: Keep): Shape {
  const { type, properties, items, additionalProperties } = schema;
  const values = schema["enum"] as readonly string[] | undefined;
  const members = Object.entries((properties as Record<string, Schema> | undefined) ?? {});
  return {
    ...(type === undefined ? {} : { type: type as NonNullable<Shape["type"]> }),
    ...(values === undefined ? {} : { enum: values }),
    ...(members.length === 0
      ? {}
      : { properties: Object.fromEntries(members.map(([name, member]) => [name, memberOf(name, member, keep)])) }),
    ...(typeof additionalProperties === "object" ? { values: shapeOf(additionalProperties as Schema, keep) } : {}),
    ...(items === undefined ? {} : { items: shapeOf(items as Schema, keep) }),
  };
}

function memberOf(name: string, member: Schema, keep: Keep): Shape {
  const shape: Shape = OPEN_ENUMS.has(name) ? { type: "string" } : shapeOf(member, keep);
  const since = SINCE.exec(String(member["description"] ?? ""))?.[1];
  return since === undefined ? shape : { ...shape, since };
}

/** How the published descriptions name the first api-version of a property. */
const SINCE = /Minimum api-version: (\d{4}-\d{2}-\d{2})/i;

/** The text of a reduced file. */
export const shapesText = (folder: string, reduction: Reduction): string =>
  `${JSON.stringify(shapesOf(JSON.parse(readFileSync(join(folder, reduction.from), "utf8")) as Schema, reduction), null, 1)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: node scripts/body-shapes.mts FOLDER");
  const target = fileURLToPath(new URL("../provider/schema/bodies/microsoft/", import.meta.url));
  for (const reduction of SHAPE_REDUCTIONS) writeFileSync(join(target, reduction.to), shapesText(folder, reduction));
}
