/** What a configuration settles: which Azure answers, and where the home is. Equal settings share one runtime. */

import type { Connection } from "../connect.js";
import { homeFolder } from "../core/home.js";
import { createLog } from "../core/log.js";

/** Reads a value of Pulumi's configuration by its whole key, such as `azure-vm-backup:endpoint`. */
export type ReadConfig = (key: string) => string | undefined;

export interface Settings {
  readonly endpoint: string;
  /** The home folder. */
  readonly home: string;
  readonly config: ReadConfig;
  /** What a destroy is ordered to do in place of the declared `onDelete`. */
  readonly onDeleteOrder: string | undefined;
}

/** The settings of a configuration. The environment goes before it: refresh and destroy see the configuration of the last up. */
export function settingsOf(config: ReadConfig = () => undefined): Settings {
  const { AZURE_VM_BACKUP_ENDPOINT, AZURE_VM_BACKUP_HOME } = process.env;
  return {
    endpoint: AZURE_VM_BACKUP_ENDPOINT || config("azure-vm-backup:endpoint") || "embedded",
    home: homeFolder(AZURE_VM_BACKUP_HOME || config("azure-vm-backup:home"), process.cwd()),
    config,
    onDeleteOrder: process.env["AZURE_VM_BACKUP_ON_DELETE"],
  };
}

/** Whether a user asked for stack traces. */
export const isDebugging = (): boolean => Boolean(process.env["AZURE_VM_BACKUP_DEBUG"]);

/** How to reach the Azure of these settings. */
export function connectionOf({ endpoint, home, config }: Settings): Connection {
  const log = createLog((line) => process.stderr.write(`${line}\n`), isDebugging() ? "debug" : "warn");
  const faults = process.env["AZURE_VM_BACKUP_FAULTS"];
  return { endpoint, home, log, faults, sources: { variable: (name) => process.env[name], config } };
}
