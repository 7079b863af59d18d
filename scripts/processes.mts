/**
 * Child processes in two modes: with captured output, which is read or printed only on failure; and connected to the
 * terminal, for the Pulumi engine.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { Environment } from "./checkout.mts";

/** A command, its arguments and its working folder. */
export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
}

/** The exit code and the output of a process; `output` contains both streams in the order of arrival. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly output: string;
}

/** A running process; `ended` never rejects. */
export interface Running {
  readonly pid: number | undefined;
  readonly ended: Promise<Ended>;
  /** The output of both streams so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Exit codes as in a shell: 128 plus the signal's number for a process that a signal ended. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/** Starts a command with its output captured. A command that cannot be started ends with 127 and the reason in `stderr`. */
export function start(command: Command): Running {
  const child = spawn(command.path, command.args, {
    cwd: command.folder,
    env: command.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "", output: "" };
  const keep = (stream: "stdout" | "stderr") => (text: string) => {
    written[stream] += text;
    written.output += text;
  };
  child.stdout.setEncoding("utf8").on("data", keep("stdout"));
  child.stderr.setEncoding("utf8").on("data", keep("stderr"));
  const ended = new Promise<Ended>((resolve) => {
    child.on("error", (error) => {
      keep("stderr")(`${error.message}\n`);
      resolve({ exitCode: 127, ...written });
    });
    child.on("close", (code, signal) => resolve({ exitCode: exitCodeOf(code, signal), ...written }));
  });
  return { pid: child.pid, ended, output: () => written.output, kill: (signal) => void child.kill(signal) };
}

/** Runs a command to its end with its output captured. */
export function capture(command: Command): Promise<Ended> {
  return start(command).ended;
}

/**
 * The process group of a command on the terminal: shared, so it can prompt and receives Ctrl-C from the terminal; or its
 * own, so it receives Ctrl-C only from this process, because the engine interprets a second one as "terminate now".
 */
export type ProcessGroup = "own" | "shared";

/** Runs a command on this terminal and returns its exit code. */
export function handOver(command: Command, group: ProcessGroup): Promise<number> {
  const child = spawn(command.path, command.args, {
    cwd: command.folder,
    env: command.environment,
    stdio: "inherit",
    detached: group === "own",
  });
  const stop = passSignals(child, group);
  return new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(exitCodeOf(code, signal)));
  }).finally(stop);
}

function passSignals(child: ChildProcess, group: ProcessGroup): () => void {
  const pass = (signal: NodeJS.Signals) => {
    if (group === "own" || signal !== "SIGINT") child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}
