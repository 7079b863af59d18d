/**
 * A home's records of ARM ids, in files with mode 0600: `owners/<sha256 of the id in lower case>.json` contains the owner of
 * an id, or what a delete retained, and `intents/<…>.json` a create that may have reached Azure. A file is written under a
 * temporary name and renamed, so readers never see a part of it. It is not flushed to the disk, which would also wait for
 * Pulumi's writes, so a record may be lost in a power failure.
 *
 * Intents have files of their own because each create ends one, and removing a file is faster than rewriting it.
 *
 * A record contains no inputs and no hash of inputs, from which secrets could be guessed.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { idKey } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import { type IdFiles, idFilesIn, inHome } from "./id-files.js";

/** The record of one ARM id. */
export interface OwnerRecord {
  /** The resource of a stack that last created or adopted it. */
  readonly owner?: Owner;
  /** A create that may have sent its first request and whose result is not in a known state yet. */
  readonly intent?: Intent;
  /** The live resource that a delete retained, such as stopped backups. */
  readonly left?: RetainedResource;
}

/** A resource of a stack that manages an ARM id. */
export interface Owner {
  readonly urn: string;
  /** Whether it existed before; a destroy then retains it. */
  readonly adopted: boolean;
  /** The URN before an alias renamed it. After an interrupted run the state may still contain it. */
  readonly earlierUrn?: string;
}

/** A create that may have reached Azure. */
export interface Intent {
  readonly urn: string;
  /** Random. The outputs of the completed create contain it, so they end exactly this intent. */
  readonly token: string;
}

/** A resource that a delete retained, with the inputs that identify its state: `{ protection: "stopped" }`. */
interface RetainedResource {
  readonly urn: string;
  readonly live: JsonObject;
  /** When the delete ended, ISO 8601, by the endpoint's clock; undefined if the endpoint did not respond. */
  readonly at?: string;
}

/** The owner of an id, or the resource that a delete retained; never both. */
type Holding = Pick<OwnerRecord, "owner"> | Pick<OwnerRecord, "left">;

/** Records by ARM id, which is compared without case. */
export interface Records {
  find(id: string): OwnerRecord;
  /** Replaces the owner or the retained resource; `{}` removes both. */
  writeHolding(id: string, holding: Holding): void;
  /** Replaces the intent; `undefined` removes it. */
  writeIntent(id: string, intent: Intent | undefined): void;
}

/** The records of a home. `openHome` creates a missing home; it is called only before the first write. */
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
      `Cannot read the ownership record ${file}: ${(error as Error).message}. Fix its permissions; or, if its content is damaged, delete the file: the resource is then treated as in a new home.`,
      { cause: error },
    );
  }
}

function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  inHome(`Cannot write the ownership record ${file}`, () => {
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, file);
  });
}

function remove(file: string): void {
  inHome(`Cannot remove the ownership record ${file}`, () => rmSync(file, { force: true }));
}

/** Records in memory, for unit tests. */
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
