/**
 * An engine that answers with what was written to it, for unit tests that want no network and no store. It is no Azure:
 * it knows no rule, refuses nothing and takes no time. What Azure makes of a program is for the embedded one to say.
 */
import { idKey, isBelow, nameOf, typeOf } from "../arm/resource-id.js";
import { systemClock } from "../core/clock.js";
import { type JsonObject, mergePatch, objectAt, textAt } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../rules/items/soft-delete.js";
import { mockEngine } from "./mock-engine.js";

/** Resources by their ids, in whatever case these are written. */
interface Memory {
  find(id: string): Promise<JsonObject | undefined>;
  /** What lies directly or further below an id, and is of that type. */
  below(id: string, type: string): Promise<JsonObject[]>;
  /** Keeps a resource in place of the one that was there. */
  keep(id: string, body: JsonObject): Promise<JsonObject>;
  /** Lays a body over the resource that was there. */
  change(id: string, body: JsonObject): Promise<JsonObject>;
  forget(id: string): Promise<void>;
}

function createMemory(): Memory {
  const held = new Map<string, JsonObject>();
  const keep = async (id: string, body: JsonObject) => {
    const resource = { ...body, id, name: nameOf(id), type: typeOf(id) };
    held.set(idKey(id), resource);
    return resource;
  };
  return {
    keep,
    find: async (id) => held.get(idKey(id)),
    below: async (id, type) => {
      const isWanted = ([key, { type: found }]: [string, JsonObject]) =>
        isBelow(key, id) && String(found).toLowerCase() === type.toLowerCase();
      return [...held].filter(isWanted).map(([, resource]) => resource);
    },
    change: (id, body) => keep(id, mergePatch(held.get(idKey(id)), body)),
    forget: async (id) => void held.delete(idKey(id)),
  };
}

const POLICY = "Microsoft.RecoveryServices/vaults/backupPolicies";
const ITEM = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
const POINT = `${ITEM}/recoveryPoints`;

/**
 * An engine in which nothing is but `resources` (ARM bodies with their ids), and then what is written to it. Its methods
 * can be replaced, as those of `mockEngine()` can, where a test wants another answer.
 *
 * @example
 * ```ts
 * const engine = rememberingEngine([{ id: vmId, location: "westeurope", properties: {} }]);
 * sinon.stub(engine.protectedItems, "protect").rejects(new Error("Azure says no"));
 * ```
 */
export function rememberingEngine(resources: readonly (JsonObject & { readonly id: string })[] = []): BackupEngine {
  const memory = createMemory();
  for (const resource of resources) void memory.keep(resource.id, resource);
  const { endpoint } = mockEngine();
  const { find, keep, change, forget, below } = memory;
  return {
    ...{ endpoint, now: async () => systemClock.now() },
    resources: { find, put: (id, _, body) => keep(id, body), delete: forget },
    vaults: vaultsOver(memory),
    policies: { find, list: (vault) => below(vault, POLICY), put: keep, delete: forget },
    protectedItems: itemsOver(memory),
    recoveryPoints: { list: async (item) => (await below(item, POINT)).reverse() },
    jobs: { list: async () => [], settled: async (_, name) => ({ name, properties: { status: "Completed" } }) },
    snapshots: {
      ...{ find, findSource: find, put: keep, patch: change, delete: forget },
      list: (scope) => below(scope, "Microsoft.Compute/snapshots"),
      copied: async (id) => (await find(id)) ?? {},
    },
    extensions: {
      ...{ find, findMachine: find, put: keep, patch: change, delete: forget },
      list: (vm) => below(vm, "Microsoft.Compute/virtualMachines/extensions"),
      findInstanceView: async () => undefined,
    },
    discovery: {
      refresh: async () => undefined,
      listProtectable: async () => [],
      listVms: (subscription) => below(subscription, "Microsoft.Compute/virtualMachines"),
      listClassicVms: async () => [],
    },
  };
}

/** Soft delete as a new vault has it. */
const NEW_SETTINGS: JsonObject = {
  enhancedSecurityState: "AlwaysON",
  softDeleteFeatureState: "AlwaysON",
  softDeleteRetentionPeriodInDays: DEFAULT_SOFT_DELETE_DAYS,
  isSoftDeleteFeatureStateEditable: false,
};

function vaultsOver({ find, change, keep, forget }: Memory): BackupEngine["vaults"] {
  const settingsId = (id: string) => `${id}/backupconfig/vaultconfig`;
  const settingsOf = async (id: string) => ({ ...NEW_SETTINGS, ...objectAt(await find(settingsId(id)), "properties") });
  return {
    find,
    put: change,
    delete: forget,
    findSettings: async (id) => ((await find(id)) === undefined ? undefined : settingsOf(id)),
    patchSettings: async (id, properties) => {
      await keep(settingsId(id), { properties: { ...(await settingsOf(id)), ...properties } });
      return settingsOf(id);
    },
    listContainers: async () => [],
  };
}

function itemsOver({ find, change, below, keep, forget }: Memory): BackupEngine["protectedItems"] {
  const set = (id: string, properties: JsonObject) => change(id, { properties });
  return {
    find,
    list: (vaultId) => below(vaultId, ITEM),
    protect: async (id, properties) => {
      const isNew = (await below(id, POINT)).length === 0;
      const vm = textAt(properties, "sourceResourceId") ?? "";
      return set(id, {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        friendlyName: nameOf(vm),
        protectionState: isNew ? "IRPending" : "Protected",
        ...properties,
      });
    },
    stop: (id, _, { state = "ProtectionStopped" } = {}) =>
      set(id, { protectionState: state, ...(state === "ProtectionStopped" ? { policyId: "" } : {}) }),
    undelete: (id) => set(id, { protectionState: "ProtectionStopped", policyId: "" }),
    delete: forget,
    backUp: async (id) => {
      const count = (await below(id, POINT)).length + 1;
      const time = systemClock.now().toISOString();
      await keep(`${id}/recoveryPoints/${count}`, {
        properties: { recoveryPointTime: time, recoveryPointType: "AppConsistent", recoveryPointTierDetails: [] },
      });
      await set(id, { protectionState: "Protected", lastRecoveryPoint: time });
      return `job-${count}`;
    },
    findVaultOf: async () => undefined,
  };
}
