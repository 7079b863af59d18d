/** The order in which resources are deployed: each after those that it depends on, else as they are written. */
import { invalidTemplate } from "./faults.js";

export interface Dependent {
  /** What names it among the others. */
  readonly key: string;
  /** Keys of those that go before it; keys of nobody are not looked at. */
  readonly after: readonly string[];
}

/** The dependents in order; the first that is written goes first wherever that is open. Throws Azure's `InvalidTemplateCircularDependency` naming one of a circle. */
export function inOrder<T extends Dependent>(dependents: readonly T[]): T[] {
  const keys = new Set(dependents.map(({ key }) => key));
  const placedKeys = new Set<string>();
  const ordered: T[] = [];
  let left = [...dependents];
  while (left.length > 0) {
    const next = left.find(({ after }) => after.every((key) => placedKeys.has(key) || !keys.has(key)));
    if (next === undefined) throw circular(left);
    ordered.push(next);
    placedKeys.add(next.key);
    left = left.filter((other) => other !== next);
  }
  return ordered;
}

/** Of those that are left over, some only wait for a circle: going from one to what it waits for ends in the circle. */
function circular(left: readonly Dependent[]) {
  const byKey = new Map(left.map((dependent) => [dependent.key, dependent]));
  const seen = new Set<string>();
  let at = left[0];
  while (at !== undefined && !seen.has(at.key)) {
    seen.add(at.key);
    at = byKey.get(at.after.find((key) => byKey.has(key)) ?? "");
  }
  return invalidTemplate(
    `Circular dependency detected on resource: '${at?.key ?? ""}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    "InvalidTemplateCircularDependency",
  );
}
