/**
 * Migrates states that earlier versions of this package wrote. A state has one version for the inputs and outputs of all
 * kinds and for the properties that an entry point adds. A new version needs a step in `Kind.migrations` or in the migrations
 * of the entry point. A released step never changes, because states that need it exist.
 */
import { BackupError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import { nameInUrn } from "../ownership/urns.js";
import type { Kind, Migrations } from "./kind.js";

/** The version of the states that this version of the package writes. */
export const STATE_VERSION = 2;

/** The inputs or the outputs in a state, with the version and the URN that the state has. */
export interface WrittenState {
  readonly version: number;
  readonly urn: string;
  readonly properties: JsonObject;
}

/** The properties in the current version; `added` are the migrations of the entry point. Pure. Throws `Refused` for a newer version. */
export function migrate(kind: Kind, state: WrittenState, added: Migrations = {}): JsonObject {
  if (state.version > STATE_VERSION) throw writtenByNewer(kind, state);
  let { properties } = state;
  for (let version = state.version; version < STATE_VERSION; version++) {
    for (const step of [added[version], kind.migrations?.[version]]) properties = step?.(properties) ?? properties;
  }
  return properties;
}

const writtenByNewer = ({ name }: Kind, { version, urn }: WrittenState): BackupError =>
  new BackupError(
    "Refused",
    `The state of ${name} ${nameInUrn(urn)} was written by a newer version of azure-vm-backup: it has state version ${version}; this version reads up to ${STATE_VERSION}. Update azure-vm-backup in the folder of the program, then run again. Nothing was changed.`,
  );
