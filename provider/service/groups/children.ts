/**
 * Children in the body of a network resource, such as the subnets of a virtual network: Azure gives each of them an id below its
 * parent's, a type, a state and an etag, so a network interface can refer to a subnet. Source: the models of Microsoft.Network, such
 * as VirtualNetwork and NetworkInterface.
 */
import { createHash } from "node:crypto";
import { isOfType, nameOf, parentOf, parseResourceId, typeOf } from "../../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, objectAt, omit, textAt } from "../../core/json.js";

interface Collection {
  /** Whether the REST API of Microsoft.Network has PUT and DELETE for its children. */
  readonly writable: boolean;
  /** The largest number of children. */
  readonly most: number;
}

/** The arrays of children. Source of the numbers: "Azure subscription and service limits", networking; without one, 1,000 is ours. */
const COLLECTIONS: ReadonlyMap<string, Collection> = new Map([
  ["backendAddressPools", { writable: true, most: 1_000 }],
  ["frontendIPConfigurations", { writable: false, most: 600 }],
  ["inboundNatRules", { writable: true, most: 1_500 }],
  ["ipConfigurations", { writable: false, most: 256 }],
  ["loadBalancingRules", { writable: false, most: 1_500 }],
  ["outboundRules", { writable: false, most: 600 }],
  ["probes", { writable: false, most: 1_000 }],
  ["routes", { writable: true, most: 400 }],
  ["securityRules", { writable: true, most: 1_000 }],
  ["subnets", { writable: true, most: 3_000 }],
  ["virtualNetworkPeerings", { writable: true, most: 500 }],
]);

const NAMES_BY_KEY = new Map([...COLLECTIONS.keys()].map((name) => [name.toLowerCase(), name]));

const isOfNetwork = (id: string): boolean => parseResourceId(id).namespace?.toLowerCase() === "microsoft.network";

/** The array of its parent that contains a network resource; undefined for a resource that is in no array. */
export function collectionOf(id: string): string | undefined {
  const { path } = parseResourceId(id);
  return path.length === 2 && isOfNetwork(id) ? NAMES_BY_KEY.get(path[1]?.type.toLowerCase() ?? "") : undefined;
}

/** Whether clients can put and delete a child on its own: others change with their parent. */
export const isWritable = (collection: string): boolean => COLLECTIONS.get(collection)?.writable === true;

/** The array of a network resource that has more children than Azure allows, and the limit. */
export function fullCollection(id: string, properties: JsonObject): { name: string; most: number } | undefined {
  if (!isOfNetwork(id)) return undefined;
  for (const [name, { most }] of COLLECTIONS) {
    const children = properties[name];
    if (Array.isArray(children) && children.length > most) return { name, most };
  }
  return undefined;
}

/** The properties of a resource, with the children in them in Azure's form. */
export function withChildren(id: string, properties: JsonObject): JsonObject {
  if (!isOfNetwork(id)) return properties;
  const entries = Object.entries(properties).map(([key, value]) => {
    if (!COLLECTIONS.has(key) || !Array.isArray(value)) return [key, value];
    return [key, value.map((child: Json) => namedChild(`${id}/${key}`, child))];
  });
  return Object.fromEntries(entries) as JsonObject;
}

function namedChild(path: string, child: Json): Json {
  const name = textAt(child, "name");
  return isJsonObject(child) && name !== undefined ? childBody(`${path}/${name}`, child) : child;
}

/** A child in Azure's form. Its etag changes with its contents. */
export function childBody(id: string, requested: JsonObject): JsonObject {
  const own = omit(requested, "etag", "id", "name", "type");
  const properties = { ...objectAt(requested, "properties"), provisioningState: "Succeeded" };
  const contents = { ...own, properties };
  const digest = createHash("sha256").update(JSON.stringify(contents)).digest("hex");
  const guid = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  return { name: nameOf(id), id, etag: `W/"${guid}"`, type: typeOf(id), ...contents };
}

/** The children in the properties of a network resource: their bodies, by the array that contains them. */
export function childrenIn(id: string, properties: JsonObject): JsonObject[] {
  if (!isOfNetwork(id)) return [];
  return [...COLLECTIONS.keys()].flatMap((key) => {
    const value = properties[key];
    return Array.isArray(value) ? value.filter(isJsonObject).filter((child) => textAt(child, "id") !== undefined) : [];
  });
}

/** Since this version, a PUT of a virtual network without `subnets` retains them; `[]` deletes them. */
const RETAINS_SUBNETS_SINCE = "2023-09-01";

/**
 * The children that a PUT retains although its body lacks their array: the subnets of a virtual network. Those of other types,
 * and of older versions, are deleted. Source: "Azure Virtual Network now supports updates without subnet property", Azure
 * Networking Blog; Azure/bicep-types-az 1687.
 */
export function retainedChildren(id: string, apiVersion: string, old: JsonObject | undefined): JsonObject {
  if (!isOfType(id, "Microsoft.Network/virtualNetworks") || apiVersion < RETAINS_SUBNETS_SINCE) return {};
  const subnets = objectAt(old, "properties")["subnets"];
  return subnets === undefined ? {} : { subnets };
}

/** The body of a parent with one child added, replaced or, without a body, removed. */
export function withChild(parent: JsonObject, id: string, child: JsonObject | undefined): JsonObject {
  const collection = collectionOf(id) ?? "";
  const properties = objectAt(parent, "properties");
  const before = Array.isArray(properties[collection]) ? properties[collection] : [];
  const key = nameOf(id).toLowerCase();
  const at = before.findIndex((one) => textAt(one, "name")?.toLowerCase() === key);
  const others = before.filter((_, index) => index !== at);
  const added = child === undefined ? others : before.map((one, index) => (index === at ? child : one));
  const after = child !== undefined && at < 0 ? [...others, child] : added;
  return { ...parent, properties: { ...properties, [collection]: after } };
}

/** The id of the parent of a child. */
export const parentIdOf = (id: string): string => parentOf(id) ?? "";
