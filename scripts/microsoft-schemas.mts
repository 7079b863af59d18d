/**
 * Reduces Microsoft's published resource schemas to the request bodies of this package: `node
 * scripts/microsoft-schemas.mts FOLDER` reads the published files from FOLDER and writes `test/golden/microsoft-*.json`, with
 * which tests validate request bodies: what is required, patterns and ranges included.
 *
 * The published schemas describe templates in JSON Schema draft-04. The reduced schemas describe request bodies in draft-07:
 * the definitions of a few resource types and their references, without alternatives for template expressions, only for
 * workloads of virtual machines, and with closed objects, which refuse misspelled properties. Source:
 * https://github.com/Azure/azure-resource-manager-schemas.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
  /** The reduced file, from the root of the checkout. */
  readonly to: string;
  /** The definitions of resources to keep, by their published names, and the ARM type of each. */
  readonly resources: Readonly<Record<string, string>>;
}

const VAULTS = "Microsoft.RecoveryServices/vaults";
const GOLDEN = "test/golden/microsoft";

export const REDUCTIONS: readonly Reduction[] = [
  { from: "Microsoft.RecoveryServices.json", to: `${GOLDEN}-vaults.json`, resources: { vaults: VAULTS } },
  {
    from: "Microsoft.RecoveryServices.Backup.json",
    to: `${GOLDEN}-backup.json`,
    resources: {
      vaults_backupconfig: `${VAULTS}/backupconfig`,
      vaults_backupPolicies: `${VAULTS}/backupPolicies`,
      vaults_backupFabrics_protectionContainers_protectedItems: `${VAULTS}/backupFabrics/protectionContainers/protectedItems`,
    },
  },
  {
    from: "Microsoft.Compute.json",
    to: `${GOLDEN}-extensions.json`,
    resources: { virtualMachines_extensions_childResource: "Microsoft.Compute/virtualMachines/extensions" },
  },
  {
    from: "Microsoft.Compute.disks.json",
    to: `${GOLDEN}-snapshots.json`,
    resources: { snapshots: "Microsoft.Compute/snapshots" },
  },
  {
    from: "Microsoft.Compute.json",
    to: `${GOLDEN}-machines.json`,
    resources: { virtualMachines: "Microsoft.Compute/virtualMachines" },
  },
  {
    from: "Microsoft.Compute.disks.json",
    to: `${GOLDEN}-disks.json`,
    resources: { disks: "Microsoft.Compute/disks" },
  },
];

/** The discriminators of alternatives, and their values for virtual machines. */
const BRANCHES: Readonly<Record<string, readonly string[]>> = {
  backupManagementType: ["AzureIaasVM"],
  protectedItemType: ["Microsoft.Compute/virtualMachines"],
  schedulePolicyType: ["SimpleSchedulePolicy", "SimpleSchedulePolicyV2"],
  retentionPolicyType: ["LongTermRetentionPolicy"],
};

/** The reduced schema of a published one. */
export function reduce(published: Schema, { resources }: Reduction): Schema {
  const definitions = published["definitions"] as Record<string, Schema>;
  const kept: Record<string, unknown> = {};
  const keep = (name: string): void => {
    if (name in kept) return;
    kept[name] = undefined;
    kept[name] = simplify(definitions[name], keep);
  };
  const known = { ...definitions, ...(published["resourceDefinitions"] as Record<string, Schema>) };
  const bodies = Object.entries(resources).map(([name, type]) => [type, simplify(bodyOf(known[name] ?? {}), keep)]);
  return {
    $comment: `Reduced from ${String(published["id"])}`,
    resources: Object.fromEntries(bodies),
    definitions: kept,
  };
}

/** The body of a PUT: the resource of a template without what only a template needs. */
function bodyOf(resource: Schema): Schema {
  const properties = Object.entries(resource["properties"] as Schema).filter(([key]) => !TEMPLATE_ONLY.includes(key));
  return { type: "object", properties: Object.fromEntries(properties), required: ["properties"] };
}

type Keep = (definition: string) => void;

function simplify(schema: unknown, keep: Keep): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((entry) => simplify(entry, keep));
  const { description: _, $ref, oneOf, anyOf, ...rest } = schema as Schema;
  if (typeof $ref === "string") return referTo($ref, keep);
  const choices = (oneOf ?? anyOf) as Schema[] | undefined;
  if (choices !== undefined)
    return choice(
      choices.filter(isNoExpression).map((branch) => withBase(branch, rest)),
      keep,
    );
  return closed(rest, keep);
}

function referTo(ref: string, keep: Keep): Schema {
  const name = ref.split("#/definitions/").at(-1) ?? "";
  keep(name);
  return { $ref: `#/definitions/${name}` };
}

/** A choice between workloads is by the member that names the workload; of extensions, what is common to all of them. */
function choice(branches: readonly Schema[], keep: Keep): unknown {
  if (isExtensionChoice(branches)) return referTo("#/definitions/VirtualMachineExtensionProperties", keep);
  if (branches.length === 1) return simplify(branches[0], keep);
  const tag = tagOf(branches);
  if (tag === undefined) return { anyOf: branches.map((branch) => simplify(branch, keep)) };
  const wanted = BRANCHES[tag];
  const chosen = branches.filter(
    (branch) => wanted === undefined || tagValues(branch, tag).some((v) => wanted.includes(v)),
  );
  if (chosen.length === 1) return simplify(chosen[0], keep);
  return {
    type: "object",
    discriminator: { propertyName: tag },
    required: [tag],
    oneOf: chosen.map((b) => simplify(b, keep)),
  };
}

function closed(schema: Schema, keep: Keep): Schema {
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== "format")
      .map(([key, value]) => [key, key === "properties" ? membersOf(value as Schema, keep) : simplify(value, keep)]),
  );
  const members = Object.keys((schema["properties"] as Schema | undefined) ?? {});
  const isClosed = members.length > 0 && schema["additionalProperties"] === undefined;
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

const membersOf = (properties: Schema, keep: Keep): Schema =>
  Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, simplify(value, keep)]));

/** The text of a reduced file. */
export const textOf = (folder: string, reduction: Reduction): string =>
  `${JSON.stringify(reduce(JSON.parse(readFileSync(join(folder, reduction.from), "utf8")) as Schema, reduction), null, 1)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: node scripts/microsoft-schemas.mts FOLDER");
  const root = fileURLToPath(new URL("..", import.meta.url));
  for (const reduction of REDUCTIONS) writeFileSync(join(root, reduction.to), textOf(folder, reduction));
}
