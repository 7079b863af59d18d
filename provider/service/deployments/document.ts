/** What a running deployment remembers: all that its plan is made of, and how far it has come. It goes when the deployment ends, and secure values with it. */

import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { redactedJson, redactor } from "../../core/redact.js";
import { type Plan, planDeployment } from "../../template/index.js";
import { TENANT } from "../azure/resources.js";

export const DEPLOYMENT_TYPE = "Microsoft.Resources/deployments";

/** What a deployment is asked for with. */
export interface DeploymentFacts {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly subscription: string;
  /** The body of the resource group. */
  readonly group: JsonObject;
  readonly name: string;
  readonly startedAt: string;
  /** Names the deployment in Azure's logs; the values of `newGuid` are made of it. */
  readonly correlationId: string;
  /** Secure values of the deployment that this one is nested in. */
  readonly inherited: readonly string[];
}

/** The deployment as it is kept, as plain JSON. */
export const writtenFacts = (facts: DeploymentFacts): JsonObject => ({ ...facts, inherited: [...facts.inherited] });

/** The deployment that `writtenFacts` wrote. */
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

/** Facts that take the place of all those that a deployment need not remember once it has ended. */
export const CLEARED_FACTS: JsonObject = {
  template: undefined,
  parameters: undefined,
  group: undefined,
  inherited: undefined,
  pending: undefined,
};

/** Plans by the template that they were made of: the stages of one settling share it. */
const plans = new WeakMap<JsonObject, { readonly correlationId: string; readonly plan: Plan }>();

/** The plan of a deployment: the same at every asking. Throws `InvalidTemplate`. */
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

/** The secure values of a deployment, longest first, so that one that holds another goes whole. */
export const secretsOf = (facts: DeploymentFacts, plan: Plan): string[] =>
  [...new Set([...facts.inherited, ...plan.parameters.secrets])].sort((left, right) => right.length - left.length);
