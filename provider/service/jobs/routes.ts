/** Backup jobs: reading, listing in pages, cancelling. Source: the recordings; api-versions 2016-12-01 to 2024-04-01. */
import { objectAt, textAt } from "../../core/json.js";
import { cancelFault, SNAPSHOT_TASK } from "../../rules/items/jobs.js";
import { JOB_TYPE } from "../azure/backup-ids.js";
import { idForVersion, isSince } from "../azure/eras.js";
import { type Filter, instantOf, matchesFilter, parseFilter } from "../azure/filter.js";
import { nextLink, optionOf, skippedRank } from "../azure/paging.js";
import { refuseIf } from "../azure/refuse.js";
import { ok } from "../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { accepted, asyncHeaders, operationHeaders, startFollowing, startOperation } from "../schedule/operations.js";
import { redirectWork, settle } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { settledVault, VAULT } from "../vaults/vault/index.js";
import { renderJob, statusOf, taskStatus, withProperties } from "./body.js";

const PAGE = 1000;
/** What a list of jobs is filtered by: BMSJobQueryObject of the REST API, and the name that the job shows. */
const FILTER_NAMES = [
  "status",
  "operation",
  "backupManagementType",
  "entityFriendlyName",
  "jobId",
  "startTime",
  "endTime",
];

function requireJob(call: Call, azure: Azure): Document {
  const vault = settledVault(call, azure);
  const job = azure.documents.get(`${vault.id}/backupJobs/${param(call, "job")}`);
  if (job !== undefined) return job;
  throw refusal(
    404,
    "ResourceNotFound",
    `The vault '${param(call, "vault")}' has no backup job '${param(call, "job")}'.`,
  );
}

function get(call: Call, azure: Azure): Reply {
  return ok(renderJob(call, azure, settle(azure, requireJob(call, azure), "read"), "full"));
}

function list(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const filter = parseFilter(optionOf(call, "$filter"), FILTER_NAMES);
  const found = page(azure, vault.id, filter, skippedRank(call));
  const last = found.at(-1);
  const value = found.map((job) => renderJob(call, azure, job, "listed"));
  return ok(
    found.length < PAGE || last === undefined
      ? { value }
      : { value, nextLink: nextLink(call, last.rank, "$skipToken") },
  );
}

/** The next jobs that match the filter, newest first, from a rank downwards. */
function page(azure: Azure, vaultId: string, filter: Filter, from: number | undefined): Document[] {
  const found: Document[] = [];
  for (let after = from; found.length < PAGE; ) {
    const more = azure.documents.list({
      type: JOB_TYPE,
      scope: vaultId,
      newestFirst: true,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...more.filter((job) => passes(job, filter)));
    if (more.length < PAGE) break;
    after = more.at(-1)?.rank;
  }
  return found.slice(0, PAGE);
}

function passes(job: Document, filter: Filter): boolean {
  if (filter.size === 0) return true;
  const properties = objectAt(job.body, "properties");
  const has = (name: string, value = textAt(properties, name)) => matchesFilter(filter, name, value);
  return (
    has("status") &&
    has("operation") &&
    has("backupManagementType") &&
    has("entityFriendlyName") &&
    has("jobId", textAt(job.body, "name")) &&
    isWithin(Date.parse(textAt(properties, "startTime") ?? ""), filter)
  );
}

function isWithin(started: number, filter: Filter): boolean {
  const at = (name: string) => instantOf(name, filter.get(name.toLowerCase()), Number.NaN);
  return !(started < at("startTime")) && !(started > at("endTime"));
}

/** Before this version the reply to a cancellation had only a Location. */
const CANCEL_ASYNC_SINCE = "2018-01-01";

function withoutAsyncOperation(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "Azure-AsyncOperation"));
}

function cancel(call: Call, azure: Azure): Reply {
  const job = requireJob(call, azure);
  const operation = textAt(job.body, "properties", "operation") ?? "";
  refuseIf(cancelFault({ operation, status: statusOf(job), snapshot: taskStatus(job.body, SNAPSHOT_TASK) }));
  const body = withProperties(job.body, { status: "Cancelling" });
  const cancelling = azure.documents.put({ ...job, body });
  redirectWork(azure, cancelling, { kind: "cancel", stagesMs: [30_000] });
  const name = startFollowing(azure, { subscription: param(call, "subscription"), jobId: job.id, untilEnd: true });
  const base = idForVersion(call, job.id);
  const headers = operationHeaders(call, azure, base, name);
  return accepted(isSince(call, CANCEL_ASYNC_SINCE) ? headers : withoutAsyncOperation(headers));
}

/** An export has no storage to write its file to: the operation ends without a result. The choice is ours. */
function exportJobs(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const name = startOperation(azure, { subscription: param(call, "subscription"), tookMs: 5_000 });
  const location = `${idForVersion(call, vault.id)}/backupJobs/operationResults/${name}`;
  return accepted(asyncHeaders(call, azure, { location }));
}

const JOBS = `${VAULT}/backupJobs`;

export const jobRoutes: readonly Route[] = [
  { method: "GET", template: JOBS, access: "poll", handle: list, listOptions: ["$filter", "$skipToken"] },
  { method: "GET", template: `${JOBS}/{job}`, access: "poll", handle: get },
  { method: "POST", template: `${JOBS}/{job}/cancel`, access: "write", handle: cancel },
  { method: "POST", template: `${VAULT}/backupJobsExport`, access: "write", handle: exportJobs },
];
