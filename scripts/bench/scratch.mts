/** Removes the temporary files of a benchmark when it ends, also after Ctrl-C. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const removals = new Set<() => void>();

/** Runs `remove` when the process ends, or earlier by calling the function that is returned. */
export function atEnd(remove: () => void): () => void {
  const once = () => {
    if (removals.delete(once)) remove();
  };
  removals.add(once);
  return once;
}

/** A folder of the system's temporary folder, removed at the end. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "azure-vm-backup-bench-")));
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

process.on("exit", () => {
  for (const remove of [...removals].reverse()) remove();
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}
