/** The documents of a transaction that only reads. */
import { BackupError } from "../../core/errors.js";
import type { DocumentReader, DocumentWriter } from "./documents.js";

/** The reading part of a writer, without a way to write. */
export const readerOf = ({ get, stamp, list, count, below, setting }: DocumentWriter): DocumentReader =>
  Object.freeze({ get, stamp, list, count, below, setting });

/** A reader for code that takes a writer and is not to write: each write throws `Bug`. */
export const withoutWrites = (reader: DocumentReader): DocumentWriter => ({
  ...reader,
  put: ({ id }) => refuse(`write ${id}`),
  remember: (id) => refuse(`write ${id}`),
  remove: (id) => refuse(`remove ${id}`),
  removeTree: (id) => refuse(`remove ${id}`),
  setSetting: (name) => refuse(`write the setting ${name}`),
  attempt: () => refuse("write"),
  emptyLogAfterCommit: () => refuse("write"),
});

function refuse(what: string): never {
  throw new BackupError("Bug", `A route that only reads tried to ${what}.`);
}
