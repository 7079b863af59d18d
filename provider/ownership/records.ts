/**
 * What a home knows of ARM ids, in files of mode 0600: `owners/<sha256 of the id in lower case>.json` says who manages an
 * id, or what a delete left, and `intents/<…>.json` that a create may have reached Azure. A file is written under a
 * temporary name and renamed, so that a reader sees all of it or none. It outlives the process, not a power cut: it is not forced
 * to the disk, where it would wait for all that Pulumi writes.
 *
 * Every create ends an intent, at the next run: a file of its own is removed, which is faster than rewriting one.
 *
 * A record holds no input and no hash of inputs: nothing from which a secret could be guessed.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { idKey } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import { type IdFiles, idFilesIn, inHome } from "./id-files.js";

/** What is known of one ARM id. */
export interface OwnerRecord {
  /** The resource of a stack that created or adopted it last. */
  readonly owner?: Owner;
  /** A create whose first request was about to be sent, and of which no state is known yet. */
  readonly intent?: Intent;
  /** What a delete of this URN left in Azure, such as stopped backups. */
  readonly left?: Leftover;
}

/** A resource of a stack that manages an ARM id. */
export interface Owner {
  readonly urn: string;
  /** Whether it existed before, so that a destroy leaves it. */
  readonly adopted: boolean;
  /** The URN before an alias renamed it: a run that was interrupted right after that left it in the state. */
  readonly earlierUrn?: string;
}

/** A create that may have reached Azure. */
export interface Intent {
  readonly urn: string;
  /** Random; the outputs of the finished create carry it, so that they end this intent and no other. */
  readonly token: string;
}

/** What a delete left, by the inputs that show it: `{ protection: "stopped" }`. */
interface Leftover {
  readonly urn: string;
  readonly live: JsonObject;
  /** When the delete ended, ISO 8601, by the clock of the endpoint; undefined where that did not answer. */
  readonly at?: string;
}

/** Who manages an id, or what a delete left of it; never both. */
type Holding = Pick<OwnerRecord, "owner"> | Pick<OwnerRecord, "left">;

/** The records of a home, by ARM id; ids are compared without case. What is written outlives the process. */
export interface Records {
  find(id: string): OwnerRecord;
  /** Replaces the owner and what a delete left; `{}` removes them. */
  writeHolding(id: string, holding: Holding): void;
  /** Replaces the intent; `undefined` removes it. */
  writeIntent(id: string, intent: Intent | undefined): void;
}

/** The records of a home. `openHome` makes the home where it is missing; it is called before the first write only. */
export function recordsIn(home: string, openHome: (home: string) => string): Records {
  const holdings = idFilesIn(home, { folder: "owners", ending: "json" }, openHome);
  const intents = idFilesIn(home, { folder: "intents", ending: "json" }, openHome);
  const replace = (files: IdFiles, id: string, content: object | undefined) => {
    if (content === undefined) return remove(files.fileOf(id));
    files.open();
    write(files.fileOf(id), `${JSON.stringify({ id, ...content })}\n`);
  };
  return {
    find: (id) => {
      const { owner, left } = read(holdings.fileOf(id));
      const { intent } = read(intents.fileOf(id));
      return { ...(owner && { owner }), ...(left && { left }), ...(intent && { intent }) };
    },
    writeHolding: (id, holding) => replace(holdings, id, isEmpty(holding) ? undefined : holding),
    writeIntent: (id, intent) => replace(intents, id, intent && { intent }),
  };
}

const isEmpty = ({ owner, left }: OwnerRecord): boolean => owner === undefined && left === undefined;

function read(file: string): OwnerRecord {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as OwnerRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new BackupError(
      "HomeUnusable",
      `The ownership record ${file} cannot be read: ${(error as Error).message}. Repair its permissions; or, if its content is damaged, delete the file: the resource is then treated as in a new home.`,
      { cause: error },
    );
  }
}

function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  inHome(`The ownership record ${file} could not be written`, () => {
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, file);
  });
}

function remove(file: string): void {
  inHome(`The ownership record ${file} could not be removed`, () => rmSync(file, { force: true }));
}

/** Records that end with the process, for unit tests. */
export function recordsInMemory(): Records {
  const holdings = new Map<string, Holding>();
  const intents = new Map<string, Intent>();
  return {
    find: (id) => {
      const intent = intents.get(idKey(id));
      return { ...holdings.get(idKey(id)), ...(intent && { intent }) };
    },
    writeHolding: (id, holding) => void holdings.set(idKey(id), holding),
    writeIntent: (id, intent) => void (intent ? intents.set(idKey(id), intent) : intents.delete(idKey(id))),
  };
}
