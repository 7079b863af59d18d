/**
 * Children that a network resource is put with: Azure gives each an id below its parent and shows it in the parent's list, so
 * that a network interface can name a subnet. Source: the models VirtualNetwork, NetworkInterface and their like of
 * Microsoft.Network.
 */
import { isJsonObject, type Json, type JsonObject, textAt } from "../../core/json.js";

const CHILDREN = new Set([
  "backendAddressPools",
  "frontendIPConfigurations",
  "inboundNatRules",
  "ipConfigurations",
  "loadBalancingRules",
  "probes",
  "routes",
  "securityRules",
  "subnets",
]);

/** The properties of a resource with the ids of the children in them. */
export function withChildIds(id: string, properties: JsonObject): JsonObject {
  if (!/\/providers\/Microsoft\.Network\//i.test(id)) return properties;
  const entries = Object.entries(properties).map(([key, value]) => [key, childrenOf(`${id}/${key}`, key, value)]);
  return Object.fromEntries(entries) as JsonObject;
}

const childrenOf = (path: string, key: string, value: Json | undefined): Json | undefined =>
  CHILDREN.has(key) && Array.isArray(value) ? value.map((child: Json) => childOf(path, child)) : value;

function childOf(path: string, child: Json): Json {
  const name = textAt(child, "name");
  return isJsonObject(child) && name !== undefined ? { ...child, id: `${path}/${name}` } : child;
}
