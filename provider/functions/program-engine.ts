/**
 * The engine of a program's own process, which functions ask. The store of an embedded Azure is held only while a function
 * waits for its answer, so that it keeps no program from ending; what is signed in to stays as long as the process.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Connected } from "../connect.js";
import { announce } from "../dynamic/announcement.js";
import type { BackupEngine } from "../engine/engine.js";

let given: BackupEngine | undefined;
let opened: Promise<Connected> | undefined;
let asking = 0;

/** From now on functions ask this engine, as the unit tests of programs want it; `undefined` lets them open one again. */
export function useEngine(engine: BackupEngine | undefined): void {
  given = engine;
}

/** Runs `work` over the engine that the program's configuration names. Throws what opening it throws. */
export async function withEngine<T>(work: (engine: BackupEngine) => Promise<T>): Promise<T> {
  if (given !== undefined) return work(given);
  announce();
  asking++;
  const connected = current();
  try {
    return await work((await connected).engine);
  } finally {
    asking--;
    if (asking === 0) await letGo(connected);
  }
}

function current(): Promise<Connected> {
  opened ??= open();
  return opened;
}

/** Only a program that asks something loads the engine. */
async function open(): Promise<Connected> {
  const [{ open: connect }, { programConnection }] = await Promise.all([
    import("../connect.js"),
    import("../runtime.js"),
  ]);
  return connect(programConnection(configured));
}

/** A value of the program's configuration, by its whole key such as `azure-vm-backup:endpoint`. */
function configured(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}

async function letGo(connected: Promise<Connected>): Promise<void> {
  const release = await connected.then(
    (found) => found.release,
    // What could not be opened is tried again by the next function.
    () => () => undefined,
  );
  if (release === undefined || opened !== connected || asking > 0) return;
  opened = undefined;
  release();
}
