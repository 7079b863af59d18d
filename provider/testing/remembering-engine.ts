/**
 * An in-memory engine that returns what was written to it, for unit tests without a network and a store. It checks no rules,
 * refuses nothing and takes no time; for these, use the embedded Azure.
 */
import { idKey, isBelow, nameOf, typeOf } from "../arm/resource-id.js";
import { systemClock } from "../core/clock.js";
import { type JsonObject, mergePatch, objectAt, textAt } from "../core/json.js";
import type { BackupEngine } from "../engine/engine.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../rules/items/soft-delete.js";
import { mockEngine } from "./mock-engine.js";

/** Resources by id, which is compared without case. */
interface Memory {
  find(id: string): Promise<JsonObject | undefined>;
  /** The resources of a type at any depth below an id. */
  below(id: string, type: string): Promise<JsonObject[]>;
  /** Creates or replaces a resource. */
  keep(id: string, body: JsonObject): Promise<JsonObject>;
  /** Merges a body into a resource. */
  change(id: string, body: JsonObject): Promise<JsonObject>;
  forget(id: string): Promise<void>;
}

function createMemory(): Memory {
  const resources = new Map<string, JsonObject>();
  const keep = async (id: string, body: JsonObject) => {
    const resource = { ...body, id, name: nameOf(id), type: typeOf(id) };
    resources.set(idKey(id), resource);
    return resource;
  };
  return {
    keep,
    find: async (id) => resources.get(idKey(id)),
    below: async (id, type) => {
      const isWanted = ([key, { type: found }]: [string, JsonObject]) =>
        isBelow(key, id) && String(found).toLowerCase() === type.toLowerCase();
      return [...resources].filter(isWanted).map(([, resource]) => resource);
    },
    change: (id, body) => keep(id, mergePatch(resources.get(idKey(id)), body)),
    forget: async (id) => void resources.delete(idKey(id)),
  };
}

const POLICY = "Microsoft.RecoveryServices/vaults/backupPolicies";
const ITEM = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
const POINT = `${ITEM}/recoveryPoints`;

/**
 * An in-memory engine with `resources` (ARM bodies with their ids) as its initial content. A test can replace its methods, as
 * those of `mockEngine()`.
 *
 * @example
 * ```ts
 * const engine = rememberingEngine([{ id: vmId, location: "westeurope", properties: {} }]);
 * sinon.stub(engine.protectedItems, "protect").rejects(new Error("refused by Azure"));
 * ```
 */
export function rememberingEngine(resources: readonly (JsonObject & { readonly id: string })[] = []): BackupEngine {
  const memory = createMemory();
  for (const resource of resources) void memory.keep(resource.id, resource);
  const { endpoint } = mockEngine();
  const { find, keep, change, forget, below } = memory;
  return {
    ...{ endpoint, now: async () => systemClock.now() },
    resources: {
      ...{ find, put: (id, _, body) => keep(id, body), delete: forget },
      post: async () => ({}),
      newestVersion: async () => "2022-09-01",
    },
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

/** The soft delete settings of a new vault. */
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
    configureSourceScan: async (id, action) => {
      const sourceSideScanStatus = action === "Enable" ? "Configured" : "NotConfigured";
      await set(id, { sourceSideScanInfo: { sourceSideScanStatus, sourceSideScanSummary: "Unknown" } });
    },
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
