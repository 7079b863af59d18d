/**
 * The plan of a deployment: its resources in order, validated before the first of them is deployed. Planning is
 * deterministic, so any process can continue a deployment.
 */
import { idKey, parentOf } from "../arm/resource-id.js";
import type { Json, JsonObject } from "../core/json.js";
import { redactor } from "../core/redact.js";
import { bodyOf, checkBody } from "./bodies.js";
import { invalidTemplate, redacting, withoutPlace } from "./faults.js";
import { guidOf } from "./functions/hash.js";
import { type OrderedResource, orderedResources } from "./graph.js";
import { objectMember, textMember } from "./members.js";
import { checkOutputs, outputsOf } from "./outputs.js";
import { type Binding, bindParameters } from "./parameters.js";
import { type ExpandedResource, expandResources } from "./resources.js";
import type { Environment, NamedResource, Runtime, Scope } from "./scope.js";
import { type Sections, sectionsOf } from "./sections.js";
import { variableNames, variablesOf } from "./variables.js";

export interface DeploymentRequest {
  readonly template: JsonObject;
  /** Name to `{ value }`. */
  readonly parameters: JsonObject;
  readonly environment: Environment;
  /** The time of `utcNow`. */
  readonly now: Date;
  /** The seed of the values of `newGuid`. */
  readonly seed: string;
}

export interface PlannedResource extends NamedResource {
  /** The resources that are deployed before it. */
  readonly dependsOn: readonly NamedResource[];
  /** The request body. Throws `InvalidTemplate`, and the refusal of a read. */
  body(runtime: Runtime): JsonObject;
}

export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly parameters: Pick<Binding, "redacted" | "secrets">;
  /** The outputs by name, with type and value; an output that depends on a secure value has no value. */
  outputs(runtime: Runtime): JsonObject;
  /** Warnings about a template that Azure may refuse, or that succeeds only with the right timing. */
  readonly warnings: readonly string[];
}

/** Plans a deployment. Throws `InvalidTemplate` or `InvalidTemplateCircularDependency`, never quoting a secure value. */
export const planDeployment = (request: DeploymentRequest): Plan => withoutPlace(() => plan(request));

function plan(request: DeploymentRequest): Plan {
  requireShallow(request.template);
  requireShallow(request.parameters);
  const sections = sectionsOf(request.template);
  const { parameters, scope } = scopeOf(sections, request);
  return redacting(parameters.secrets, () => planOf(sections, parameters, scope));
}

function planOf(sections: Sections, parameters: Binding, scope: Scope): Plan {
  const expanded = expandResources(sections.resources, scope);
  const byName = namesOf(expanded);
  const visible = expanded.map((resource) => ({ ...resource, scope: { ...resource.scope, resourceNamed: byName } }));
  for (const resource of visible) if (resource.deployed) checkBody(resource);
  const outputScope = { ...scope, resourceNamed: byName };
  checkOutputs(sections, outputScope);
  const ordered = orderedResources(visible, loopNames(sections));
  return {
    resources: ordered.map(planned),
    parameters,
    outputs: (runtime) => outputsOf(sections, { ...outputScope, runtime }),
    warnings: ordered.flatMap((one) => warningsOf(one, byName)).map(redactor(parameters.secrets)),
  };
}

/** Deeper than real templates, and safe for the call stack. */
const MAX_DEPTH = 200;

function requireShallow(value: Json, depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) throw invalidTemplate(`The template is nested more than ${MAX_DEPTH} levels deep.`);
  for (const member of Object.values(value)) requireShallow(member ?? null, depth + 1);
}

function scopeOf(sections: Sections, request: DeploymentRequest): { parameters: Binding; scope: Scope } {
  const { functions } = sections;
  const { environment, now, seed } = request;
  let guids = 0;
  const newGuid = () => guidOf([seed, String(guids++)]);
  const parameters = bindParameters({
    declared: sections.parameters,
    definitions: sections.definitions,
    provided: request.parameters,
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
    secrecy: { hasReadSecret: false },
  };
  const variable = variablesOf(sections.variables, plain);
  const scope = { ...plain, variable };
  for (const name of variableNames(sections.variables)) variable(name);
  return { parameters, scope };
}

/** Finds resources of the template by symbolic name, name or id, for `reference`. */
function namesOf(expanded: readonly ExpandedResource[]): (name: string) => ExpandedResource | undefined {
  const byName = new Map<string, ExpandedResource>();
  for (const resource of expanded) {
    for (const name of [resource.symbol, resource.name, resource.key]) {
      if (name !== undefined && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), resource);
    }
  }
  return (name) => byName.get(idKey(name));
}

/** The names of the template's loops, in lower case. */
const loopNames = ({ resources }: Sections): Set<string> =>
  new Set(resources.map(({ body }) => (textMember(objectMember(body, "copy"), "name") ?? "").toLowerCase()));

const planned = ({ resource, before }: OrderedResource): PlannedResource => ({
  id: resource.id,
  name: resource.name,
  type: resource.type,
  apiVersion: resource.apiVersion,
  dependsOn: before.filter(({ deployed }) => deployed),
  body: (runtime) => bodyOf(resource, runtime),
});

/** Azure deploys resources in parallel, so a child that does not depend on its parent may be deployed before it. */
function warningsOf({ resource, declared }: OrderedResource, byName: ReturnType<typeof namesOf>): string[] {
  const parent = byName(parentOf(resource.key) ?? "");
  return [
    ...(parent?.deployed === true && declared.every(({ key }) => key !== parent.key)
      ? [
          `'${resource.name}' does not depend on its parent '${parent.name}', so Azure may deploy it too early. Add '${parent.name}' to its dependsOn.`,
        ]
      : []),
    ...(resource.inheritsVersion
      ? [`'${resource.name}' has no apiVersion, so the apiVersion of its parent is used. Azure refuses this: add one.`]
      : []),
  ];
}
