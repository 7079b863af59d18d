/**
 * Management locks as resources: their bodies. `azure/locks.ts` refuses what they lock. Source: Management Locks REST API,
 * api-version 2016-09-01.
 */
import { isOfType } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, pick, textAt } from "../../core/json.js";
import { LOCK_LEVELS, type LockLevel, MAX_LOCK_NOTES } from "../../rules/shared/locks.js";
import { isLockable, LOCK_TYPE } from "../azure/locks.js";
import { refusal } from "../azure/route.js";

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
