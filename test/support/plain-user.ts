/** A process for tests of permissions, whose user is not root. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { skipBecause } from "./skip.js";

/** The id of the user and group `nobody`. */
const NOBODY = 65534;

/** Runs a Node.js script as the current user, or as `nobody` if that is root; returns its stdout. */
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
