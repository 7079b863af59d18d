/** Backup policies as documents. */
import { ancestorOf, nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, omit, textAt } from "../../../core/json.js";
import { INSTANT_ACCESS_SINCE, withoutInstantAccess } from "../../../rules/policies/instant-access.js";
import { ITEM_TYPE } from "../../azure/backup-ids.js";
import { hasBodiesOf2026, isSince, renderChild } from "../../azure/eras.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";

export const POLICY_TYPE = "Microsoft.RecoveryServices/vaults/backupPolicies";

export const policyId = (vaultId: string, name: string): string => `${vaultId}/backupPolicies/${name}`;

/** Whether a policy's body is of a standard (V1) or an enhanced policy (V2). */
export const policyTypeOf = (body: JsonObject): "V1" | "V2" =>
  textAt(body, "properties", "policyType") === "V2" ? "V2" : "V1";

/**
 * The body of a policy in a reply to this call. Recordings of 2024 have no `policyType` for a standard policy, and a
 * `protectedItemsCount` that is always 0; those of 2026 count the items.
 */
export function renderPolicy(call: Call, azure: Azure, policy: Document): JsonObject {
  const body = renderChild(call, policy);
  const { backupManagementType, ...rest } = objectAt(body, "properties");
  const isOf2026 = hasBodiesOf2026(call);
  const isStandard = backupManagementType === "AzureIaasVM" && rest["policyType"] === undefined;
  const properties = {
    ...(backupManagementType === undefined ? {} : { backupManagementType }),
    ...(isStandard && isOf2026 ? { policyType: "V1" } : {}),
    ...(isSince(call, INSTANT_ACCESS_SINCE) ? rest : withoutInstantAccess(rest)),
    ...(isOf2026 ? { protectedItemsCount: countUsers(azure, policy.id) } : {}),
  };
  return { ...body, properties };
}

/** Writes a policy; an existing name keeps its case. */
export function putPolicy(azure: Azure, vaultId: string, name: string, properties: JsonObject): Document {
  const old = azure.documents.get(policyId(vaultId, name));
  const id = old?.id ?? policyId(vaultId, name);
  const body = { id, name: nameOf(id), type: POLICY_TYPE, properties };
  return azure.documents.put({ id, type: POLICY_TYPE, scope: vaultId, body });
}

/**
 * The properties of a VM policy as Azure stores them: times without fractions but with the offset that was sent, empty
 * instantRPDetails, no weekly frequency.
 */
export function normalPolicy(requested: JsonObject): JsonObject {
  // Consent to a change is valid once: if stored, it would be sent again with the next write of what was read.
  const { policyType } = requested;
  const rest = omit(requested, "policyType", "resourceGuardOperationRequests");
  const schedule = objectAt(requested, "schedulePolicy");
  const v1 = schedule["schedulePolicyType"] === "SimpleSchedulePolicy";
  return withoutFractions({
    ...rest,
    ...(policyType === "V2" ? { policyType } : {}),
    instantRPDetails: objectAt(requested, "instantRPDetails"),
    schedulePolicy: { ...(v1 ? { scheduleWeeklyFrequency: 0 } : {}), ...schedule },
    protectedItemsCount: 0,
  });
}

/** `…T16:30:00.000Z` is stored as `…T16:30:00Z`, at any depth; `…T16:30:00+00:00` as it is. */
function withoutFractions(value: JsonObject): JsonObject {
  const plain = (member: Json): Json => {
    if (typeof member === "string")
      return member.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.0+(Z|[+-]\d\d:\d\d|)$/, "$1$2");
    if (Array.isArray(member)) return member.map((entry: Json) => plain(entry));
    return typeof member === "object" && member !== null ? withoutFractions(member as JsonObject) : member;
  };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, plain(member)]])),
  );
}

const USE_TYPE = "azure-vm-backup/policyuses";

/**
 * Records which policy an item uses, so the items of a policy are found without reading every item of a vault; deletes the
 * record if `policyId` is empty. It replaces what `notePolicyChange` recorded.
 */
export function notePolicyUse({ documents }: Azure, itemId: string, policyId: string): void {
  documents.remove(`${itemId}/nextuse`);
  if (policyId === "") documents.remove(`${itemId}/use`);
  else documents.put({ id: `${itemId}/use`, type: USE_TYPE, scope: policyId, body: {} });
}

/** Records that a running job gives an item another policy, which is in use from now on. */
export function notePolicyChange({ documents }: Azure, itemId: string, policyId: string): void {
  documents.put({ id: `${itemId}/nextuse`, type: USE_TYPE, scope: policyId, body: {} });
}

/** Deletes what `notePolicyChange` recorded, if its job failed. */
export const dropPolicyChange = ({ documents }: Azure, itemId: string): boolean =>
  documents.remove(`${itemId}/nextuse`);

/** How many items use a policy. */
export const countUsers = ({ documents }: Azure, policyId: string): number =>
  policyId === "" ? 0 : documents.count({ type: USE_TYPE, scope: policyId });

/** The items that use a policy, or will when their running job ends. */
export function usersOf({ documents }: Azure, policyId: string): Document[] {
  const ids = documents.list({ type: USE_TYPE, scope: policyId }).map(({ id }) => ancestorOf(id, ITEM_TYPE) ?? "");
  return [...new Set(ids)].flatMap((id) => documents.get(id) ?? []);
}
