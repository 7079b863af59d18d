/** Runs of the Pulumi CLI that are killed, and the steps in the README to recover. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Running } from "../../scripts/processes.mjs";
import type { Project } from "./pulumi.js";

/** The request at which the provider and the CLI are killed. */
export interface Kill {
  readonly moment: "before" | "after";
  readonly method: string;
  /** A pattern of the path. */
  readonly path: string;
}

/** Runs a command, one resource at a time, that is killed at a request. Returns its output. */
export async function killedAt(project: Project, args: readonly string[], kill: Kill): Promise<string> {
  const engine = join(project.folder, "engine.pid");
  const plan = [{ crash: kill.moment, method: kill.method, path: kill.path, andProcessOf: engine }];
  const env = { AZURE_VM_BACKUP_FAULTS: JSON.stringify(plan) };
  const running = project.start([...args, "--yes", "--skip-preview", "--non-interactive", "--parallel", "1"], { env });
  writeFileSync(engine, String(running.pid));
  const { exitCode, output } = await running.ended;
  assert.equal(
    exitCode,
    137,
    `the run was to be killed ${kill.moment} ${kill.method} ${kill.path}, and wrote:\n${output}`,
  );
  return output;
}

/** Kills the CLI of a run with SIGKILL, or the CLI and its provider. */
export function kill(run: Running, whom: "CLI" | "CLI and provider"): void {
  const providers = whom === "CLI" ? [] : descendantsOf(run.pid ?? 0).filter(({ command }) => PROVIDER.test(command));
  run.kill("SIGKILL");
  for (const { pid } of providers) killProcess(pid);
}

const PROVIDER = /dynamic-provider/;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function descendantsOf(pid: number): readonly Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = stdout.split("\n").map((line): Process => {
    const [, own = "0", parent = "0", command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(own), parent: Number(parent), command };
  });
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent && one.pid !== parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // The process has already ended.
  }
}

/**
 * Cancels the lock of the killed run. If the kill interrupted the CLI while it wrote its state file, first restores the
 * backup of the file, as described in the README.
 */
export async function cancelKilled(project: Project): Promise<void> {
  const state = join(project.folder, ".pulumi-state", ".pulumi", "stacks", "rehearsal", "test.json");
  // The CLI does not need this file, and cannot load the state if the file is incomplete.
  for (const attributes of [`${state}.attrs`, `${state}.bak.attrs`]) {
    if (!isComplete(attributes)) rmSync(attributes, { force: true });
  }
  if (!isComplete(state)) renameSync(`${state}.bak`, state);
  await project.cancel();
}

function isComplete(state: string): boolean {
  try {
    JSON.parse(readFileSync(state, "utf8"));
    return true;
  } catch {
    return false;
  }
}
