/** The managed identity of a resource: what was asked for, with the principals that Azure makes for it. Source: ARM's common types, ManagedServiceIdentity. */
import { isJsonObject, type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import { TENANT } from "../tenant.js";

export interface IdentityWrite {
  readonly given: Json | undefined;
  readonly old: Json | undefined;
  readonly newGuid: () => string;
}

/** The identity to keep; undefined where none was ever asked for. Principals that are there stay as they are. */
export function writtenIdentity({ given, old, newGuid }: IdentityWrite): JsonObject | undefined {
  if (!isJsonObject(given)) return isJsonObject(old) ? old : undefined;
  const type = textAt(given, "type") ?? textAt(old, "type") ?? "None";
  const system = /SystemAssigned/i.test(type)
    ? { principalId: textAt(old, "principalId") ?? newGuid(), tenantId: TENANT }
    : {};
  if (!/UserAssigned/i.test(type)) return { ...system, type };
  const held = objectAt(old, "userAssignedIdentities");
  const asked = { ...held, ...objectAt(given, "userAssignedIdentities") };
  const userAssignedIdentities = Object.fromEntries(
    Object.entries(asked).flatMap(([id, value]) => (value === null ? [] : [[id, principal(held[id], newGuid)]])),
  );
  return { ...system, type, userAssignedIdentities };
}

const principal = (held: Json | undefined, newGuid: () => string): JsonObject => ({
  principalId: textAt(held, "principalId") ?? newGuid(),
  clientId: textAt(held, "clientId") ?? newGuid(),
});
