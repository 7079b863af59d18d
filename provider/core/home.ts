/**
 * The home folder holds everything that outlives a process: the embedded service's store, the intents of unfinished
 * creates, and for `npm run up` the state of Pulumi itself. It is marked by a file of ours, so that no folder of
 * somebody else's is ever written into.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BackupError } from "./errors.js";

const HOME_FOLDER = ".azure-vm-backup";
const MARKER = "azure-vm-backup.json";
const FORMAT = 1;

/** The folder that holds the nearest Pulumi.yaml, from `start` upwards; `start` itself where there is none. */
export function projectFolder(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (dirname(folder) === folder) return resolve(start);
  }
}

/** Where the home is: the folder that was asked for, taken from the project's folder where it is relative, else `.azure-vm-backup` in it. */
export function homeFolder(asked: string | undefined, start: string): string {
  return resolve(projectFolder(start), asked === undefined || asked === "" ? HOME_FOLDER : asked);
}

/** Makes the home where it is missing and returns its path. Throws `HomeUnusable` for a folder that is not ours or cannot be written. */
export function openHome(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    const entries = readdirSync(folder);
    if (!entries.includes(MARKER)) claim(folder, entries);
    else checkFormat(folder);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(
      "HomeUnusable",
      `The home folder ${folder} cannot be used: ${(error as Error).message}. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to a folder that can be written.`,
      { cause: error },
    );
  }
  return folder;
}

function claim(folder: string, entries: readonly string[]): void {
  if (entries.length > 0) {
    throw new BackupError(
      "HomeUnusable",
      `The home folder ${folder} holds ${entries.slice(0, 3).join(", ")}${entries.length > 3 ? ", …" : ""} but no ${MARKER}: it belongs to something else. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to an empty folder or to a home of azure-vm-backup.`,
    );
  }
  writeFileSync(join(folder, MARKER), `${JSON.stringify({ format: FORMAT })}\n`);
}

function checkFormat(folder: string): void {
  const text = readFileSync(join(folder, MARKER), "utf8");
  if (formatOf(text) === FORMAT) return;
  throw new BackupError(
    "HomeUnusable",
    `The home folder ${folder} was written by another version of azure-vm-backup: ${MARKER} says ${JSON.stringify(text.trim())}, this version reads format ${FORMAT}. Use the version that wrote it, or another home.`,
  );
}

function formatOf(text: string): unknown {
  // Two processes may claim an empty folder at once; the one that reads while the other writes sees an empty marker.
  if (text === "") return FORMAT;
  try {
    return (JSON.parse(text) as { format?: unknown }).format;
  } catch {
    return undefined;
  }
}
