/** An engine whose methods reject until a test replaces them. */
import { BackupError } from "../core/errors.js";
import type { BackupEngine } from "../engine/engine.js";

/** A method that rejects with its own name. */
const unexpected = (name: string) => (): Promise<never> => Promise.reject(new BackupError("Bug", `unexpected ${name}`));

/** A group of methods that reject with their names. */
function rejecting<const T extends readonly string[]>(
  group: string,
  ...methods: T
): Record<T[number], () => Promise<never>> {
  const entries = methods.map((method) => [method, unexpected(`${group}.${method}`)] as const);
  return Object.fromEntries(entries) as Record<T[number], () => Promise<never>>;
}

/**
 * An engine whose methods reject with their names, such as "unexpected vaults.put", until a test replaces them:
 * by assignment, or with `sinon.stub(engine.vaults, "put").resolves(…)`.
 */
export const mockEngine = (): BackupEngine => ({
  endpoint: "mock",
  resources: rejecting("resources", "find", "put", "delete", "post", "newestVersion"),
  vaults: rejecting("vaults", "find", "put", "delete", "findSettings", "patchSettings", "listContainers"),
  policies: rejecting("policies", "find", "list", "put", "delete"),
  protectedItems: rejecting(
    "protectedItems",
    "find",
    "list",
    "protect",
    "stop",
    "undelete",
    "delete",
    "configureSourceScan",
    "backUp",
    "findVaultOf",
  ),
  recoveryPoints: rejecting("recoveryPoints", "list"),
  jobs: rejecting("jobs", "list", "settled"),
  snapshots: rejecting("snapshots", "find", "list", "findSource", "put", "patch", "delete", "copied"),
  extensions: rejecting("extensions", "find", "list", "put", "patch", "delete", "findMachine", "findInstanceView"),
  discovery: rejecting("discovery", "refresh", "listProtectable", "listVms", "listClassicVms"),
  now: unexpected("now"),
});
