/** The options that several commands share, and what their texts mean. */
import { type Command, Option } from "commander";
import { BackupError } from "../core/errors.js";
import type { Pace } from "../service/index.js";

/** `table` is for people and may change its looks; `json` is for programs and keeps its keys. */
type Output = "table" | "json";

export interface HomeOptions {
  readonly home?: string;
}

export interface ListingOptions extends HomeOptions {
  readonly output: Output;
}

const HOME_HELP = "the home folder (default: AZURE_VM_BACKUP_HOME, else .azure-vm-backup beside Pulumi.yaml)";

/** Gives a command `--home DIR`, after the options of its own. */
export const withHome = (command: Command): Command =>
  command.option("--home <dir>", HOME_HELP).helpOption("--help", "print this help");

/** Gives a command `--output table|json` and `--home DIR`, after the options of its own. */
export const withListing = (command: Command): Command =>
  withHome(
    command.addOption(
      new Option("--output <format>", "a table for people or JSON for programs")
        .choices(["table", "json"] satisfies Output[])
        .default("table"),
    ),
  );

/** A TCP port; 0 asks for a free one. Throws `InvalidInput` for anything else. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new BackupError(
    "InvalidInput",
    `"${text}" is not a port: expected a whole number from 0 (a free one) to 65535.`,
  );
}

/** A pace by its name: `instant`, `polls:N` or `real`. Throws `InvalidInput` for anything else. */
export function parsePace(text: string): Pace {
  if (text === "instant" || text === "real") return { kind: text };
  const reads = Number(/^polls:([1-9]\d{0,5})$/.exec(text)?.[1]);
  if (Number.isInteger(reads)) return { kind: "polls", reads };
  throw new BackupError(
    "InvalidInput",
    `"${text}" is not a pace: expected instant (work ends at once), polls:N (work moves on at every N-th read) or real (as long as in Azure).`,
  );
}
