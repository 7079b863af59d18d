/** What tests about permissions need: a process whose user is not root, who may do everything. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { skipBecause } from "./skip.js";

/** The user and the group that own nothing, `nobody`. */
const NOBODY = 65534;

/** Runs a script of Node.js as the current user, or as `nobody` where that is root; returns what it wrote. */
export function asPlainUser(context: Mocha.Context, script: string): string {
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const run = (text: string) => spawnSync(process.execPath, ["-e", text], { ...user, cwd: "/", encoding: "utf8" });
  if (isRoot && run(`require(${JSON.stringify(__filename)})`).status !== 0) {
    skipBecause(context, "the user nobody may not read this checkout or run its Node.js");
  }
  const { status, stdout, stderr } = run(script);
  assert.equal(status, 0, stderr);
  return stdout;
}
