/**
 * The home folder contains everything that outlives a process: the embedded service's store, the ownership records, and
 * for `npm run up` Pulumi's state. A marker file identifies it, so the package never writes into another folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Sources } from "./account.js";
import { BackupError } from "./errors.js";

export const HOME_VARIABLE = "AZURE_VM_BACKUP_HOME";
const HOME_FOLDER = ".azure-vm-backup";
const MARKER = "azure-vm-backup.json";
const FORMAT = 1;

/** The folder that contains the nearest Pulumi.yaml, from `start` upwards; `start` itself if there is none. */
export function projectFolder(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (dirname(folder) === folder) return resolve(start);
  }
}

/** The configured home; undefined for the default. The environment comes first because refresh and destroy see the configuration of the last up. */
export const configuredHome = ({ variable, config }: Sources): string | undefined =>
  variable(HOME_VARIABLE) || config("azure-vm-backup:home");

/** The path of the home: `configured`, relative to the project's folder, or `.azure-vm-backup` by default. */
export function homeFolder(configured: string | undefined, start: string): string {
  return resolve(projectFolder(start), configured || HOME_FOLDER);
}

/** Creates the home if it is missing and returns its path. Throws `HomeUnusable` for a folder that has other content or cannot be written. */
export function openHome(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    const entries = readdirSync(folder);
    if (!entries.includes(MARKER)) claim(folder, entries);
    else checkFormat(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
  return folder;
}

function unusable(folder: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  return new BackupError(
    "HomeUnusable",
    `Cannot use the home folder ${folder}: ${(error as Error).message}. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to a writable folder.`,
    { cause: error },
  );
}

/** Throws `HomeUnusable` as `openHome` does, but writes nothing; a missing folder is accepted. */
export function requireHome(folder: string): void {
  try {
    const entries = readdirSync(folder);
    if (entries.includes(MARKER)) checkFormat(folder);
    else if (entries.length > 0) throw foreignFolder(folder, entries);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw unusable(folder, error);
  }
}

function claim(folder: string, entries: readonly string[]): void {
  if (entries.length > 0) throw foreignFolder(folder, entries);
  writeFileSync(join(folder, MARKER), `${JSON.stringify({ format: FORMAT })}\n`);
}

const foreignFolder = (folder: string, entries: readonly string[]): BackupError =>
  new BackupError(
    "HomeUnusable",
    `The home folder ${folder} contains ${entries.slice(0, 3).join(", ")}${entries.length > 3 ? ", …" : ""} but no ${MARKER}, so it is not a home of azure-vm-backup. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to an empty folder or to a home of azure-vm-backup.`,
  );

function checkFormat(folder: string): void {
  const text = readFileSync(join(folder, MARKER), "utf8");
  if (formatOf(text) === FORMAT) return;
  throw new BackupError(
    "HomeUnusable",
    `The home folder ${folder} was written by another version of azure-vm-backup: ${MARKER} contains ${JSON.stringify(text.trim())}, this version reads format ${FORMAT}. Use the version that wrote it, or set azure-vm-backup:home to another folder.`,
  );
}

function formatOf(text: string): unknown {
  // Two processes may create the marker at the same time; the one that reads while the other writes sees an empty file.
  if (text === "") return FORMAT;
  try {
    return (JSON.parse(text) as { format?: unknown }).format;
  } catch {
    return undefined;
  }
}
