/**
 * The engine of a program's own process, which functions ask: one for each endpoint and account, so that stacks that share
 * a process each ask their own. The store of an embedded Azure is held only while a function waits for its answer, so that
 * it keeps no program from ending.
 */

import { announceToCaller, programSources } from "../dynamic/announcement.js";
import { currentScope } from "../dynamic/program-run.js";
import type { BackupEngine } from "../engine/engine.js";
import type { Connected } from "../runtime/connect.js";
import { connectionOf, readSettings, type Settings, settingsKey } from "../runtime/settings.js";
import { sharedEngine, type WithEngine } from "./shared-engine.js";

const testEngines = new WeakMap<object, BackupEngine>();

/** From now on functions ask this engine, as the unit tests of programs want it; `undefined` lets them open one again. Inline programs of the Automation API are not affected. */
export function useEngine(engine: BackupEngine | undefined): void {
  if (engine === undefined) testEngines.delete(currentScope());
  else testEngines.set(currentScope(), engine);
}

/** By settings key. An entry stays for the life of the process: there are as many as the process has configurations. */
const engines = new Map<string, WithEngine>();

/** Runs `work` over the engine that the configuration of the current run names. Throws what opening it throws. */
export const withEngine: WithEngine = (work) => {
  const testEngine = testEngines.get(currentScope());
  if (testEngine !== undefined) return work(testEngine);
  announceToCaller();
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
