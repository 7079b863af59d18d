/** Subscriptions, tenants and the registration of resource providers. A provider is registered unless it was unregistered. */
import { subscriptionOf } from "../../arm/resource-id.js";
import type { JsonObject } from "../../core/json.js";
import { ok } from "../azure/replies.js";
import { RESOURCE_GROUP_TYPE, SUBSCRIPTION, TENANT } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { PROVIDERS } from "./provider-types.js";

const settingOf = (subscription: string, namespace: string): string =>
  `unregistered ${subscription} ${namespace}`.toLowerCase();

const isRegistered = (azure: Azure, subscription: string, namespace: string): boolean =>
  azure.documents.setting(settingOf(subscription, namespace)) !== "yes";

/** Throws Azure's 409 `MissingSubscriptionRegistration` if the provider is unregistered. */
export function requireRegistration(call: Call, azure: Azure, namespace: string): void {
  if (isRegistered(azure, param(call, "subscription"), namespace)) return;
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  const code = "MissingSubscriptionRegistration";
  throw refusal(409, code, message, { details: [{ code, target: namespace, message }] });
}

/** The namespace that a call names, in Azure's case if it is known. */
function namespaceOf(call: Call): string {
  const called = param(call, "namespace");
  return [...PROVIDERS.keys()].find((known) => known.toLowerCase() === called.toLowerCase()) ?? called;
}

function provider(call: Call, azure: Azure): JsonObject {
  const namespace = namespaceOf(call);
  const registered = isRegistered(azure, param(call, "subscription"), namespace);
  return {
    id: `/subscriptions/${param(call, "subscription")}/providers/${namespace}`,
    namespace,
    resourceTypes: [],
    ...PROVIDERS.get(namespace),
    registrationState: registered ? "Registered" : "NotRegistered",
    registrationPolicy: "RegistrationRequired",
  };
}

/** A provider of the tenant, which no subscription registers. */
function providerOfTenant(call: Call): JsonObject {
  const namespace = namespaceOf(call);
  return { id: `/providers/${namespace}`, namespace, resourceTypes: [], ...PROVIDERS.get(namespace) };
}

/**
 * The reply to a registration has the state Registering, the next read Registered (a minute later, in the recording). A
 * provider that is registered already behaves the same.
 */
const setRegistration =
  (unregistered: "yes" | "no"): Route["handle"] =>
  (call, azure) => {
    azure.documents.setSetting(settingOf(param(call, "subscription"), param(call, "namespace")), unregistered);
    const body = provider(call, azure);
    return ok(unregistered === "no" ? { ...body, registrationState: "Registering" } : body);
  };

const listProviders = (call: Call, azure: Azure): Reply =>
  ok({
    value: [...PROVIDERS.keys()].map((namespace) =>
      provider({ ...call, params: { ...call.params, namespace } }, azure),
    ),
  });

const subscription = (id: string): JsonObject => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  tenantId: TENANT,
  displayName: "Embedded Azure",
  state: "Enabled",
});

/** The subscription of a new home: clients sign in to one before they create anything. */
const DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

/** Subscriptions cannot be created: the list has the default one and those with a resource group. */
function listSubscriptions(_call: Call, azure: Azure): Reply {
  const groups = azure.documents.list({ type: RESOURCE_GROUP_TYPE });
  const ids = groups.map(({ id }) => subscriptionOf(id));
  return ok({ value: [...new Set([DEFAULT_SUBSCRIPTION, ...ids])].map(subscription) });
}

const PROVIDER = `${SUBSCRIPTION}/providers/{namespace}`;

export const providerRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/tenants",
    access: "read",
    handle: () => ok({ value: [{ id: `/tenants/${TENANT}`, tenantId: TENANT }] }),
  },
  {
    method: "GET",
    template: "/providers/{namespace}",
    access: "read",
    handle: (call) => ok(providerOfTenant(call)),
  },
  { method: "GET", template: "/subscriptions", access: "read", handle: listSubscriptions },
  {
    method: "GET",
    template: SUBSCRIPTION,
    access: "read",
    handle: (call) => ok(subscription(param(call, "subscription"))),
  },
  { method: "GET", template: `${SUBSCRIPTION}/providers`, access: "read", handle: listProviders },
  { method: "GET", template: PROVIDER, access: "read", handle: (call, azure) => ok(provider(call, azure)) },
  { method: "POST", template: `${PROVIDER}/register`, access: "write", handle: setRegistration("no") },
  { method: "POST", template: `${PROVIDER}/unregister`, access: "write", handle: setRegistration("yes") },
];
