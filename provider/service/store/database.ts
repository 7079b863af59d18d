/** Opens the file of a store: makes it where it is missing, and brings one of an older format to the newest. */
import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../core/clock.js";
import { BackupError } from "../../core/errors.js";
import { retryWhileLocked } from "./busy.js";
import { storeError } from "./failures.js";
import { formatOf, STEPS, type Step, setFormat } from "./schema.js";
import { loadSqlite } from "./sqlite.js";

/** Whether a commit waits for the disk. With `none`, writes survive the end of the process; a power failure can damage the file. */
export type Durability = "full" | "none";

const SYNCHRONOUS: Readonly<Record<Durability, string>> = { full: "FULL", none: "OFF" };

export interface DatabaseFile {
  readonly file: string;
  readonly clock: Clock;
  /** Default `full`. */
  readonly durability?: Durability;
  /** The steps to the newest format; those of this version unless a test has others. */
  readonly steps?: readonly Step[];
}

const LARGEST_IDLE_LOG_BYTES = 16 * 1024 * 1024;

/** The open database. Throws `StoreUnusable` for a file that is damaged, foreign, or of a newer format. */
export async function openDatabase(of: DatabaseFile): Promise<DatabaseSync> {
  const { file, clock } = of;
  let database: DatabaseSync | undefined;
  try {
    const { DatabaseSync: Database } = loadSqlite();
    database = new Database(file);
    const opened = database;
    opened.exec("PRAGMA busy_timeout = 0");
    await retryWhileLocked(clock, () => prepareFile(of, opened));
    return opened;
  } catch (error) {
    database?.close();
    throw storeError(file, error);
  }
}

function prepareFile({ file, durability = "full", steps = STEPS }: DatabaseFile, database: DatabaseSync): void {
  requireReadable(file, formatOf(database), steps.length);
  // Before the journal mode: changing that writes to the disk.
  database.exec(`PRAGMA synchronous = ${SYNCHRONOUS[durability]}`);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF");
  // The log is copied into the file at every 1000 pages or so; after a burst its own file shrinks again.
  database.exec(`PRAGMA journal_size_limit = ${LARGEST_IDLE_LOG_BYTES}`);
  // What a running deployment has to remember of its secure parameters leaves the file when it ends, and is in no other.
  database.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
  while (isStepLeft(file, database, steps)) takeStep(file, database, steps);
}

const isStepLeft = (file: string, database: DatabaseSync, steps: readonly Step[]): boolean =>
  requireReadable(file, formatOf(database), steps.length) < steps.length;

function takeStep(file: string, database: DatabaseSync, steps: readonly Step[]): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have taken the step since the last look.
    const format = requireReadable(file, formatOf(database), steps.length);
    const step = steps[format];
    if (step !== undefined) {
      step(database);
      setFormat(database, format + 1);
    }
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The format of a file. Throws `StoreUnusable` for one that this version cannot read. */
export function requireReadable(file: string, format: number | "foreign", newest: number): number {
  if (format === "foreign") {
    throw new BackupError(
      "StoreUnusable",
      `${file} is a database of another program. Use another home folder, or move the file away to start with an empty store.`,
    );
  }
  if (format <= newest) return format;
  throw new BackupError(
    "StoreUnusable",
    `The store ${file} was written by a newer version of azure-vm-backup: it has format ${format}; this version reads formats up to ${newest}. Update azure-vm-backup, or use another home folder.`,
  );
}
