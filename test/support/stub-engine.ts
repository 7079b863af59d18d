/** The engine of unit tests: nothing answers until it is armed with sinon, and every call is kept in order. */
import type { BackupEngine } from "../../provider/engine/engine.js";
import { mockEngine } from "../../provider/testing/index.js";

export interface StubEngine {
  /** What a test arms: `sinon.stub(armed.vaults, "put").resolves(…)`. A method that is not armed rejects with its own name. */
  readonly armed: BackupEngine;
  /** What is handed to the code under test: the same engine, seen. */
  readonly engine: BackupEngine;
  /** The names of the calls, such as `vaults.put`, in order; those of `intents` too. */
  readonly calls: string[];
}

/** An engine without answers, whose calls are kept. */
export function stubEngine(): StubEngine {
  const armed = mockEngine();
  const calls: string[] = [];
  const seen = <T extends object>(name: string, group: T): T =>
    new Proxy(group, {
      get: (target, key) => {
        calls.push(`${name}.${String(key)}`);
        return Reflect.get(target, key) as unknown;
      },
    });
  const engine: BackupEngine = {
    endpoint: armed.endpoint,
    resources: seen("resources", armed.resources),
    vaults: seen("vaults", armed.vaults),
    policies: seen("policies", armed.policies),
    protectedItems: seen("protectedItems", armed.protectedItems),
    recoveryPoints: seen("recoveryPoints", armed.recoveryPoints),
    jobs: seen("jobs", armed.jobs),
    snapshots: seen("snapshots", armed.snapshots),
    extensions: seen("extensions", armed.extensions),
    discovery: seen("discovery", armed.discovery),
    intents: seen("intents", armed.intents),
    now: () => armed.now(),
  };
  return { armed, engine, calls };
}

/** The calls that change something in Azure. */
export const writesIn = (calls: readonly string[]): string[] =>
  calls.filter((call) => /^(?!intents).*\.(put|patch|patchSettings|protect|stop|undelete|delete|backUp)$/.test(call));
