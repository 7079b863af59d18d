#!/usr/bin/env node
/** The command `azvb`: loads the one command that was asked for, runs it, and turns an error into a line and an exit code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";
import { BackupError, ERROR_CODES, readableMessage } from "../core/errors.js";

interface CommandEntry {
  readonly name: string;
  /** One sentence, shown in the list of commands and at the top of the command's own help. */
  readonly summary: string;
  /** The function that gives a command its options, its examples and its action. */
  readonly load: () => Promise<(command: Command) => void>;
}

const COMMANDS: readonly CommandEntry[] = [
  {
    name: "serve",
    summary: "Serve the embedded Azure of a home on a port of this machine.",
    load: async () => (require("./commands/serve.js") as typeof import("./commands/serve.js")).declareServe,
  },
  {
    name: "resources",
    summary: "List what your programs have made: groups, VMs, vaults, policies, protected VMs.",
    load: async () => (require("./commands/resources.js") as typeof import("./commands/resources.js")).declareResources,
  },
  {
    name: "jobs",
    summary: "List the backup jobs, newest first.",
    load: async () => (require("./commands/jobs.js") as typeof import("./commands/jobs.js")).declareJobs,
  },
  {
    name: "points",
    summary: "List the recovery points that a VM can be restored from.",
    load: async () => (require("./commands/points.js") as typeof import("./commands/points.js")).declarePoints,
  },
  {
    name: "clock",
    summary: "Show the clock of the embedded Azure, or move it forward.",
    load: async () => (require("./commands/clock.js") as typeof import("./commands/clock.js")).declareClock,
  },
];

const EXAMPLES = `
Examples:
  azvb serve --port 8080        the embedded Azure for any client, until Ctrl-C
  azvb resources                what your programs have made
  azvb jobs --status Failed     what went wrong
  azvb clock advance 90d        see what is left in three months

Exit codes: 0 done, 1 failed, 2 not understood, 3 not found, 4 refused, 5 job failed, 8 took too long.`;

/** The program with all its commands named, and those that the words ask for declared in full. */
async function programFor(words: readonly string[]): Promise<Command> {
  const program = new Command("azvb")
    .description("Look into the embedded Azure Backup of azure-vm-backup, serve it, and move its clock.")
    .version(packageVersion(), "--version", "print the version")
    .option("--debug", "with any command: print the stack of an error")
    .helpOption("--help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "azvb:")) })
    .showHelpAfterError("See azvb --help.");
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).description(entry.summary);
    command.showHelpAfterError(`See azvb ${entry.name} --help.`);
    if (words.includes(entry.name)) (await entry.load())(command);
  }
  return program;
}

/** The package lies three folders above this file once it is compiled (dist/provider/cli). */
function packageVersion(): string {
  const text = readFileSync(join(__dirname, "../../../package.json"), "utf8");
  return String((JSON.parse(text) as { version?: unknown }).version);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ERROR_CODES.InvalidInput.exitCode;
  return error instanceof BackupError ? ERROR_CODES[error.code].exitCode : ERROR_CODES.Bug.exitCode;
}

function report(error: unknown, debug: boolean): void {
  process.exitCode = exitCodeOf(error);
  // What commander refuses, it has already told.
  if (error instanceof CommanderError) return;
  process.stderr.write(`azvb: ${debug ? inspect(error) : readableMessage(error)}\n`);
}

/** Node.js 22 announces on every run that its SQLite is experimental; the reader of a listing cannot do anything about it. */
function quietExperimentalWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`azvb: ${warning.message}\n`);
  });
}

/** A reader such as `head` may close the pipe early: that is no failure. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

async function main(words: readonly string[]): Promise<void> {
  quietExperimentalWarnings();
  endQuietlyOnClosedPipe();
  try {
    const program = await programFor(words);
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    report(error, words.includes("--debug"));
  }
}

void main(process.argv.slice(2));
