/**
 * The managed identity of a resource: what was sent, with the principals that Azure creates for it. Source: ARM's common types,
 * ManagedServiceIdentity.
 */
import { isJsonObject, type Json, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { TENANT } from "../../azure/resources.js";

interface IdentityWrite {
  readonly requested: Json | undefined;
  readonly old: Json | undefined;
  readonly newGuid: () => string;
}

/** The identity to store; undefined if there never was one. Existing principals stay. */
export function writtenIdentity({ requested, old, newGuid }: IdentityWrite): JsonObject | undefined {
  if (!isJsonObject(requested)) return isJsonObject(old) ? old : undefined;
  const type = typeOf(textAt(requested, "type") ?? textAt(old, "type") ?? "None");
  const tenant = type === "None" ? {} : { tenantId: TENANT };
  const system = type.includes("System") ? { principalId: textAt(old, "principalId") ?? newGuid() } : {};
  if (!type.includes("User")) return { ...tenant, ...system, type };
  const current = objectAt(old, "userAssignedIdentities");
  const sent = { ...current, ...objectAt(requested, "userAssignedIdentities") };
  const userAssignedIdentities = Object.fromEntries(
    Object.entries(sent).flatMap(([id, value]) => (value === null ? [] : [[id, principal(current[id], newGuid)]])),
  );
  return { ...tenant, ...system, type, userAssignedIdentities };
}

/** The type as Azure writes it; clients send it in any case, with or without a space after the comma. */
function typeOf(sent: string): string {
  const kinds = ["SystemAssigned", "UserAssigned"].filter((kind) => sent.toLowerCase().includes(kind.toLowerCase()));
  return kinds.length === 0 ? "None" : kinds.join(", ");
}

const principal = (current: Json | undefined, newGuid: () => string): JsonObject => ({
  principalId: textAt(current, "principalId") ?? newGuid(),
  clientId: textAt(current, "clientId") ?? newGuid(),
});
