/**
 * The dependents that must be deleted before a resource that is deleted first and replaced: those that a change of the
 * inputs from it replaces. The engine calls their diffs with these inputs unknown.
 */
import type { Deployment } from "./deployment.js";
import { type StateResource, UNKNOWN } from "./stack-state.js";

/** In reverse order of their dependencies. */
export async function dependentsToDelete(
  { stack, provider }: Deployment,
  root: StateResource,
): Promise<StateResource[]> {
  const replaced = new Set([root.urn]);
  const found: StateResource[] = [];
  for (const resource of stack.state) {
    if (resource === root || resource.isToDelete || resource.isPendingReplacement) continue;
    const keys = Object.entries(resource.propertyDependencies).flatMap(([key, urns]) =>
      urns.some((urn) => replaced.has(urn)) ? [key] : [],
    );
    if (keys.length === 0) continue;
    const inputs = { ...resource.inputs, ...Object.fromEntries(keys.map((key) => [key, UNKNOWN])) };
    const diff = await provider.diff(resource.urn, resource, inputs);
    if (!keys.some((key) => diff.replaces.includes(key))) continue;
    replaced.add(resource.urn);
    found.unshift(resource);
  }
  return found;
}
