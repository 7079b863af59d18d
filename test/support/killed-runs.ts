/** Runs of the Pulumi CLI that are killed, and what README tells to do then. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./pulumi.js";

/** A call at which the provider ends as by SIGKILL, and the CLI with it. */
export interface Kill {
  readonly moment: "before" | "after";
  readonly method: string;
  /** A pattern of the path. */
  readonly path: string;
}

/** Runs a command that is killed at a call, one resource at a time; returns what it wrote. */
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

/**
 * Gives up the lock of the killed run. Where the kill came while the CLI wrote its state in place, the copy beside it is put
 * back first.
 */
export async function cancelKilled(project: Project): Promise<void> {
  const { output } = await project.run(["stack", "export"]);
  if (/failed to load checkpoint|invalid character|unexpected end of JSON/.test(output)) restoreState(project);
  await project.cancel();
}

function restoreState({ folder }: Project): void {
  const stacks = join(folder, ".pulumi-state", ".pulumi", "stacks", "rehearsal");
  const copy = readdirSync(stacks).find((name) => name.endsWith(".json.bak"));
  assert.ok(copy !== undefined && existsSync(join(stacks, copy)), "there is a copy of the state");
  renameSync(join(stacks, copy), join(stacks, copy.replace(/\.bak$/, "")));
}
