/**
 * Properties that Azure takes and never shows again. Nothing in the embedded Azure needs them, so that they are neither
 * kept nor shown; a declared one that a reply lacks is no drift.
 * Source: what Azure's REST specifications mark with `x-ms-secret`, and replies of Microsoft.Compute that were recorded.
 */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";

/** Names, in lower case, whatever resource has them. */
const NAMES = new Set([
  "administratorloginpassword",
  "adminpassword",
  "clientsecret",
  "customdata",
  "password",
  "protectedsettings",
  "securevalue",
  "sharedkey",
  "storageaccountkey",
]);

/** Whether a property of this name is never shown again. */
export const isWriteOnly = (name: string): boolean => NAMES.has(name.toLowerCase());

/** Whether a property that is declared and not in a reply may be one that Azure does not show; more names than those that are surely so. */
export const mayBeWriteOnly = (name: string): boolean => isWriteOnly(name) || /password|secret/i.test(name);

/** A body as Azure shows it: without what it never shows, at any depth. */
export function withoutWriteOnly(body: JsonObject): JsonObject {
  const shown = Object.entries(body).flatMap(([key, held]) =>
    held === undefined || isWriteOnly(key) ? [] : [[key, shownValue(held)] as const],
  );
  return Object.fromEntries(shown);
}

function shownValue(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => shownValue(entry as Json));
  return isJsonObject(value) ? withoutWriteOnly(value) : value;
}
