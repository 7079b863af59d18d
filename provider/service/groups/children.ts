/**
 * Children in the body of a network resource: Azure gives each of them an id below its parent's, so a network interface can
 * refer to a subnet. Source: the models of Microsoft.Network, such as VirtualNetwork and NetworkInterface.
 */
import { parseResourceId } from "../../arm/resource-id.js";
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

/** The properties of a resource, with the ids of the children in them. */
export function withChildIds(id: string, properties: JsonObject): JsonObject {
  if (parseResourceId(id).namespace?.toLowerCase() !== "microsoft.network") return properties;
  const entries = Object.entries(properties).map(([key, value]) => [key, childrenOf(`${id}/${key}`, key, value)]);
  return Object.fromEntries(entries) as JsonObject;
}

const childrenOf = (path: string, key: string, value: Json | undefined): Json | undefined =>
  CHILDREN.has(key) && Array.isArray(value) ? value.map((child: Json) => childOf(path, child)) : value;

function childOf(path: string, child: Json): Json {
  const name = textAt(child, "name");
  return isJsonObject(child) && name !== undefined ? { ...child, id: `${path}/${name}` } : child;
}
