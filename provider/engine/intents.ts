/**
 * Intents are files, `intents/<sha256 of the id in lower case>.json` in the home: one small file each, written beside
 * and renamed into place after it is on the disk, so that a reader sees a whole intent or none.
 */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
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
      writeDurably(folder, fileOf(intent.id), JSON.stringify(intent));
    },
    find: (id) => read(fileOf(id)),
    clear: (id) => rmSync(fileOf(id), { force: true }),
  };
}

function read(file: string): Intent | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Intent;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new BackupError("HomeUnusable", `The intent ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function writeDurably(folder: string, file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(beside, "w");
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(beside, file);
  } catch (error) {
    throw new BackupError(
      "HomeUnusable",
      `The intent ${file} could not be written: ${(error as Error).message}. Nothing was created; free some space or set azure-vm-backup:home to a folder that can be written.`,
      { cause: error },
    );
  }
}
