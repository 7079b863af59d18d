/** Commands that get the Pulumi CLI or Go, with their output captured and a time limit. */
import { existsSync, renameSync, rmSync } from "node:fs";
import type { Environment } from "../checkout.mts";
import { start } from "../processes.mts";

/** The end of a command: its exit code, and the last line that it wrote, for a message. */
export interface ToolEnd {
  readonly exitCode: number;
  readonly lastLine: string;
}

/** A command with its arguments; `path` may be a name on PATH. */
export interface ToolRun {
  readonly path: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
  readonly limitMs: number;
}

/** Runs a command to its end, or to its time limit. */
export async function runTool({ limitMs, ...command }: ToolRun): Promise<ToolEnd> {
  const running = start(command);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    running.kill("SIGTERM");
  }, limitMs);
  const { exitCode, output } = await running.ended.finally(() => clearTimeout(timer));
  const lastLine = isLate ? `timed out after ${limitMs / 1_000} seconds` : (output.trim().split("\n").at(-1) ?? "");
  return { exitCode: isLate ? 1 : exitCode, lastLine };
}

/** Renames a folder, unless another process has already completed the target. What an earlier version left there is replaced. */
export function moveIntoPlace(from: string, to: string, isComplete: (folder: string) => boolean): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (isComplete(to)) return;
    if (!existsSync(to)) throw error;
    rmSync(to, { recursive: true, force: true });
    renameSync(from, to);
  }
}
