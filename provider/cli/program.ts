/** The program of `azvb`: loads the subcommand that is named, runs it, and turns an error into a message and an exit code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";
import { exitCodeOf, exitCodesHelp, USAGE_ERROR } from "./exit-codes.js";
import { messageOf } from "./messages.js";
import { printable, printableLines } from "./text.js";

interface CommandEntry {
  readonly name: string;
  /** One sentence, for the list of commands and the help of the command. */
  readonly summary: string;
  /** Returns the function that adds options, examples and the action to the command. */
  readonly load: () => Promise<(command: Command) => void>;
}

/** The command that completes the words of all other commands. */
const COMPLETION = "completion";

const COMMANDS: readonly CommandEntry[] = [
  {
    name: "serve",
    summary: "Serve the embedded Azure simulator over HTTP on this machine.",
    load: async () => (require("./commands/serve.js") as typeof import("./commands/serve.js")).declareServe,
  },
  {
    name: "resources",
    summary: "List resources, and whether VMs are protected.",
    load: async () => (require("./commands/resources.js") as typeof import("./commands/resources.js")).declareResources,
  },
  {
    name: "jobs",
    summary: "List the jobs of Azure Backup, newest first.",
    load: async () => (require("./commands/jobs.js") as typeof import("./commands/jobs.js")).declareJobs,
  },
  {
    name: "points",
    summary: "List the recovery points of VMs, newest first.",
    load: async () => (require("./commands/points.js") as typeof import("./commands/points.js")).declarePoints,
  },
  {
    name: "clock",
    summary: "Show the time of the embedded Azure simulator, or move it forward.",
    load: async () => (require("./commands/clock.js") as typeof import("./commands/clock.js")).declareClock,
  },
  {
    name: COMPLETION,
    summary: "Print a script that completes commands, options and values in bash, zsh or fish.",
    load: async () =>
      (require("./commands/completion.js") as typeof import("./commands/completion.js")).declareCompletion,
  },
];

const examplesAndExitCodes = (): string => `
Examples:
  azvb resources                what exists, and which VMs are protected
  azvb jobs --status Failed     failed jobs
  azvb points --vm web-1        recovery points of one VM
  azvb clock advance 90d        see what is retained in three months
  azvb serve --port 8080        Azure Resource Manager for other clients
  source <(azvb completion bash)  completion in bash; also for zsh and fish

${exitCodesHelp()}`;

/** The program with the names of all commands; the options of a command are declared only if it is named. */
async function programFor(words: readonly string[]): Promise<Command> {
  const program = new Command("azvb")
    .description("Inspect the embedded Azure simulator of azure-vm-backup, serve it, and move its clock.")
    .version(packageVersion(), "--version", "print the version")
    .option("--debug", "print the stack trace of an error (with any command)")
    .helpOption("--help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", examplesAndExitCodes())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(printableLines(text).replace(/^error:/, "azvb:")) })
    .showHelpAfterError("See azvb --help.");
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).description(entry.summary);
    command.showHelpAfterError(`See azvb ${entry.name} --help.`);
    if (words.includes(entry.name) || words.includes(COMPLETION)) (await entry.load())(command);
  }
  return program;
}

/** Compiled, this file is dist/provider/cli/program.js. */
function packageVersion(): string {
  const text = readFileSync(join(__dirname, "../../../package.json"), "utf8");
  return String((JSON.parse(text) as { version?: unknown }).version);
}

function report(error: unknown, debug: boolean): void {
  if (error instanceof CommanderError) {
    // commander has printed its message.
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
    return;
  }
  process.exitCode = exitCodeOf(error);
  process.stderr.write(`azvb: ${debug ? printableLines(inspect(error)) : messageOf(error)}\n`);
}

/** Prints a warning of Node.js as one line. */
function printWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => void process.stderr.write(`azvb: ${printable(warning.message)}\n`));
}

/** A reader such as `head` may close the pipe early, which is not an error. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

/** Runs `azvb` with these arguments, and sets the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  printWarnings();
  endQuietlyOnClosedPipe();
  try {
    const program = await programFor(words);
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    report(error, words.includes("--debug"));
  }
}
