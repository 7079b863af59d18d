/** An engine that answers nothing until it is told to. */
import { BackupError } from "../core/errors.js";
import type { BackupEngine } from "../engine/engine.js";

/** A method that nobody armed: it rejects with its own name, so that a test says what it expects. */
const unexpected = (name: string) => (): Promise<never> => Promise.reject(new BackupError("Bug", `unexpected ${name}`));

/** A group of methods that are not armed. */
function unarmed<const T extends readonly string[]>(
  group: string,
  ...methods: T
): Record<T[number], () => Promise<never>> {
  const entries = methods.map((method) => [method, unexpected(`${group}.${method}`)] as const);
  return Object.fromEntries(entries) as Record<T[number], () => Promise<never>>;
}

/**
 * An engine whose every method rejects with its own name, such as "unexpected vaults.put", until a test replaces it:
 * by assignment, or with `sinon.stub(engine.vaults, "put").resolves(…)`.
 */
export const mockEngine = (): BackupEngine => ({
  endpoint: "mock",
  resources: unarmed("resources", "find", "put", "delete"),
  vaults: unarmed("vaults", "find", "put", "delete", "findSettings", "patchSettings", "listContainers"),
  policies: unarmed("policies", "find", "list", "put", "delete"),
  protectedItems: unarmed(
    "protectedItems",
    "find",
    "list",
    "protect",
    "stop",
    "undelete",
    "delete",
    "backUp",
    "findVaultOf",
  ),
  recoveryPoints: unarmed("recoveryPoints", "list"),
  jobs: unarmed("jobs", "list", "settled"),
  snapshots: unarmed("snapshots", "find", "list", "findSource", "put", "patch", "delete", "copied"),
  extensions: unarmed("extensions", "find", "list", "put", "patch", "delete", "findMachine", "findInstanceView"),
  discovery: unarmed("discovery", "refresh", "listProtectable", "listVms", "listClassicVms"),
  now: unexpected("now"),
});
