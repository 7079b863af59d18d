/**
 * The facts of a deployment: the parts of its plan, and its progress. They are deleted when the deployment ends, and secure
 * values with them.
 */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { redactedJson, redactor } from "../../core/redact.js";
import { type Plan, planDeployment } from "../../template/index.js";
import { TENANT } from "../azure/resources.js";

export const DEPLOYMENT_TYPE = "Microsoft.Resources/deployments";

/** The request of a deployment. */
export interface DeploymentFacts {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly subscription: string;
  /** The body of the resource group. */
  readonly group: JsonObject;
  readonly name: string;
  readonly startedAt: string;
  /** Identifies the deployment in Azure's logs; seeds the values of `newGuid`. */
  readonly correlationId: string;
  /** Secure values of the deployment that contains this one. */
  readonly inherited: readonly string[];
}

/** The facts of a deployment as plain JSON. */
export const writtenFacts = (facts: DeploymentFacts): JsonObject => ({ ...facts, inherited: [...facts.inherited] });

/** The facts that `writtenFacts` wrote. */
export const readFacts = (written: JsonObject): DeploymentFacts => ({
  template: objectAt(written, "template"),
  parameters: objectAt(written, "parameters"),
  subscription: textAt(written, "subscription") ?? "",
  group: objectAt(written, "group"),
  name: textAt(written, "name") ?? "",
  startedAt: textAt(written, "startedAt") ?? "",
  correlationId: textAt(written, "correlationId") ?? "",
  inherited: listAt(written, "inherited").map(String),
});

/** Overwrites the facts that a deployment does not need once it has ended. */
export const CLEARED_FACTS: JsonObject = {
  template: undefined,
  parameters: undefined,
  group: undefined,
  inherited: undefined,
  pending: undefined,
};

/** Plans by their template: the stages of one settling share a plan. */
const plans = new WeakMap<JsonObject, { readonly correlationId: string; readonly plan: Plan }>();

/** The plan of a deployment; deterministic. Throws `InvalidTemplate`. */
export function planOf(facts: DeploymentFacts): Plan {
  const known = plans.get(facts.template);
  if (known?.correlationId === facts.correlationId) return known.plan;
  const plan = planDeployment({
    template: facts.template,
    parameters: facts.parameters,
    environment: {
      subscriptionId: facts.subscription,
      tenantId: TENANT,
      resourceGroup: facts.group,
      deploymentName: facts.name,
    },
    now: new Date(facts.startedAt),
    seed: facts.correlationId,
  });
  plans.set(facts.template, { correlationId: facts.correlationId, plan });
  return plan;
}

/** JSON with every secure value redacted. */
export const redacted = (value: Json, secrets: readonly string[]): Json => redactedJson(value, redactor(secrets));

/** The secure values of a deployment, longest first: a value that contains another is redacted as a whole. */
export const secretsOf = (facts: DeploymentFacts, plan: Plan): string[] =>
  [...new Set([...facts.inherited, ...plan.parameters.secrets])].sort((left, right) => right.length - left.length);
