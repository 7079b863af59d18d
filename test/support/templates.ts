/** ARM templates for tests, and their plans and expressions without a service. */
import type { Json, JsonObject } from "../../provider/core/json.js";
import { isTemplateFault, type Plan, planDeployment, type Runtime } from "../../provider/template/index.js";

export const TEMPLATE_GROUP = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rehearsal";

/** A template of resources, with further sections. */
export const template = (resources: Json, sections: JsonObject = {}): JsonObject => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources,
  ...sections,
});

/** A virtual network for a template; `more` adds properties such as `dependsOn`. */
export const network = (name: string, more: JsonObject = {}): JsonObject => ({
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2020-06-01",
  name,
  location: "westeurope",
  ...more,
});

/** The plan of a template with these parameter values. */
export const planOf = (of: JsonObject, values: JsonObject = {}): Plan =>
  planDeployment({
    template: of,
    parameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value: value ?? null }])),
    environment: {
      subscriptionId: "00000000-0000-4000-8000-000000000001",
      tenantId: "00000000-0000-0000-0000-000000000001",
      resourceGroup: { id: TEMPLATE_GROUP, name: "rehearsal", location: "westeurope" },
      deploymentName: "one",
    },
    now: new Date("2024-05-13T10:25:28.000Z"),
    seed: "one",
  });

/** A runtime without resources. */
export const NOTHING: Runtime = {
  reference: (id) => {
    throw new Error(`${id} is not there`);
  },
  list: (id) => {
    throw new Error(`${id} is not there`);
  },
};

/** The value of an expression, which is passed without brackets. */
export function evaluated(expression: string, runtime: Runtime = NOTHING): Json {
  const outputs = { of: { type: "object", value: { value: `[${expression}]` } } };
  const output = planOf(template([], { outputs })).outputs(runtime)["of"] as { value: { value: Json } };
  return output.value.value;
}

/** The message that refuses a template; empty if the template is accepted. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    if (isTemplateFault(error)) return error.message;
    throw error;
  }
}
