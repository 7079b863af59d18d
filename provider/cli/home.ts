/** Which home a command means, and the embedded Azure in it. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Fetch } from "../arm/fetch.js";
import { BackupError } from "../core/errors.js";
import { homeFolder } from "../core/home.js";
import { createLog, silentLog } from "../core/log.js";
import { printableLines, quoted } from "./text.js";

/** The home of this folder: that of AZURE_VM_BACKUP_HOME, otherwise that of the project around the working folder. */
const homeHere = (): string => homeFolder(process.env["AZURE_VM_BACKUP_HOME"], process.cwd());

/** The home of `--home`, otherwise that of this folder. */
export const homeOf = (option: string | undefined): string => (option === undefined ? homeHere() : resolve(option));

/** A value of `--home`. Throws `InvalidInput` for an empty one, which would mean the working folder. */
export function parseHome(text: string): string {
  if (text.trim() !== "") return text;
  throw new BackupError("InvalidInput", `Invalid value ${quoted(text)} of --home: expected the path of a folder.`);
}

/** The content at the path of a home. A file, or a folder that cannot be read, is reported when it is opened. */
function contentOf(home: string): "nothing" | "an empty folder" | "something" {
  try {
    return readdirSync(home).length > 0 ? "something" : "an empty folder";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "nothing" : "something";
  }
}

/** The home of `--home`, otherwise that of this folder. Throws `NotFound` if there is no home: a command that reads creates none. */
export function existingHome(option: string | undefined): string {
  const home = homeOf(option);
  const content = contentOf(home);
  if (content === "something") return home;
  const problem =
    content === "nothing"
      ? `The home ${home} does not exist.`
      : `The folder ${home} is empty, so it does not contain a home.`;
  const other = homeHere();
  const existing = other !== home && contentOf(other) === "something" ? ` A home exists at ${other}.` : "";
  throw new BackupError(
    "NotFound",
    `${problem}${existing} Select another home with --home, or create this one: run pulumi up in its project, or azvb serve.`,
  );
}

/** A log on standard error: warnings and errors, as lines of JSON. */
export const commandLog = createLog((line) => process.stderr.write(`${printableLines(line)}\n`));

/** Sends requests to the embedded Azure of a home, in this process, and closes it afterwards. Throws what `openEmbedded` and `work` throw. */
export async function withService<T>(home: string, work: (fetch: Fetch) => Promise<T>): Promise<T> {
  const { openEmbedded } = require("../runtime/embedded.js") as typeof import("../runtime/embedded.js");
  // At the real pace a read moves on only what is due; at any other pace a read would complete work, or count as a poll.
  const log = process.argv.includes("--debug") ? commandLog : silentLog;
  const azure = await openEmbedded({ home, log, pace: { kind: "real" } });
  try {
    return await work(azure.fetch);
  } finally {
    await azure.close();
  }
}
