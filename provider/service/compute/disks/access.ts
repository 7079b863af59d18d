/** Whether a disk or snapshot is open for reading or writing, and until when. */
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import type { Document } from "../../store/documents.js";

const OPEN_STATES = new Set(["ActiveSAS", "ActiveUpload"]);

/** The state of a disk or snapshot that is not open. `awaitsUpload`: nothing was uploaded into it yet. */
export function closedState(body: JsonObject, awaitsUpload: boolean): string {
  if (textAt(body, "managedBy") !== undefined) return "Attached";
  return awaitsUpload ? "ReadyToUpload" : "Unattached";
}

/** Whether the disk is created by an upload. */
export const awaitsUpload = (properties: JsonObject): boolean =>
  textAt(properties, "creationData", "createOption")?.startsWith("Upload") === true;

/** A disk or snapshot at this instant: its access may have expired. */
export function diskNow(disk: Document, now: Date): Document {
  const until = textAt(disk.hidden, "accessUntil");
  if (!isOpen(disk.body) || until === undefined || Date.parse(until) > now.getTime()) return disk;
  return { ...disk, body: closed(disk.body) };
}

/** Whether a body says that the disk is open. */
export const isOpen = (body: JsonObject): boolean => OPEN_STATES.has(textAt(body, "properties", "diskState") ?? "");

/** The body of a disk that is closed. */
export function closed(body: JsonObject): JsonObject {
  return { ...body, properties: { ...objectAt(body, "properties"), diskState: closedState(body, false) } };
}
