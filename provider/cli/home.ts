/** Which home a command means, and the embedded Azure in it. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { homeFolder } from "../core/home.js";
import { createLog } from "../core/log.js";
import type { EmbeddedAzure } from "../runtime/embedded.js";

/** The home of `--home`, else of AZURE_VM_BACKUP_HOME, else of the project around the working folder. */
export function homeOf(asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  return homeFolder(process.env["AZURE_VM_BACKUP_HOME"], process.cwd());
}

/** Whether there is anything at that path that could be a home. What only looks must not make one. */
export function isThere(home: string): boolean {
  try {
    return readdirSync(home).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

/** What a person reads when there is no home yet. */
export const noHome = (home: string): string =>
  `There is no home at ${home} yet. Run pulumi up in a project that uses azure-vm-backup, or name another home with --home.`;

/** The log of a command: warnings and errors, as lines of JSON on standard error. */
export const commandLog = createLog((line) => process.stderr.write(`${line}\n`));

/** Does something with the embedded Azure of a home and closes it afterwards. Throws what `openEmbedded` and `work` throw. */
export async function withAzure<T>(home: string, work: (azure: EmbeddedAzure) => Promise<T>): Promise<T> {
  const { openEmbedded } = require("../runtime/embedded.js") as typeof import("../runtime/embedded.js");
  // At the real pace to look at work moves nothing on but what is due; at any other a look would end it or count as a read.
  const azure = await openEmbedded({ home, log: commandLog, pace: { kind: "real" } });
  try {
    return await work(azure);
  } finally {
    await azure.close();
  }
}
