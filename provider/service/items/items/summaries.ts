/**
 * The counts on a vault's dashboard: its items and containers, and the results of the jobs of the last 24 hours. Source: Backup
 * Usage Summaries of the Azure Backup REST API; `BackupJobCountSummary` is ours, since Azure's portal counts the jobs it lists.
 */
import { type JsonObject, textAt } from "../../../core/json.js";
import { DAY_MS } from "../../../time/durations.js";
import { JOB_TYPE } from "../../azure/backup-ids.js";
import { parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { ok } from "../../azure/replies.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { settledVault, VAULT } from "../../vaults/vault/index.js";
import { presentContainers } from "../containers/routes.js";
import { presentItems } from "../containers/soft-delete.js";

const STATUSES = ["InProgress", "Completed", "CompletedWithWarnings", "Failed", "Cancelled"];

const entry = (value: string, currentValue: number): JsonObject => ({
  unit: "Count",
  currentValue,
  limit: -1,
  name: { value, localizedValue: value },
});

const COUNTS = new Map<string, (azure: Azure, vault: Document) => JsonObject[]>(
  Object.entries({
    BackupProtectedItemCountSummary: (azure, vault) => [entry("AzureIaasVM", presentItems(azure, vault.id).length)],
    BackupProtectionContainerCountSummary: (azure, vault) => [
      entry("AzureIaasVM", presentContainers(azure, vault).length),
    ],
    BackupJobCountSummary: (azure, vault) => {
      const found = statusesOfTheDay(azure, vault);
      return STATUSES.map((status) => entry(status, found.filter((one) => one === status).length));
    },
  }),
);

/** The statuses of the jobs that started within the last 24 hours. */
function statusesOfTheDay({ documents, now }: Azure, vault: Document): string[] {
  const since = now.getTime() - DAY_MS;
  return documents
    .list({ type: JOB_TYPE, scope: vault.id })
    .filter(({ body }) => Date.parse(textAt(body, "properties", "startTime") ?? "") >= since)
    .map(({ body }) => textAt(body, "properties", "status") ?? "");
}

function summaries(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const type = parseFilter(optionOf(call, "$filter"), ["type"]).get("type") ?? "BackupProtectedItemCountSummary";
  const count = COUNTS.get(type);
  if (count !== undefined) return ok({ value: count(azure, vault) });
  throw refusal(
    400,
    "BadRequest",
    `Unknown usage summary '${type}': expected one of ${[...COUNTS.keys()].join(", ")}.`,
  );
}

/** Counts of a vault's contents; names as in the RecoveryServices specification. */
function usages(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  return ok({ value: [entry("ProtectedItemsCount", presentItems(azure, vault.id).length)] });
}

export const summaryRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${VAULT}/backupUsageSummaries`,
    access: "poll",
    handle: summaries,
    listOptions: ["$filter"],
  },
  { method: "GET", template: `${VAULT}/usages`, access: "poll", handle: usages },
];
