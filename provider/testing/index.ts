/**
 * For the unit tests of programs that use this package: an engine that answers nothing until it is told to, and Pulumi
 * mocks that run the real check and create of every resource over it, without a CLI, a network or a store.
 */
import type * as pulumi from "@pulumi/pulumi";
import { BackupError } from "../core/errors.js";
import { type JsonObject, withoutUndefined } from "../core/json.js";
import type { BackupEngine, Intent, Intents } from "../engine/engine.js";
import { kinds } from "../kinds/index.js";
import { check, reasons } from "../kinds/lifecycle.js";
import { createResource } from "../kinds/verbs.js";

export type { BackupEngine } from "../engine/engine.js";

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
  intents: intentsInMemory(),
  now: unexpected("now"),
});

function intentsInMemory(): Intents {
  const begun = new Map<string, Intent>();
  return {
    begin: (intent) => void begun.set(intent.id.toLowerCase(), intent),
    find: (id) => begun.get(id.toLowerCase()),
    clear: (id) => void begun.delete(id.toLowerCase()),
  };
}

const TYPE = /^pulumi-nodejs:dynamic\/azure-vm-backup:(\w+)$/;

/**
 * Mocks for `pulumi.runtime.setMocks`: a resource of this package is checked as at preview and created over `engine`; a
 * resource of any other package gets the id `{name}_id` and keeps its inputs.
 */
export const backupMocks = (engine: BackupEngine): pulumi.runtime.Mocks => ({
  newResource: async ({ type, name, inputs }) => {
    const kindName = TYPE.exec(type)?.[1];
    if (kindName === undefined) return { id: `${name}_id`, state: inputs };
    const kind = kinds[kindName];
    if (kind === undefined) throw new BackupError("InvalidInput", `azure-vm-backup has no ${kindName}.`);
    const given = withoutUndefined(inputs as JsonObject);
    const checked = check(kind, given);
    const failures = reasons(kind, checked.failures, given);
    if (failures.length > 0)
      throw new BackupError("InvalidInput", `${kindName} '${name}' has a problem: ${failures.join("; ")}`);
    const { id, outputs } = await createResource(kind, engine, checked.inputs);
    return { id, state: outputs };
  },
  call: ({ inputs }) => Promise.resolve(inputs as Record<string, unknown>),
});
