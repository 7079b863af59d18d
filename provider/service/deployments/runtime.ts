/**
 * What `reference` and `list…` of templates read: the current resources of the embedded Azure. For types without rules it
 * stores only what was put; properties that templates commonly read of these are derived here, always with the same result:
 * endpoints and keys of storage accounts, addresses and names of public IPs, principals of identities.
 */
import { createHash } from "node:crypto";
import { idKey, nameOf, typeOfPath } from "../../arm/resource-id.js";
import { type Json, type JsonObject, mergeJson, objectAt, textAt } from "../../core/json.js";
import { guidOf, type Runtime } from "../../template/index.js";
import { TENANT } from "../azure/resources.js";
import type { Azure } from "../azure/route.js";

/** Reads in the transaction of `azure`. Throws what the routes refuse with. */
export const runtimeOf = (azure: Azure): Runtime => ({
  reference: (path, apiVersion) => {
    const body = azure.ask(azure, { method: "GET", path, apiVersion }).body ?? {};
    const derived = DERIVED.get(typeOfPath(path))?.(path, body) ?? {};
    return { ...body, ...identityOf(path, body), properties: mergeJson(derived, objectAt(body, "properties")) };
  },
  list: (path, { name, apiVersion, body }) => {
    if (typeOfPath(path) === STORAGE && name.toLowerCase() === "listkeys") {
      // Throws if the account does not exist.
      azure.ask(azure, { method: "GET", path, apiVersion });
      return storageKeys(path);
    }
    return azure.ask(azure, { method: "POST", path: `${path}/${name}`, apiVersion, body }).body ?? {};
  },
});

const STORAGE = "microsoft.storage/storageaccounts";

/** A system-assigned identity has a principal, also on resource types without rules. */
function identityOf(id: string, { identity }: JsonObject): JsonObject {
  if (!/SystemAssigned/i.test(textAt(identity, "type") ?? "")) return {};
  const principal = { principalId: guidOf(["principal", idKey(id)]), tenantId: TENANT };
  return { identity: { ...principal, ...objectAt(identity) } };
}

type DerivedProperties = (id: string, body: JsonObject) => JsonObject;

const DERIVED = new Map<string, DerivedProperties>(
  Object.entries({
    [STORAGE]: (id) => ({
      primaryEndpoints: Object.fromEntries(
        ["blob", "file", "queue", "table", "dfs", "web"].map((service) => [
          service,
          `https://${nameOf(id).toLowerCase()}.${service}.core.windows.net/`,
        ]),
      ),
    }),
    "microsoft.network/publicipaddresses": (id, body) => {
      const label = textAt(body, "properties", "dnsSettings", "domainNameLabel");
      const fqdn = `${label}.${textAt(body, "location") ?? ""}.cloudapp.azure.com`;
      return { ipAddress: address(id), ...(label === undefined ? {} : { dnsSettings: { fqdn } }) };
    },
    "microsoft.managedidentity/userassignedidentities": (id) => ({
      tenantId: TENANT,
      principalId: guidOf(["principal", idKey(id)]),
      clientId: guidOf(["client", idKey(id)]),
    }),
  }),
);

const digest = (text: string): Buffer => createHash("sha512").update(text).digest();

/** An address of the range that is reserved for documentation (RFC 5737). */
const address = (id: string): string => `203.0.113.${(digest(idKey(id))[0] ?? 0) % 254 || 1}`;

const storageKeys = (id: string): Json => ({
  keys: ["key1", "key2"].map((keyName) => ({
    keyName,
    value: digest(`${keyName} ${idKey(id)}`).toString("base64"),
    permissions: "FULL",
  })),
});
