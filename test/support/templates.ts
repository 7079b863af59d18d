/** ARM templates for tests, and what is made of them without a service. */
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

/** A network of the template, waiting for others. */
export const network = (name: string, more: JsonObject = {}): JsonObject => ({
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2020-06-01",
  name,
  location: "westeurope",
  ...more,
});

/** The plan of a template with the values of its parameters. */
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

/** Resources as they are: none, unless a test has some. */
export const NOTHING: Runtime = {
  reference: (id) => {
    throw new Error(`${id} is not there`);
  },
  list: (id) => {
    throw new Error(`${id} is not there`);
  },
};

/** The value of an expression, written without its brackets. */
export function evaluated(expression: string, runtime: Runtime = NOTHING): Json {
  const outputs = { of: { type: "object", value: { value: `[${expression}]` } } };
  const shown = planOf(template([], { outputs })).outputs(runtime)["of"] as { value: { value: Json } };
  return shown.value.value;
}

/** The message that a template is refused with; empty where it is taken. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    if (isTemplateFault(error)) return error.message;
    throw error;
  }
}
