/** The options that several commands have, and how their values are parsed. */
import { type Command, Option } from "commander";
import { BackupError } from "../core/errors.js";
import { isRegionName } from "../rules/shared/regions.js";
import type { Pace } from "../service/index.js";
import { parseFrom, parseTo } from "./filters.js";
import { parseHome } from "./home.js";
import { quoted } from "./text.js";

/** `table` is for people and may change; `json` is for programs and keeps its keys. */
type Output = "table" | "json";

export interface HomeOptions {
  readonly home?: string;
}

export interface ListingOptions extends HomeOptions {
  readonly output: Output;
}

/** Where a listing looks; default: in all subscriptions and resource groups of the home. */
export interface ScopeOptions {
  readonly subscription?: string;
  readonly resourceGroup?: string;
}

const HOME_HELP = "home folder (default: AZURE_VM_BACKUP_HOME, else .azure-vm-backup next to Pulumi.yaml)";

/** Adds `--home DIR` to a command, after its own options. */
export const withHome = (command: Command): Command =>
  command.option("--home <dir>", HOME_HELP, parseHome).helpOption("--help", "print this help");

/** Adds `--output table|json` and `--home DIR` to a command, after its own options. */
export const withListing = (command: Command): Command =>
  withHome(
    command.addOption(
      new Option("--output <format>", "table for people, or JSON for programs")
        .choices(["table", "json"] satisfies Output[])
        .default("table"),
    ),
  );

/** Adds `--resource-group NAME` and `--subscription ID` to a command. */
export const withScope = (command: Command): Command =>
  command
    .option("--resource-group <name>", "only this resource group")
    .option("--subscription <id>", "only this subscription");

/** Adds `--from TIME` and `--to TIME` to a command. */
export const withTimes = (command: Command, what: string): Command =>
  command
    .option("--from <time>", `only ${what} at or after this date or time (ISO 8601, UTC)`, parseFrom)
    .option("--to <time>", `only ${what} until this time, or until the end of this date`, parseTo);

/** Adds the name of a region to those before it. Throws `InvalidInput` for text that no region is named. */
export function parseRegion(text: string, before: readonly string[]): string[] {
  if (isRegionName(text)) return [...before, text];
  throw new BackupError("InvalidInput", `Invalid region ${quoted(text)}: expected a name such as westeurope.`);
}

/** A TCP port; 0 selects a free one. Throws `InvalidInput` for any other text. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new BackupError(
    "InvalidInput",
    `Invalid port ${quoted(text)}: expected an integer from 0 to 65535, where 0 selects a free port.`,
  );
}

/** A pace by its name: `instant`, `polls:N` or `real`. Throws `InvalidInput` for any other text. */
export function parsePace(text: string): Pace {
  if (text === "instant" || text === "real") return { kind: text };
  const reads = Number(/^polls:([1-9]\d{0,5})$/.exec(text)?.[1]);
  if (Number.isInteger(reads)) return { kind: "polls", reads };
  throw new BackupError(
    "InvalidInput",
    `Invalid pace ${quoted(text)}: expected instant (jobs complete at once), polls:N (a job advances at every N-th read of it) or real (jobs take as long as in Azure).`,
  );
}
