/** The body of a protected item in a reply: what newer api-versions added, and what only some had. */
import { ancestorOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { timeSpan } from "../../../time/durations.js";
import { VAULT_TYPE } from "../../azure/backup-ids.js";
import { hasBodiesOf2026, idForVersion, isSince } from "../../azure/eras.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { policyTypeOf } from "../../vaults/policies/index.js";
import { isSoftDeleted } from "../containers/document.js";
import { purgeTime, retentionDays } from "../containers/soft-delete.js";
import { scanInfo } from "../containers/source-scan.js";

const KPI_FIRST = "2018-12-20";
const KPI_LAST = "2020-10-01";
const KPI_PREVIEW = "2022-06-01-preview";
const VAULT_ID_SINCE = "2021-11-15";
const MANAGEMENT = "https://management.azure.com";

interface RenderedItem {
  readonly vault: Document;
  readonly item: Document;
}

/** The body of the item in a reply to this call. */
export function renderItem(call: Call, azure: Azure, { vault, item }: RenderedItem): JsonObject {
  const { policyId, ...stored } = objectAt(item.body, "properties");
  const isOf2026 = hasBodiesOf2026(call);
  return {
    ...item.body,
    id: idForVersion(call, item.id),
    properties: {
      ...kpis(call, item),
      ...(isOf2026 ? withFactsOf2026(azure, item, stored) : stored),
      ...(isSince(call, "2024-01-01") && !isOf2026 ? { sourceSideScanning: 0 } : {}),
      policyId: idForVersion(call, typeof policyId === "string" ? policyId : ""),
      ...deferred(azure, item),
      ...vaultFacts(call, item),
      ...(isOf2026
        ? { sourceLocation: regionKey(textAt(vault.body, "location") ?? ""), sourceSideScanInfo: scanInfo(vault, item) }
        : {}),
    },
  };
}

/** Adds the type of the policy, which stays when protection is stopped, and `extendedProperties` after the first backup. */
function withFactsOf2026(azure: Azure, item: Document, stored: JsonObject): JsonObject {
  const policy = azure.documents.get(textAt(item.body, "properties", "policyId") ?? "");
  const policyType = textAt(item.hidden, "policyType") ?? policyTypeOf(policy?.body ?? {});
  const wasBackedUp = textAt(stored, "lastRecoveryPoint") !== undefined;
  return Object.fromEntries(
    Object.entries({ ...(wasBackedUp ? { extendedProperties: {} } : {}), ...stored }).flatMap(([key, value]) =>
      key === "protectedItemDataId"
        ? [
            [key, value],
            ["policyType", policyType],
          ]
        : [[key, value]],
    ),
  );
}

function deferred(azure: Azure, item: Document): JsonObject {
  const purgeAt = purgeTime(item);
  if (purgeAt === undefined) return {};
  const leftMs = Math.max(0, purgeAt.getTime() - azure.now.getTime());
  return { deferredDeleteTimeRemaining: timeSpan(leftMs) };
}

function vaultFacts(call: Call, item: Document): JsonObject {
  if (!isSince(call, VAULT_ID_SINCE)) return {};
  return {
    vaultId: MANAGEMENT + (ancestorOf(item.id, VAULT_TYPE) ?? ""),
    isArchiveEnabled: false,
    softDeleteRetentionPeriod: isSoftDeleted(item) ? retentionDays(item) : 0,
    ...(call.apiVersion === KPI_PREVIEW ? { ConfiguredRPGenerationFrequency: "00:00:00" } : {}),
  };
}

function kpis(call: Call, item: Document): JsonObject {
  const { apiVersion } = call;
  const hasKpis = (apiVersion >= KPI_FIRST && apiVersion <= KPI_LAST) || apiVersion === KPI_PREVIEW;
  return hasKpis ? { kpisHealths: objectAt(item.hidden, "kpis") } : {};
}
