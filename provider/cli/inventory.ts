/** The subscriptions, resource groups, vaults and VMs of a home, and the checks that a filter names one of them. */
import type { Fetch } from "../arm/fetch.js";
import { groupOf, nameOf } from "../arm/resource-id.js";
import { type JsonObject, textAt } from "../core/json.js";
import { readList } from "./arm-lists.js";
import { type Kind, passesName, requireExisting } from "./filters.js";
import type { ScopeOptions } from "./options.js";

const KINDS = {
  subscription: {
    singular: "subscription",
    plural: "subscriptions",
    howToList: "azvb resources --output json to see the subscription in each id",
  },
  group: {
    singular: "resource group",
    plural: "resource groups",
    howToList: "azvb resources --type resourceGroups to list them",
  },
  vault: { singular: "vault", plural: "vaults", howToList: "azvb resources --type vaults to list them" },
  vm: { singular: "VM", plural: "VMs", howToList: "azvb resources --type virtualMachines to list them" },
} as const satisfies Record<string, Kind>;

/** A Recovery Services vault, as far as a listing needs it. */
export interface VaultName {
  readonly id: string;
  readonly name: string;
}

/** A subscription and those of its resource groups that are selected. */
export interface SubscriptionScope {
  readonly id: string;
  readonly groups: readonly JsonObject[];
}

export const idOf = (resource: JsonObject): string => textAt(resource, "id") ?? "";
export const nameIn = (resource: JsonObject): string => textAt(resource, "name") ?? nameOf(idOf(resource));

/** The subscriptions and resource groups that the options select. Throws `NotFound` for a name of one that does not exist. */
export async function selectScope(fetch: Fetch, options: ScopeOptions): Promise<SubscriptionScope[]> {
  const { subscription, resourceGroup } = options;
  const scopes = await scopesWithGroups(fetch);
  if (subscription !== undefined)
    requireExisting(
      KINDS.subscription,
      subscription,
      scopes.map(({ id }) => nameOf(id)),
    );
  const selected = scopes.filter(({ id }) => passesName(nameOf(id), subscription));
  const names = selected.flatMap(({ groups }) => groups.map(nameIn));
  if (resourceGroup !== undefined) requireExisting(KINDS.group, resourceGroup, names);
  return selected
    .map(({ id, groups }) => ({ id, groups: groups.filter((group) => passesName(nameIn(group), resourceGroup)) }))
    .filter(({ groups }) => groups.length > 0);
}

/** The subscriptions that have a resource group. The simulator also lists a default one, which can be empty. */
async function scopesWithGroups(fetch: Fetch): Promise<SubscriptionScope[]> {
  const scopes: SubscriptionScope[] = [];
  for (const id of (await readList(fetch, "/subscriptions")).map(idOf)) {
    scopes.push({ id, groups: await readList(fetch, `${id}/resourceGroups`) });
  }
  return scopes.filter(({ groups }) => groups.length > 0);
}

const vaultsIn = (fetch: Fetch, subscription: string): Promise<JsonObject[]> =>
  readList(fetch, `${subscription}/providers/Microsoft.RecoveryServices/vaults`);

export interface VaultOptions extends ScopeOptions {
  readonly vault?: string;
}

/** The vaults that the options select. Throws `NotFound` for a name of something that does not exist. */
export async function selectVaults(fetch: Fetch, options: VaultOptions): Promise<VaultName[]> {
  const vaults: VaultName[] = [];
  for (const { id } of await selectScope(fetch, options)) {
    const found = (await vaultsIn(fetch, id)).map((vault) => ({ id: idOf(vault), name: nameIn(vault) }));
    vaults.push(...found.filter((vault) => passesName(groupOf(vault.id) ?? "", options.resourceGroup)));
  }
  const { vault } = options;
  if (vault === undefined) return vaults;
  requireExisting(
    KINDS.vault,
    vault,
    vaults.map(({ name }) => name),
  );
  return vaults.filter(({ name }) => passesName(name, vault));
}

/** The protected items of a vault, also the soft-deleted ones. */
export const itemsOf = (fetch: Fetch, vaultId: string): Promise<JsonObject[]> =>
  readList(fetch, `${vaultId}/backupProtectedItems`);

/** The protected items of every vault of a subscription. */
export async function itemsIn(fetch: Fetch, subscription: string): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  for (const vault of await vaultsIn(fetch, subscription)) items.push(...(await itemsOf(fetch, idOf(vault))));
  return items;
}

/**
 * Throws `NotFound` unless a VM has that name: one that exists, one that is or was protected, or one with jobs of the past. To be
 * called if a filter matches nothing, because it reads much.
 */
export async function requireVm(fetch: Fetch, name: string): Promise<void> {
  const names: string[] = [];
  for (const { id } of await selectScope(fetch, {})) {
    const vms = await readList(fetch, `${id}/providers/Microsoft.Compute/virtualMachines`);
    names.push(...vms.map(nameIn));
    for (const vault of await vaultsIn(fetch, id)) {
      const items = await itemsOf(fetch, idOf(vault));
      const jobs = await readList(fetch, `${idOf(vault)}/backupJobs`);
      names.push(...items.map((item) => textAt(item, "properties", "friendlyName") ?? ""));
      names.push(...jobs.map((job) => textAt(job, "properties", "entityFriendlyName") ?? ""));
    }
  }
  requireExisting(KINDS.vm, name, [...new Set(names.filter((one) => one !== ""))]);
}
