/**
 * The engine that functions use in the process of a program: one for each endpoint and account, so stacks that share a process
 * have separate ones. The store of an embedded Azure is open only while a function runs, so it does not keep the process
 * from exiting.
 */
import { announce, programSources } from "../dynamic/announcement.js";
import { currentScope } from "../dynamic/program-run.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Connected } from "../runtime/connect.js";
import { connectionOf, readSettings, type Settings, settingsKey } from "../runtime/settings.js";
import { sharedEngine, type WithEngine } from "./shared-engine.js";

const testEngines = new WeakMap<object, BackupEngine>();

/** Sets the engine of functions, for unit tests of programs; `undefined` resets it. Inline programs of the Automation API are not affected. */
export function useEngine(engine: BackupEngine | undefined): void {
  if (engine === undefined) testEngines.delete(currentScope());
  else testEngines.set(currentScope(), engine);
}

/** By settings key. Entries are never removed: there is one for each configuration of the process. */
const engines = new Map<string, WithEngine>();

/** Runs `work` over the engine that the configuration of the current run names. Throws what opening it throws. */
export const withEngine: WithEngine = (work) => {
  const testEngine = testEngines.get(currentScope());
  if (testEngine !== undefined) return work(testEngine);
  announce();
  return engineOf(readSettings(programSources()))(work);
};

function engineOf(settings: Settings): WithEngine {
  const key = settingsKey(settings);
  const engine = engines.get(key) ?? sharedEngine(() => open(settings));
  engines.set(key, engine);
  return engine;
}

/** Only a program that calls a function loads the engine. Tests without support for `import()` in CommonJS call functions too. */
function open(settings: Settings): Promise<Connected> {
  const { open: connect } = require("../runtime/connect.js") as typeof import("../runtime/connect.js");
  return connect(connectionOf(settings));
}
