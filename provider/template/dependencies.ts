/** The order of deployment: each resource after its dependencies, else in the order of the template. */
import { invalidTemplate } from "./faults.js";

export interface Dependent {
  readonly key: string;
  /** The keys of its dependencies; unknown keys are ignored. */
  readonly after: readonly string[];
}

/** The dependents in topological order, stable otherwise. Throws Azure's `InvalidTemplateCircularDependency` with one resource of the cycle. */
export function inOrder<T extends Dependent>(dependents: readonly T[]): T[] {
  const keys = new Set(dependents.map(({ key }) => key));
  const orderedKeys = new Set<string>();
  const ordered: T[] = [];
  let left = [...dependents];
  while (left.length > 0) {
    const next = left.find(({ after }) => after.every((key) => orderedKeys.has(key) || !keys.has(key)));
    if (next === undefined) throw circular(left);
    ordered.push(next);
    orderedKeys.add(next.key);
    left = left.filter((other) => other !== next);
  }
  return ordered;
}

/** Some of the remaining resources only depend on a cycle. Following the dependencies from any of them leads into the cycle. */
function circular(left: readonly Dependent[]) {
  const byKey = new Map(left.map((dependent) => [dependent.key, dependent]));
  const visited = new Set<string>();
  let at = left[0];
  while (at !== undefined && !visited.has(at.key)) {
    visited.add(at.key);
    at = byKey.get(at.after.find((key) => byKey.has(key)) ?? "");
  }
  return invalidTemplate(
    `Circular dependency detected on resource: '${at?.key ?? ""}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    "InvalidTemplateCircularDependency",
  );
}
