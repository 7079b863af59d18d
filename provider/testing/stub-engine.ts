/** An engine that records its calls, for tests of which calls a resource makes and what it writes. */
import type { BackupEngine } from "../engine/engine.js";
import { mockEngine } from "./mock-engine.js";

/** A call that changes a resource in Azure. */
export interface Write {
  /** The group and the method, such as `vaults.put`. */
  readonly call: string;
  /** Its arguments: mostly an ARM id and an ARM body. */
  readonly args: readonly unknown[];
}

export interface StubEngine {
  /** The engine to stub: `sinon.stub(armed.vaults, "put").resolves(…)`. `engine` forwards its calls to it. */
  readonly armed: BackupEngine;
  /** The engine for the code under test, which records its calls. */
  readonly engine: BackupEngine;
  /** The names of all calls, such as `vaults.put`, in order. */
  readonly calls: string[];
  /** The calls that change a resource in Azure, with their arguments, in order. */
  readonly writes: Write[];
}

const WRITES = /\.(put|patch|patchSettings|protect|stop|undelete|delete|post|backUp)$/;

/**
 * An engine that records its calls and forwards them to `armed`, by default a `mockEngine()`.
 *
 * @example
 * ```ts
 * const { engine, writes } = stubEngine(rememberingEngine());
 * await drive("Vault", engine).up({ name: "backups", resourceGroup, location: "westeurope" });
 * assert.deepEqual(writes.map(({ call }) => call), ["vaults.put"]);
 * ```
 */
export function stubEngine(armed: BackupEngine = mockEngine()): StubEngine {
  const [calls, writes]: [string[], Write[]] = [[], []];
  const record: RecordCall = (call, args) => {
    calls.push(call);
    if (WRITES.test(call)) writes.push({ call, args });
  };
  const engine = new Proxy(armed, {
    get: (target, group) => {
      const value: unknown = Reflect.get(target, group);
      return typeof value === "object" && value !== null ? recording(String(group), value, record) : value;
    },
  });
  return { armed, engine, calls, writes };
}

type RecordCall = (call: string, args: readonly unknown[]) => void;

/** A group of methods that passes each call to `record`. */
const recording = (group: string, methods: object, record: RecordCall): object =>
  new Proxy(methods, {
    get: (target, method) => {
      const value: unknown = Reflect.get(target, method);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        record(`${group}.${String(method)}`, args);
        return Reflect.apply(value, target, args);
      };
    },
  });

/** The names of the calls that change a resource in Azure. */
export const writesIn = (calls: readonly string[]): string[] => calls.filter((call) => WRITES.test(call));
