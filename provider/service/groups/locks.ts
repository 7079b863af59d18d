/**
 * Management locks as resources: their bodies and lists. `azure/locks.ts` refuses what they lock. Sources: Management Locks REST
 * API, api-version 2016-09-01; for the lists, ManagementLocks of Azure's SDKs ("associated with the specified resource, its
 * resource group and any resources below the resource") and Get-AzResourceLock (`-AtScope`: those at or above the scope).
 */
import { isOfType } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, pick, textAt } from "../../core/json.js";
import { LOCK_LEVELS, type LockLevel, MAX_LOCK_NOTES } from "../../rules/shared/locks.js";
import { isLockable, LOCK_TYPE, locksAbove, locksBelow, locksOn } from "../azure/locks.js";
import { refusal } from "../azure/route.js";
import type { Document, DocumentReader } from "../store/documents.js";

export const isLock = (id: string): boolean => isOfType(id, LOCK_TYPE);

/** The properties of a lock as Azure stores them. Throws Azure's 400 for a level that it does not have; the texts are ours. */
export function lockProperties(requested: JsonObject): JsonObject {
  const properties = objectAt(requested, "properties");
  const level = LOCK_LEVELS.find((known) => known.toLowerCase() === textAt(properties, "level")?.toLowerCase());
  if (level === undefined) throw invalidLock("level", properties["level"], `one of ${LOCK_LEVELS.join(", ")}`);
  const { notes } = properties;
  if (notes !== undefined && notes !== null && !(typeof notes === "string" && notes.length <= MAX_LOCK_NOTES)) {
    throw invalidLock(
      "notes",
      typeof notes === "string" ? `${notes.length} characters` : notes,
      `a string of at most ${MAX_LOCK_NOTES} characters`,
    );
  }
  return { level, ...pick(properties, "notes", "owners") };
}

const invalidLock = (property: string, found: JsonObject[string] | undefined, expected: string) =>
  refusal(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: properties.${property} is ${JSON.stringify(found) ?? "missing"}: expected ${expected}.`,
  );

/** The warning about a lock that locks nothing. */
export function lockWarning(id: string, body: JsonObject): string | undefined {
  const level = textAt(body, "properties", "level") as LockLevel | undefined;
  if (level === "NotSpecified") return `The lock ${id} has the level NotSpecified: it locks nothing.`;
  if (isLockable(id)) return undefined;
  return `The lock ${id} has no effect: Azure supports locks only on subscriptions, resource groups and resources.`;
}

/** The locks that a list shows: above and below the scope, or with `atScope()` only those above it. */
export function listedLocks(documents: DocumentReader, scope: string, atScope: boolean): Document[] {
  if (scope === "/") return locksOn(documents, scope);
  const below = atScope ? [] : locksBelow(documents, scope);
  return [...locksAbove(documents, scope), ...below];
}
