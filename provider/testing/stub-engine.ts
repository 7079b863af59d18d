/** An engine that keeps what it was asked: for tests that say which calls a resource makes, and what it writes. */
import type { BackupEngine } from "../engine/engine.js";
import { mockEngine } from "./mock-engine.js";

/** A call that changes something in Azure. */
export interface Write {
  /** The group and the method, such as `vaults.put`. */
  readonly call: string;
  /** What it was called with: mostly an ARM id and an ARM body. */
  readonly args: readonly unknown[];
}

export interface StubEngine {
  /** What a test arms: `sinon.stub(armed.vaults, "put").resolves(…)`. What is armed here, `engine` answers. */
  readonly armed: BackupEngine;
  /** What is handed to the code under test: the same engine, seen. */
  readonly engine: BackupEngine;
  /** The names of all calls, such as `vaults.put`, in order. */
  readonly calls: string[];
  /** The calls that change something in Azure, with what they carried, in order. */
  readonly writes: Write[];
}

const WRITES = /\.(put|patch|patchSettings|protect|stop|undelete|delete|backUp)$/;

/**
 * An engine whose calls are kept. It answers what `armed` answers: left out, nothing at all until it is armed.
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
  const keep = (call: string, args: readonly unknown[]) => {
    calls.push(call);
    if (WRITES.test(call)) writes.push({ call, args });
  };
  const engine = new Proxy(armed, {
    get: (target, group) => {
      const held: unknown = Reflect.get(target, group);
      return typeof held === "object" && held !== null ? seen(String(group), held, keep) : held;
    },
  });
  return { armed, engine, calls, writes };
}

/** A group of methods, each call of which is told to `keep`. */
const seen = (group: string, methods: object, keep: (call: string, args: readonly unknown[]) => void): object =>
  new Proxy(methods, {
    get: (target, method) => {
      const held: unknown = Reflect.get(target, method);
      if (typeof held !== "function") return held;
      return (...args: unknown[]): unknown => {
        keep(`${group}.${String(method)}`, args);
        return Reflect.apply(held, target, args);
      };
    },
  });

/** Of the names of calls, those that change something in Azure. */
export const writesIn = (calls: readonly string[]): string[] => calls.filter((call) => WRITES.test(call));
