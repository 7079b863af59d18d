/** Which resources of a template go before which: what `dependsOn` says, what `reference` reads, parents of what is nested in them, and turns of serial loops. */
import { ancestorOf, idKey } from "../arm/resource-id.js";
import { referencesIn } from "./bodies.js";
import { type Dependent, inOrder } from "./dependencies.js";
import { invalidTemplate } from "./faults.js";
import { dependsOn, type ExpandedResource } from "./resources.js";

export interface OrderedResource extends Dependent {
  readonly resource: ExpandedResource;
  readonly before: readonly ExpandedResource[];
  /** The resources that its own `dependsOn` names. */
  readonly declared: readonly ExpandedResource[];
}

/** The resources that are deployed, in order. `loops` are the names of the template's loops, in lower case. Throws `InvalidTemplate` for a resource that is not there, `InvalidTemplateCircularDependency` for a circle. */
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

/** What names the turn of a loop that is so many before this one. */
const turnKey = (loop: ExpandedResource["loop"], before: number): string =>
  loop === undefined ? "" : `${loop.index - before} ${loop.name}`;

type Find = (entry: string) => readonly ExpandedResource[];

/** A loop that makes nothing may be waited for. */
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

/** What follows the group of an id: `microsoft.compute/disks/d`. */
const withinGroup = (key: string): string =>
  key.slice(`${ancestorOf(key, "Microsoft.Resources/resourceGroups") ?? ""}/providers/`.length);

/** Finds resources by symbolic name or loop, by id, by id within the group, by type and name, or by name: whichever finds any first. */
function finder(all: readonly ExpandedResource[]): Find {
  const indexes = NAMES.map((nameOf) => {
    const index = new Map<string, ExpandedResource[]>();
    for (const resource of all) {
      const name = nameOf(resource)?.toLowerCase();
      if (name === undefined) continue;
      const held = index.get(name);
      if (held === undefined) index.set(name, [resource]);
      else held.push(resource);
    }
    return index;
  });
  return (entry) => {
    const wanted = idKey(entry);
    return indexes.find((index) => index.has(wanted))?.get(wanted) ?? [];
  };
}
