/** The dependencies between resources of a template: `dependsOn`, `reference`, parents of nested resources, and serial loops. */
import { ancestorOf, idKey } from "../arm/resource-id.js";
import { referencesIn } from "./bodies.js";
import { type Dependent, inOrder } from "./dependencies.js";
import { invalidTemplate } from "./faults.js";
import { dependsOn, type ExpandedResource } from "./resources.js";

export interface OrderedResource extends Dependent {
  readonly resource: ExpandedResource;
  readonly before: readonly ExpandedResource[];
  /** The resources in its own `dependsOn`. */
  readonly declared: readonly ExpandedResource[];
}

/** The deployed resources in order. `loops` are the names of the template's loops, in lower case. Throws `InvalidTemplate` for a missing resource, `InvalidTemplateCircularDependency` for a cycle. */
export function orderedResources(all: readonly ExpandedResource[], loops: ReadonlySet<string>): OrderedResource[] {
  const find = finder(all);
  const byKey = new Map(all.map((resource) => [resource.key, resource]));
  const turns = new Map(all.map((resource) => [turnKey(resource.loop, 0), resource]));
  const dependents = all.map((resource): OrderedResource => {
    const declared = dependsOn(resource).flatMap((entry) => named(entry, find, loops));
    const read = referencesIn(resource).flatMap(find);
    const around = byKey.get(resource.parentKey ?? "");
    const { loop } = resource;
    const earlier = loop?.serial === undefined ? undefined : turns.get(turnKey(loop, loop.serial));
    const before = [...new Set([...declared, ...read, around, earlier])].filter((one) => one !== undefined);
    return { key: resource.key, after: before.map(({ key }) => key), resource, before, declared };
  });
  return inOrder(dependents.filter(({ resource }) => resource.deployed));
}

/** The key of an earlier iteration of a loop. */
const turnKey = (loop: ExpandedResource["loop"], before: number): string =>
  loop === undefined ? "" : `${loop.index - before} ${loop.name}`;

type Find = (entry: string) => readonly ExpandedResource[];

/** A dependency on a loop with no iterations is valid. */
function named(entry: string, find: Find, loops: ReadonlySet<string>): readonly ExpandedResource[] {
  const matches = find(entry);
  if (matches.length > 0 || loops.has(entry.toLowerCase())) return matches;
  throw invalidTemplate(
    `The resource '${entry}' is not defined in the template. Please see https://aka.ms/arm-template for usage details.`,
  );
}

const NAMES: readonly ((resource: ExpandedResource) => string | undefined)[] = [
  ({ symbol }) => symbol,
  ({ loop }) => loop?.name,
  ({ key }) => key,
  ({ key }) => withinGroup(key),
  ({ type, name }) => `${type}/${name}`,
  ({ name }) => name,
];

/** The part of an id after its resource group: `microsoft.compute/disks/d`. */
const withinGroup = (key: string): string =>
  key.slice(`${ancestorOf(key, "Microsoft.Resources/resourceGroups") ?? ""}/providers/`.length);

/** Finds resources by symbolic name, loop, id, id within the group, type and name, or name, in this order. */
function finder(all: readonly ExpandedResource[]): Find {
  const indexes = NAMES.map((nameOf) => {
    const index = new Map<string, ExpandedResource[]>();
    for (const resource of all) {
      const name = nameOf(resource)?.toLowerCase();
      if (name === undefined) continue;
      const sameName = index.get(name);
      if (sameName === undefined) index.set(name, [resource]);
      else sameName.push(resource);
    }
    return index;
  });
  return (entry) => {
    const wanted = idKey(entry);
    return indexes.find((index) => index.has(wanted))?.get(wanted) ?? [];
  };
}
