/**
 * Intents are files, `intents/<sha256 of the id in lower case>.json` in the home: one small file each, written beside
 * and renamed into place, so that a reader sees a whole intent or none. It outlives the process, not a power cut: it is
 * not forced to the disk, where it would wait for all that Pulumi writes. An intent that a power cut took is none, and
 * what was begun is then the user's decision, by `adopt`.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { idKey } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import type { Intent, Intents } from "./engine.js";

const FOLDER = "intents";

/** The intents of a home. `openHome` makes the home where it is missing; it is asked before the first write only. */
export function createIntents(home: string, openHome: (home: string) => string): Intents {
  const folder = join(home, FOLDER);
  const fileOf = (id: string) => join(folder, `${createHash("sha256").update(idKey(id)).digest("hex")}.json`);
  return {
    begin: (intent) => {
      openHome(home);
      write(folder, fileOf(intent.id), JSON.stringify(intent));
    },
    find: (id) => read(fileOf(id)),
    clear: (id) => rmSync(fileOf(id), { force: true }),
  };
}

function read(file: string): Intent | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text === "" ? undefined : (JSON.parse(text) as Intent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new BackupError("HomeUnusable", `The intent ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function write(folder: string, file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    throw new BackupError(
      "HomeUnusable",
      `The intent ${file} could not be written: ${(error as Error).message}. Nothing was created; free some space or set azure-vm-backup:home to a folder that can be written.`,
      { cause: error },
    );
  }
}
