/** The settings of the connection to Azure, and the key by which runtimes are shared. */
import { readAccount, type Sources } from "../core/account.js";
import { readEndpoint } from "../core/endpoint.js";
import { configuredHome, homeFolder } from "../core/home.js";
import { createLog } from "../core/log.js";
import type { Connection } from "./connect.js";

export interface Settings {
  readonly endpoint: string;
  /** The home folder. */
  readonly home: string;
  /** A fault plan for the embedded Azure: JSON, or the path of a JSON file. */
  readonly faults: string | undefined;
  /** Regions in addition to the known ones. */
  readonly regions: readonly string[];
  readonly sources: Sources;
}

/** Reads the settings. The environment comes first because refresh and destroy see the configuration of the last up. */
export function readSettings(sources: Sources): Settings {
  return {
    endpoint: readEndpoint(sources).endpoint,
    home: homeFolder(configuredHome(sources), process.cwd()),
    faults: sources.variable("AZURE_VM_BACKUP_FAULTS"),
    regions: readRegions(sources),
    sources,
  };
}

/** The regions that the environment or the configuration adds, separated by commas. */
const readRegions = ({ variable, config }: Sources): string[] =>
  (variable("AZURE_VM_BACKUP_REGIONS") || config("azure-vm-backup:regions") || "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** Equal for settings that may share an engine: the same endpoint, home, fault plan, regions and account, including its secrets. */
export const settingsKey = ({ endpoint, home, faults, regions, sources }: Settings): string =>
  JSON.stringify([endpoint, home, faults ?? "", regions, Object.entries(readAccount(sources))]);

/** The connection of these settings. It logs to standard error. */
export const connectionOf = ({ endpoint, home, faults, regions, sources }: Settings): Connection => ({
  endpoint,
  home,
  log: createLog((line) => process.stderr.write(`${line}\n`), isDebugging(sources) ? "debug" : "warn"),
  faults,
  regions,
  sources,
});

/** Whether AZURE_VM_BACKUP_DEBUG is set. */
export const isDebugging = ({ variable }: Sources): boolean => Boolean(variable("AZURE_VM_BACKUP_DEBUG"));
