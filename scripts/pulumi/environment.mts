import { delimiter, join } from "node:path";
import type { Environment } from "../checkout.mts";
import type { ReadyCli } from "./cli.mts";

/** Encrypts only the secrets of a simulation, whose state is on the same disk. */
export const REHEARSAL_PASSPHRASE = "azure-vm-backup";

/** What the variables of an engine are made from: the variables as they are, the checkout, the CLI, the folder for the state, and one for what Pulumi keeps of its own; without it Pulumi keeps that where it does. */
export interface EngineRun {
  readonly environment: Environment;
  readonly checkout: string;
  readonly cli: ReadyCli;
  readonly stateFolder: string;
  readonly pulumiHome?: string | undefined;
}

/**
 * The environment variables for Pulumi: state in a folder, no prompts, no downloads for a CLI that was built here, and the
 * checkout's node first in PATH. A passphrase of the user is not changed.
 */
export function engineEnvironment({ environment, checkout, cli, stateFolder, pulumiHome }: EngineRun): Environment {
  const path = [join(checkout, "node_modules", ".bin"), environment["PATH"], cli.hostFolder];
  return {
    ...environment,
    ...(hasPassphrase(environment) ? {} : { PULUMI_CONFIG_PASSPHRASE: REHEARSAL_PASSPHRASE }),
    ...(cli.origin === "built" ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : {}),
    ...(pulumiHome === undefined ? {} : { PULUMI_HOME: pulumiHome }),
    PATH: path.filter(Boolean).join(delimiter),
    PULUMI_BACKEND_URL: `file://${stateFolder}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

function hasPassphrase(environment: Environment): boolean {
  return (
    environment["PULUMI_CONFIG_PASSPHRASE"] !== undefined || environment["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined
  );
}
