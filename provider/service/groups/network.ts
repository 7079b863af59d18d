/**
 * Network resources and the children in their bodies, in step: a child is a document of its own and an entry of its parent's
 * array, whichever of the two a client writes. A network interface gets an address of each subnet that it names. Source: Azure
 * Virtual Network FAQ (the first four addresses of a subnet and the last one are reserved).
 */
import { idKey, isBelow, nameOf, typeOf } from "../../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, mergeJson, objectAt, textAt } from "../../core/json.js";
import { type Azure, refusal } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { childrenIn, collectionOf, fullCollection, isWritable, parentIdOf, withChild } from "./children.js";

/** Stores the children in the body of a resource as documents, and deletes those that its body no longer has. */
export function syncChildren(azure: Azure, { id, body }: Document, old: JsonObject | undefined): void {
  const children = childrenIn(id, objectAt(body, "properties"));
  for (const child of children) putChild(azure, child, id);
  const current = new Set(children.map((child) => idKey(String(child["id"]))));
  for (const before of childrenIn(id, objectAt(old, "properties"))) {
    if (!current.has(idKey(String(before["id"])))) azure.documents.removeTree(String(before["id"]));
  }
}

function putChild({ documents }: Azure, child: JsonObject, parent: string): void {
  const id = String(child["id"]);
  if (JSON.stringify(documents.get(id)?.body) === JSON.stringify(child)) return;
  documents.put({ id, type: typeOf(id), scope: parent, body: child });
}

/** Writes a child, or its removal, into the array of its parent. Throws 404 without a parent. */
export function updateParent(azure: Azure, id: string, child: JsonObject | undefined): void {
  const parent = azure.documents.get(parentIdOf(id));
  if (parent === undefined) throw parentNotFound(id);
  const body = withChild(parent.body, id, child);
  requireChildrenWithinLimits(parent.id, objectAt(body, "properties"));
  azure.documents.put({ ...parent, body });
}

/** Throws 400 for more children in an array than Azure allows: each is a document of its own. */
export function requireChildrenWithinLimits(id: string, properties: JsonObject): void {
  const full = fullCollection(id, properties);
  if (full === undefined) return;
  throw refusal(400, "ResourceLimitExceeded", `'${nameOf(id)}' can have at most ${full.most} ${full.name}.`);
}

const parentNotFound = (id: string) =>
  refusal(
    404,
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${nameOf(parentIdOf(id))}' not found.`,
  );

/** The children in the array of a parent that the path of their list names; undefined for any other list. */
export function listedChildren({ documents }: Azure, path: string): JsonObject[] | undefined {
  if (collectionOf(`${path}/name`) === undefined) return undefined;
  const parent = parentIdOf(`${path}/name`);
  const children = childrenIn(parent, objectAt(documents.get(parent)?.body, "properties"));
  return children.filter(({ id }) => isBelow(String(id), path));
}

/** A child that has no document of its own: those of earlier versions are only in the body of their parent. */
export const inlineChild = (azure: Azure, id: string): JsonObject | undefined =>
  listedChildren(azure, id.slice(0, id.lastIndexOf("/")))?.find((child) => idKey(String(child["id"])) === idKey(id));

/** Throws 405 for a child that the REST API of Microsoft.Network only reads. */
export function requireWritableChild(id: string): void {
  const collection = collectionOf(id);
  if (collection === undefined || isWritable(collection)) return;
  const parent = nameOf(parentIdOf(id));
  throw refusal(
    405,
    "MethodNotAllowed",
    `${collection} have no PUT and no DELETE: change them with their parent, '${parent}'.`,
  );
}

const CONFIGURATION_TYPE = "Microsoft.Network/networkInterfaces/ipConfigurations";

/** The properties of a network interface, with an address in each configuration that names a subnet with a prefix. */
export function withAddresses(azure: Azure, id: string, properties: JsonObject): JsonObject {
  const { ipConfigurations } = properties;
  if (typeOf(id).toLowerCase() !== "microsoft.network/networkinterfaces" || !Array.isArray(ipConfigurations))
    return properties;
  const taken = new Set<string>();
  const configured = ipConfigurations.map((configuration, index) =>
    addressed(azure, id, { configuration, index, taken }),
  );
  return { ...properties, ipConfigurations: configured };
}

interface Configuration {
  readonly configuration: Json;
  readonly index: number;
  /** The addresses that other configurations of the same interface have. */
  readonly taken: Set<string>;
}

function addressed(azure: Azure, nic: string, { configuration, index, taken }: Configuration): Json {
  const subnetId = textAt(configuration, "properties", "subnet", "id");
  if (!isJsonObject(configuration) || subnetId === undefined) return configuration;
  const defaults = { privateIPAllocationMethod: "Dynamic", privateIPAddressVersion: "IPv4", primary: index === 0 };
  const before = azure.documents.get(`${nic}/ipConfigurations/${textAt(configuration, "name") ?? ""}`)?.body;
  const isSameSubnet = idKey(textAt(before, "properties", "subnet", "id") ?? "") === idKey(subnetId);
  const address =
    textAt(configuration, "properties", "privateIPAddress") ??
    (isSameSubnet ? textAt(before, "properties", "privateIPAddress") : undefined) ??
    freeAddress(azure, subnetId, taken);
  if (address !== undefined) taken.add(address);
  const given = address === undefined ? {} : { privateIPAddress: address };
  return mergeJson({ properties: { ...defaults, ...given } }, configuration);
}

/** The lowest free address of a subnet; undefined if the subnet is unknown or has no IPv4 prefix. Throws 400 `SubnetIsFull`. */
function freeAddress(azure: Azure, subnetId: string, taken: ReadonlySet<string>): string | undefined {
  const subnet = objectAt(azure.documents.get(subnetId)?.body, "properties");
  const prefixes = subnet["addressPrefixes"];
  const prefix = textAt(subnet, "addressPrefix") ?? (Array.isArray(prefixes) ? String(prefixes[0]) : "");
  const parsed = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(prefix);
  if (parsed === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, length = 32] = parsed.slice(1).map(Number);
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const used = new Set([...taken, ...addressesIn(azure, subnetId)]);
  for (let offset = FIRST_OFFSET; offset < 2 ** (32 - length) - 1; offset++) {
    const address = dotted(first + offset);
    if (!used.has(address)) return address;
  }
  throw refusal(
    400,
    "SubnetIsFull",
    `Subnet ${nameOf(subnetId)} with address prefix ${prefix} does not have enough capacity for 1 IP addresses.`,
  );
}

/** Azure reserves the first four addresses. */
const FIRST_OFFSET = 4;

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");

const addressesIn = (azure: Azure, subnetId: string): string[] =>
  azure.documents
    .list({ type: CONFIGURATION_TYPE })
    .map(({ body }) => objectAt(body, "properties"))
    .filter((properties) => idKey(textAt(properties, "subnet", "id") ?? "") === idKey(subnetId))
    .map((properties) => textAt(properties, "privateIPAddress") ?? "");
