/** Files of a home, one per ARM id, in a folder that other users cannot read. */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { idKey } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";

export interface IdFiles {
  /** The file of an id, `<sha256 of the id in lower case>.<ending>`. */
  fileOf(id: string): string;
  /** Creates the home and the folder if they are missing. Called only before the first write. */
  open(): void;
}

/** The files of a folder of the home. `openHome` creates a missing home, and throws if the home cannot be used. */
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
      inHome(`Cannot create the folder ${path}`, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
      isOpen = true;
    },
  };
}

/** Runs work on a file of the home. Throws `HomeUnusable` with a message that begins with `failed`. */
export function inHome<T>(failed: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new BackupError(
      "HomeUnusable",
      `${failed}: ${(error as Error).message}. Free some disk space, or set azure-vm-backup:home to a writable folder, then run again.`,
      { cause: error },
    );
  }
}
