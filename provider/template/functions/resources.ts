/** Functions of resources and scopes. Source: "Resource functions" and "Scope functions for ARM templates". */
import { ancestorOf, nameOf } from "../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import { templateFault } from "../faults.js";
import type { NamedResource, Runtime, Scope } from "../scope.js";
import { ANY_NUMBER, type EagerFunction, objectArg, stringArg } from "./arguments.js";

/** `namespace/a/n1/b/n2` from a type and its names. Throws if their numbers differ. */
export function typedPath(type: string, names: readonly string[]): string {
  const [namespace = "", ...types] = type.split("/");
  if (types.length === 0 || types.length !== names.length) {
    throw templateFault(
      `the type '${type}' requires '${types.length}' resource name argument(s), '${names.length}' were given.`,
    );
  }
  return [namespace, ...types.flatMap((segment, index) => [segment, names[index] ?? ""])].join("/");
}

/** The type is the first argument with a slash; the arguments before it are the scope. */
function parts(args: readonly Json[], mostBefore: number) {
  const texts = args.map(stringArg);
  const at = texts.findIndex((value) => value.includes("/"));
  if (at < 0 || at > mostBefore)
    throw templateFault("a resource type such as 'Microsoft.Compute/virtualMachines' is expected.");
  return { before: texts.slice(0, at), path: typedPath(texts[at] ?? "", texts.slice(at + 1)) };
}

function resourceId(args: readonly Json[], { environment }: Scope): string {
  const { before, path } = parts(args, 2);
  const group = before.at(-1) ?? textAt(environment.resourceGroup, "name") ?? "";
  const subscription = before.length === 2 ? before[0] : environment.subscriptionId;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${path}`;
}

function subscriptionResourceId(args: readonly Json[], { environment }: Scope): string {
  const { before, path } = parts(args, 1);
  return `/subscriptions/${before[0] ?? environment.subscriptionId}/providers/${path}`;
}

const subscription = ({ environment }: Scope): JsonObject => ({
  id: `/subscriptions/${environment.subscriptionId}`,
  subscriptionId: environment.subscriptionId,
  tenantId: environment.tenantId,
  displayName: "Embedded Azure",
});

const deployment = ({ environment }: Scope): JsonObject => ({
  name: environment.deploymentName,
  properties: { mode: "Incremental", provisioningState: "Accepted" },
});

/** Azure's public cloud. */
const ENVIRONMENT: JsonObject = {
  name: "AzureCloud",
  portal: "https://portal.azure.com",
  resourceManager: "https://management.azure.com/",
  graph: "https://graph.windows.net/",
  authentication: {
    loginEndpoint: "https://login.microsoftonline.com/",
    audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
    tenant: "common",
    identityProvider: "AAD",
  },
  suffixes: {
    storage: "core.windows.net",
    keyvaultDns: ".vault.azure.net",
    sqlServerHostname: ".database.windows.net",
  },
};

/** Access to live resources. Throws where they cannot be read. */
function requireRuntime({ runtime }: Scope, name: string): Runtime {
  if (runtime !== undefined) return runtime;
  throw templateFault(`The template function '${name.toUpperCase()}' is not expected at this location.`);
}

/** The resource for a name or an id in `reference`: one of the template, else any resource by its full id. */
function referenced(scope: Scope, nameOrId: string, apiVersion: string | undefined): NamedResource {
  const known = scope.resourceNamed?.(nameOrId);
  if (known !== undefined) return { ...known, apiVersion: apiVersion ?? known.apiVersion };
  if (!nameOrId.startsWith("/")) {
    throw templateFault(
      `The resource '${nameOrId}' is not defined in the template. Please see https://aka.ms/arm-template for usage details.`,
    );
  }
  // Azure refuses a resource outside the template without an api-version; templates that the portal exports omit it.
  return { id: nameOrId, name: nameOf(nameOrId), type: "", apiVersion: apiVersion ?? "2022-09-01" };
}

function reference([nameOrId, apiVersion, full]: readonly Json[], scope: Scope): Json {
  const runtime = requireRuntime(scope, "reference");
  const version = typeof apiVersion === "string" ? apiVersion : undefined;
  const target = referenced(scope, stringArg(nameOrId), version);
  const body = runtime.reference(target.id, target.apiVersion);
  if (typeof full !== "string" || full.toLowerCase() !== "full") return objectAt(body, "properties");
  const subscriptionId = nameOf(ancestorOf(target.id, "Microsoft.Resources/subscriptions") ?? "");
  const resourceGroupName = nameOf(ancestorOf(target.id, "Microsoft.Resources/resourceGroups") ?? "");
  return { ...body, apiVersion: target.apiVersion, subscriptionId, resourceGroupName, resourceId: target.id };
}

/** `listKeys` and any other function whose name begins with list. Their results are secret. */
export const listFunction = (name: string): EagerFunction => ({
  name,
  arity: [1, 3],
  call: ([nameOrId, apiVersion, body = {}], scope) => {
    const runtime = requireRuntime(scope, name);
    scope.secrecy.hasReadSecret = true;
    const target = referenced(scope, stringArg(nameOrId), apiVersion === undefined ? undefined : stringArg(apiVersion));
    return runtime.list(target.id, { name, apiVersion: target.apiVersion, body: objectArg(body) });
  },
});

function resourceInfo(name: string, scope: Scope): JsonObject {
  const { id, type, name: full, apiVersion } = referenced(scope, name, undefined);
  return { id, name: full, type, apiVersion };
}

export const RESOURCE_FUNCTIONS: readonly EagerFunction[] = [
  { name: "resourceId", arity: [2, ANY_NUMBER], call: resourceId },
  { name: "subscriptionResourceId", arity: [2, ANY_NUMBER], call: subscriptionResourceId },
  { name: "tenantResourceId", arity: [2, ANY_NUMBER], call: (args) => `/providers/${parts(args, 0).path}` },
  {
    name: "extensionResourceId",
    arity: [3, ANY_NUMBER],
    call: ([base, ...rest]) => `${stringArg(base)}/providers/${parts(rest, 0).path}`,
  },
  { name: "resourceGroup", arity: [0, 0], call: (_, { environment }) => environment.resourceGroup },
  { name: "subscription", arity: [0, 0], call: (_, scope) => subscription(scope) },
  { name: "tenant", arity: [0, 0], call: (_, { environment }) => ({ tenantId: environment.tenantId }) },
  { name: "deployment", arity: [0, 0], call: (_, scope) => deployment(scope) },
  { name: "environment", arity: [0, 0], call: () => ENVIRONMENT },
  { name: "reference", arity: [1, 3], call: reference },
  { name: "resourceInfo", arity: [1, 1], call: ([name], scope) => resourceInfo(stringArg(name), scope) },
];
