/**
 * The engine of a program's own process, which functions ask. The store of an embedded Azure is held only while a function
 * waits for its answer, so that it keeps no program from ending.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Connected } from "../connect.js";
import { announce } from "../dynamic/announcement.js";
import type { BackupEngine } from "../engine/engine.js";
import { sharedEngine, type WithEngine } from "./shared-engine.js";

let given: BackupEngine | undefined;

/** From now on functions ask this engine, as the unit tests of programs want it; `undefined` lets them open one again. */
export function useEngine(engine: BackupEngine | undefined): void {
  given = engine;
}

const ofProgram = sharedEngine(open);

/** Runs `work` over the engine that the program's configuration names. Throws what opening it throws. */
export const withEngine: WithEngine = (work) => {
  if (given !== undefined) return work(given);
  announce();
  return ofProgram(work);
};

/** Only a program that asks something loads the engine. */
async function open(): Promise<Connected> {
  const [{ open: connect }, { connectionOf, settingsOf }] = await Promise.all([
    import("../connect.js"),
    import("../runtime/index.js"),
  ]);
  return connect(connectionOf(settingsOf(configured)));
}

/** A value of the program's configuration, by its whole key such as `azure-vm-backup:endpoint`. */
function configured(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}
