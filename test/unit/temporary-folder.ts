/** Folders for tests that write. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder for each test of the surrounding `describe`, deleted after the test. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-unit-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return () => folder;
}
