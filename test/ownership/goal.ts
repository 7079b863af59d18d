/** The inputs of a registration: the old state, the dependencies, and the declared resource. */
import type { JsonObject } from "../../provider/core/json.js";
import { type Declaration, referencesIn, type StackState, type StateResource } from "./stack-state.js";

export type Dependencies = Pick<StateResource, "dependencies" | "propertyDependencies">;

export interface Goal {
  readonly declaration: Declaration;
  readonly urn: string;
  readonly old: StateResource | undefined;
  inputs: JsonObject;
  readonly next: Dependencies;
}

/** The resource that the state has under the declaration's own name, or else under one of its aliases. */
export function oldOf(stack: StackState, { aliases = [], kind }: Declaration, urn: string): StateResource | undefined {
  const urns = [urn, ...aliases.map((name) => stack.urnOf(name, kind))];
  const found = urns.map((one) => stack.state.find((resource) => resource.urn === one && !resource.isToDelete));
  return found.find((resource) => resource !== undefined);
}

/** The URNs that the inputs come from. */
export function dependenciesOf(stack: StackState, { inputs }: Declaration): Dependencies {
  const urnsOf = (names: readonly string[]) =>
    names.flatMap((name) => stack.state.filter(({ urn }) => stack.nameOf(urn) === name).map(({ urn }) => urn));
  const by = Object.entries(inputs).map(([key, value]) => [key, urnsOf(referencesIn(value).map(({ name }) => name))]);
  const propertyDependencies = Object.fromEntries(by) as Record<string, string[]>;
  return { dependencies: [...new Set(Object.values(propertyDependencies).flat())], propertyDependencies };
}

/** A new resource for the state, without its id and outputs. */
export function newResource(
  stack: StackState,
  { declaration, urn, inputs }: Pick<Goal, "declaration" | "urn" | "inputs">,
): StateResource {
  const flags = { isToDelete: false, isPendingReplacement: false, isTainted: false, isExternal: false };
  const empty = { id: "", outputs: {}, initErrors: [] };
  return { urn, kind: declaration.kind, inputs, ...empty, ...dependenciesOf(stack, declaration), ...flags };
}
