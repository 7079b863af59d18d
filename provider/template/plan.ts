/**
 * What a deployment will do: its resources in order, and what can be said to be wrong before the first of them is made.
 * Planning the same request gives the same plan, so that any process can go on with a deployment.
 */
import { idKey } from "../arm/resource-id.js";
import type { JsonObject } from "../core/json.js";
import { bodyOf, checkBody, referencesIn } from "./bodies.js";
import { type Dependent, inOrder } from "./dependencies.js";
import { invalidTemplate } from "./faults.js";
import { guidOf } from "./functions/hash.js";
import { objectMember, textMember } from "./members.js";
import { checkOutputs, outputsOf } from "./outputs.js";
import { type Binding, bindParameters } from "./parameters.js";
import { dependsOn, type ExpandedResource, expandResources } from "./resources.js";
import type { Environment, NamedResource, Runtime, Scope } from "./scope.js";
import { type Sections, sectionsOf } from "./sections.js";
import { variableNames, variablesOf } from "./variables.js";

export interface DeploymentRequest {
  readonly template: JsonObject;
  /** Name to `{ value }`. */
  readonly parameters: JsonObject;
  readonly environment: Environment;
  /** What `utcNow` says. */
  readonly now: Date;
  /** What the values of `newGuid` are made of. */
  readonly seed: string;
}

export interface PlannedResource extends NamedResource {
  /** The ids of the resources that go before it. */
  readonly dependsOn: readonly NamedResource[];
  /** What is sent for it. Throws `InvalidTemplate`, and what a reading is refused with. */
  body(runtime: Runtime): JsonObject;
}

export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly parameters: Pick<Binding, "shown" | "secrets">;
  /** The outputs by name, with type and value; one that a secure value went into has no value. */
  outputs(runtime: Runtime): JsonObject;
  /** What Azure takes, but what ends well only by chance. */
  readonly warnings: readonly string[];
}

/** Plans a deployment. Throws `InvalidTemplate` or `InvalidTemplateCircularDependency`, never quoting a secure value. */
export function planDeployment(request: DeploymentRequest): Plan {
  const sections = sectionsOf(request.template);
  const { parameters, scope } = scopeOf(sections, request);
  const expanded = expandResources(sections.resources, scope);
  const byName = namesOf(expanded);
  const visible = expanded.map((resource) => ({ ...resource, scope: { ...resource.scope, resourceNamed: byName } }));
  for (const resource of visible) if (resource.deployed) checkBody(resource);
  const outputScope = { ...scope, resourceNamed: byName };
  checkOutputs(sections, outputScope);
  const around = { all: visible, loops: loopNames(sections) };
  const ordered = inOrder(
    visible.map((resource) => dependent(resource, around)).filter(({ resource }) => resource.deployed),
  );
  return {
    resources: ordered.map(planned),
    parameters,
    outputs: (runtime) => outputsOf(sections, { ...outputScope, runtime }),
    warnings: ordered.flatMap((one) => warningsOf(one, visible)),
  };
}

function scopeOf(sections: Sections, request: DeploymentRequest): { parameters: Binding; scope: Scope } {
  const { functions } = sections;
  const { environment, now, seed } = request;
  let guids = 0;
  const newGuid = () => guidOf([seed, String(guids++)]);
  const parameters = bindParameters({
    declared: sections.parameters,
    definitions: sections.definitions,
    given: request.parameters,
    environment,
    functions,
    fresh: { now, newGuid },
  });
  const plain: Scope = {
    environment,
    functions,
    parameter: parameters.parameter,
    loops: [],
    locals: new Map(),
    secrecy: { seen: false },
  };
  const variable = variablesOf(sections.variables, plain);
  const scope = { ...plain, variable };
  for (const name of variableNames(sections.variables)) variable(name);
  return { parameters, scope };
}

/** Finds resources of the template as `reference` names them: by symbolic name, by name, or by id. */
function namesOf(expanded: readonly ExpandedResource[]): NonNullable<Scope["resourceNamed"]> {
  const byName = new Map<string, NamedResource>();
  for (const resource of expanded) {
    for (const name of [resource.symbol, resource.name, resource.key]) {
      if (name !== undefined && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), resource);
    }
  }
  return (name) => byName.get(idKey(name));
}

interface Ordered extends Dependent {
  readonly resource: ExpandedResource;
  readonly before: readonly ExpandedResource[];
}

interface Around {
  readonly all: readonly ExpandedResource[];
  /** The names of the template's loops, in lower case: one that makes nothing may be waited for. */
  readonly loops: ReadonlySet<string>;
}

const loopNames = ({ resources }: Sections): Set<string> =>
  new Set(resources.map(({ body }) => (textMember(objectMember(body, "copy"), "name") ?? "").toLowerCase()));

function dependent(resource: ExpandedResource, { all, loops }: Around): Ordered {
  const declared = dependsOn(resource).flatMap((entry) =>
    loops.has(entry.toLowerCase()) ? found(entry, all) : named(entry, all),
  );
  const read = referencesIn(resource).flatMap((name) => found(name, all));
  const around = all.filter(({ key }) => key === resource.parentKey);
  const before = [...new Set([...declared, ...read, ...around, ...earlierTurns(resource, all)])];
  return { key: resource.key, after: before.map(({ key }) => key), resource, before };
}

/** In a serial loop a turn waits for the one that many turns before it. */
function earlierTurns({ loop }: ExpandedResource, all: readonly ExpandedResource[]): ExpandedResource[] {
  if (loop?.serial === undefined) return [];
  const { name, index, serial } = loop;
  return all.filter((other) => other.loop?.name === name && other.loop.index === index - serial);
}

/** The resources that an entry of `dependsOn` names. Throws `InvalidTemplate` for one that is not in the template. */
function named(entry: string, all: readonly ExpandedResource[]): ExpandedResource[] {
  const matches = found(entry, all);
  if (matches.length > 0) return matches;
  throw invalidTemplate(
    `The resource '${entry}' is not defined in the template. Please see https://aka.ms/arm-template for usage details.`,
  );
}

/** By symbolic name or loop, by id, by id within the group, by type and name, or by name. */
function found(entry: string, all: readonly ExpandedResource[]): ExpandedResource[] {
  const wanted = idKey(entry);
  const names: readonly ((resource: ExpandedResource) => string | undefined)[] = [
    ({ symbol }) => symbol,
    ({ loop }) => loop?.name,
    ({ key }) => key,
    ({ key }) => key.split("/providers/").slice(1).join("/providers/"),
    ({ type, name }) => `${type}/${name}`,
    ({ name }) => name,
  ];
  for (const nameOf of names) {
    const matches = all.filter((resource) => nameOf(resource)?.toLowerCase() === wanted);
    if (matches.length > 0) return matches;
  }
  return [];
}

const planned = ({ resource, before }: Ordered): PlannedResource => ({
  id: resource.id,
  name: resource.name,
  type: resource.type,
  apiVersion: resource.apiVersion,
  dependsOn: before.filter(({ deployed }) => deployed),
  body: (runtime) => bodyOf(resource, runtime),
});

/** Azure deploys what does not wait side by side: a child that does not wait for its parent may come too early. */
function warningsOf({ resource }: Ordered, all: readonly ExpandedResource[]): string[] {
  const parent = all.find(({ key, deployed }) => deployed && key === resource.key.split("/").slice(0, -2).join("/"));
  const declared = dependsOn(resource).flatMap((entry) => found(entry, all));
  return [
    ...(parent !== undefined && !declared.includes(parent)
      ? [
          `'${resource.name}' does not depend on '${parent.name}', in which it lies: Azure may deploy it too early. Name '${parent.name}' in its dependsOn.`,
        ]
      : []),
    ...(resource.borrowedVersion
      ? [`'${resource.name}' has no apiVersion and takes that of the resource it is nested in; Azure refuses this.`]
      : []),
  ];
}
