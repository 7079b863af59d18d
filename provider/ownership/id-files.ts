/** Files of a home that each belong to one ARM id, in a folder that nobody else can read. */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { idKey } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";

export interface IdFiles {
  /** The file of an id, `<sha256 of the id in lower case>.<ending>`. */
  fileOf(id: string): string;
  /** Makes the folder, and the home, where they are missing. Called before the first write only. */
  open(): void;
}

/** The files of a folder of the home. `openHome` makes the home where it is missing, and throws where it cannot be used. */
export function idFilesIn(
  home: string,
  { folder, ending }: { readonly folder: string; readonly ending: string },
  openHome: (home: string) => string,
): IdFiles {
  const path = join(home, folder);
  let isOpen = false;
  return {
    fileOf: (id) => join(path, `${createHash("sha256").update(idKey(id)).digest("hex")}.${ending}`),
    open: () => {
      if (isOpen) return;
      openHome(home);
      inHome(`The folder ${path} could not be created`, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
      isOpen = true;
    },
  };
}

/** Runs work on a file of the home. Throws `HomeUnusable`, which begins with `failed`. */
export function inHome<T>(failed: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new BackupError(
      "HomeUnusable",
      `${failed}: ${(error as Error).message}. Free some space, or set azure-vm-backup:home to a folder that can be written, then run again.`,
      { cause: error },
    );
  }
}
