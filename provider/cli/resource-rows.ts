/** The rows of `azvb resources`, read by lists: those of a resource group by type, and below VMs and vaults. */
import type { Fetch } from "../arm/fetch.js";
import { idKey, nameOf, typeOfPath } from "../arm/resource-id.js";
import { isNotFound } from "../core/errors.js";
import { type JsonObject, textAt } from "../core/json.js";
import { readList } from "./arm-lists.js";
import { isSameName, passesName } from "./filters.js";
import { idOf, itemsIn, itemsOf, nameIn, type SubscriptionScope } from "./inventory.js";
import { ProtectionOfVms, protectionOf } from "./protection.js";

/** One row of `azvb resources --output json`. */
export interface ResourceRow {
  /** The ARM id. */
  readonly id: string;
  /** The ARM type. */
  readonly type: string;
  readonly name: string;
  readonly resourceGroup: string;
  /** The region; null for a resource without one, such as a policy. */
  readonly location: string | null;
  /** Azure's provisioning state, such as Succeeded; null for a resource without one. */
  readonly state: string | null;
  /** Of VMs and protected items, as in Azure: NotProtected, IRPending, Protected, ProtectionStopped, BackupsSuspended, SoftDeleted. Null for all others. */
  readonly protection: string | null;
}

export const GROUP_TYPE = "Microsoft.Resources/resourceGroups";
export const VM_TYPE = "Microsoft.Compute/virtualMachines";
export const VAULT_TYPE = "Microsoft.RecoveryServices/vaults";
const EXTENSION_TYPE = `${VM_TYPE}/extensions`;
const POLICY_TYPE = `${VAULT_TYPE}/backupPolicies`;
const ITEM_TYPE = `${VAULT_TYPE}/backupFabrics/protectionContainers/protectedItems`;

/** The lists below a resource whose entries are listed too. */
interface ChildList {
  readonly parentType: string;
  readonly type: string;
  readonly read: (fetch: Fetch, parentId: string) => Promise<JsonObject[]>;
}

/** The policies that every new vault contains. */
const BUILT_IN_POLICIES = new Set(["defaultpolicy", "enhancedpolicy", "hourlylogbackup"]);

const CHILD_LISTS: readonly ChildList[] = [
  { parentType: VM_TYPE, type: EXTENSION_TYPE, read: (fetch, vm) => readList(fetch, `${vm}/extensions`) },
  {
    parentType: VAULT_TYPE,
    type: POLICY_TYPE,
    read: async (fetch, vault) =>
      (await readList(fetch, `${vault}/backupPolicies`)).filter(
        (policy) => !BUILT_IN_POLICIES.has(nameIn(policy).toLowerCase()),
      ),
  },
  { parentType: VAULT_TYPE, type: ITEM_TYPE, read: itemsOf },
];

/** The types that are listed though `/resources` does not list them. */
export const LISTED_TYPES: readonly string[] = [GROUP_TYPE, ...CHILD_LISTS.map(({ type }) => type)];

/** Jobs of deployments are not resources, and what Azure Backup keeps its snapshots in is not the user's. */
const isListed = (resource: JsonObject): boolean =>
  !/^microsoft\.resources\//i.test(typeIn(resource)) &&
  !(/\/restorePointCollections$/i.test(typeIn(resource)) && /^AzureBackup_/i.test(nameIn(resource)));

const typeIn = (resource: JsonObject): string => textAt(resource, "type") ?? typeOfPath(idOf(resource));

/** Whether a row of this type is wanted: every type, or one, by its full name or its last segment. */
const isWanted = (type: string, filter: string | undefined): boolean =>
  passesName(type, filter) || passesName(lastSegment(type), filter);

/** The rows of the selected resource groups, in no order: of all types, or of one. Throws what Azure refuses. */
export async function readRows(
  fetch: Fetch,
  scopes: readonly SubscriptionScope[],
  filter: string | undefined,
): Promise<ResourceRow[]> {
  const rows: ResourceRow[] = [];
  for (const { id, groups } of scopes) {
    const protection = new ProtectionOfVms(() => itemsIn(fetch, id));
    for (const group of groups) {
      const resources = await resourcesOf(fetch, group, filter);
      for (const resource of resources) rows.push(await toRow(resource, nameIn(group), protection));
    }
  }
  return rows;
}

async function resourcesOf(fetch: Fetch, group: JsonObject, filter: string | undefined): Promise<JsonObject[]> {
  const found: JsonObject[] = isWanted(GROUP_TYPE, filter) ? [group] : [];
  for (const ofType of await topLevelOf(fetch, group, filter)) {
    const type = typeIn(ofType[0] ?? {});
    if (isWanted(type, filter)) found.push(...(await detailed(fetch, group, ofType)));
    const lists = CHILD_LISTS.filter((list) => isSameName(list.parentType, type) && isWanted(list.type, filter));
    for (const { read } of lists) found.push(...(await childrenOf(fetch, ofType, read)));
  }
  return found;
}

async function childrenOf(
  fetch: Fetch,
  parents: readonly JsonObject[],
  read: ChildList["read"],
): Promise<JsonObject[]> {
  const children: JsonObject[] = [];
  for (const parent of parents) children.push(...(await read(fetch, idOf(parent))));
  return children;
}

/** The resources at the top of a resource group, type by type. A type that is named in full is the only one that is read. */
async function topLevelOf(fetch: Fetch, group: JsonObject, filter: string | undefined): Promise<JsonObject[][]> {
  const [namespace, type] = filter?.split("/") ?? [];
  const path = type === undefined ? "resources" : `providers/${namespace}/${type}`;
  const resources = (await listOrNothing(fetch, `${idOf(group)}/${path}`)).filter(isListed);
  return [...Map.groupBy(resources, (resource) => typeIn(resource).toLowerCase()).values()];
}

/** Resources of one type with their properties, if Azure lists them by type. */
async function detailed(fetch: Fetch, group: JsonObject, briefs: readonly JsonObject[]): Promise<JsonObject[]> {
  const listed = await listOrNothing(fetch, `${idOf(group)}/providers/${typeIn(briefs[0] ?? {})}`);
  const byId = new Map(listed.map((resource) => [idKey(idOf(resource)), resource]));
  return briefs.map((brief) => ({ ...brief, ...byId.get(idKey(idOf(brief))) }));
}

/** A list; nothing for a type that Azure does not list. */
async function listOrNothing(fetch: Fetch, path: string): Promise<JsonObject[]> {
  try {
    return await readList(fetch, path);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

async function toRow(resource: JsonObject, resourceGroup: string, protection: ProtectionOfVms): Promise<ResourceRow> {
  const id = idOf(resource);
  const type = typeIn(resource);
  return {
    id,
    type,
    name: nameIn(resource),
    resourceGroup,
    location: textAt(resource, "location") ?? null,
    state: textAt(resource, "properties", "provisioningState") ?? null,
    protection: await protectionIn(resource, type, protection),
  };
}

async function protectionIn(resource: JsonObject, type: string, ofVms: ProtectionOfVms): Promise<string | null> {
  if (isSameName(type, ITEM_TYPE)) return protectionOf(resource);
  return isSameName(type, VM_TYPE) ? ofVms.read(idOf(resource)) : null;
}

/** The last segment of a type: `protectedItems`. */
export const lastSegment = (type: string): string => nameOf(type);

/** Resource groups by name; in each, the group itself, then its resources by type and name. A child type follows that of its parent. */
export function inOrder(rows: readonly ResourceRow[]): ResourceRow[] {
  const keyed = rows.map((row) => ({ row, key: orderOf(row) }));
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ row }) => row);
}

function orderOf({ id, type, resourceGroup, name }: ResourceRow): readonly string[] {
  const [namespace = "", parent = "", ...children] = type.toLowerCase().split("/");
  const isGroup = isSameName(type, GROUP_TYPE);
  const order = isGroup ? ["", "", ""] : [namespace, parent, children.at(-1) ?? ""];
  return [resourceGroup.toLowerCase(), id.split("/")[2] ?? "", ...order, name.toLowerCase(), idKey(id)];
}

function compare(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? "";
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
}
