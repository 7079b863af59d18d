/** `azvb jobs`: the jobs of Azure Backup. */
import { type Command, Option } from "commander";
import type { Fetch } from "../../arm/fetch.js";
import { type JsonObject, listAt, textAt } from "../../core/json.js";
import { JOB_OPERATIONS, type JobStatus } from "../../rules/items/jobs.js";
import { parseInstantMs } from "../../time/instants.js";
import { readList, readResource } from "../arm-lists.js";
import { withValues } from "../completion/words.js";
import { allowedValue, passesName, passesTime, requireOrder, type TimeFilter } from "../filters.js";
import { requireVm, selectVaults, type VaultName, type VaultOptions } from "../inventory.js";
import { type Listing, printListing } from "../listing.js";
import { type ListingOptions, withListing, withScope, withTimes } from "../options.js";
import { isoInWords, timeInWords } from "../words.js";

/** Which jobs are listed. Names are compared without case. */
interface JobFilter extends TimeFilter {
  readonly vm?: string;
  readonly status?: string;
  readonly operation?: string;
}

type JobsOptions = ListingOptions & VaultOptions & JobFilter;

/** One row of `azvb jobs --output json`. */
interface JobRow {
  /** The ARM id. */
  readonly id: string;
  readonly vault: string;
  readonly vm: string;
  /** As in Azure: Backup, Restore, ConfigureBackup, DisableBackup, DeleteBackupData, Undelete. */
  readonly operation: string;
  /** As in Azure: InProgress, Completed, CompletedWithWarnings, Failed, Cancelling, Cancelled. */
  readonly status: string;
  readonly startTime: string;
  /** Null while the job runs. */
  readonly endTime: string | null;
  /** ISO 8601. */
  readonly duration: string;
  readonly phases: readonly { readonly name: string; readonly status: string }[];
  /** Azure's error messages. */
  readonly errors: readonly string[];
}

const STATUSES: Readonly<Record<JobStatus, true>> = {
  InProgress: true,
  Completed: true,
  CompletedWithWarnings: true,
  Failed: true,
  Cancelling: true,
  Cancelled: true,
};

const parseStatus = (text: string): string => allowedValue("value", "--status", text, Object.keys(STATUSES));
const parseOperation = (text: string): string => allowedValue("value", "--operation", text, JOB_OPERATIONS);

const EXAMPLES = `
Examples:
  azvb jobs                                    all jobs
  azvb jobs --status InProgress                running jobs
  azvb jobs --vm web-1 --operation Restore     restores of one VM
  azvb jobs --from 2026-03-01 --to 2026-03-07  one week
  azvb jobs --output json                      an array of objects with id, vault,
                                               vm, operation, status, startTime,
                                               endTime, duration, phases, errors`;

/** Declares `azvb jobs`. */
export function declareJobs(command: Command): void {
  command
    .option("--vm <name>", "only jobs of this VM")
    .option("--vault <name>", "only jobs of this vault")
    .addOption(
      withValues(
        new Option("--status <status>", `only jobs in this status: ${Object.keys(STATUSES).join(", ")}`),
        Object.keys(STATUSES),
      ).argParser(parseStatus),
    )
    .addOption(
      withValues(
        new Option("--operation <operation>", `only jobs of this operation: ${JOB_OPERATIONS.join(", ")}`),
        JOB_OPERATIONS,
      ).argParser(parseOperation),
    );
  withTimes(command, "jobs that started");
  withScope(command);
  withListing(command)
    .addHelpText("after", EXAMPLES)
    .action((options: JobsOptions) => {
      requireOrder(options);
      return printListing(options, listingOf(options));
    });
}

const listingOf = (options: JobsOptions): Listing<JobRow> => ({
  columns: [
    { header: "VAULT", cell: (row) => row.vault, rank: 2, least: 8, cut: "middle" },
    { header: "VM", cell: (row) => row.vm, rank: 0, least: 10, cut: "middle" },
    { header: "OPERATION", cell: (row) => row.operation, rank: 0, least: 9 },
    { header: "STATUS", cell: (row) => row.status, rank: 0, least: 10 },
    { header: "STARTED", cell: (row) => timeInWords(row.startTime), rank: 1 },
    { header: "DURATION", cell: (row) => isoInWords(row.duration), rank: 3 },
    { header: "PHASES", cell: phasesCell, rank: 4, least: 10 },
  ],
  read: async (fetch) => {
    const rows = await readJobs(fetch, await selectVaults(fetch, options), options);
    if (rows.length === 0 && options.vm !== undefined) await requireVm(fetch, options.vm);
    return rows;
  },
  whenEmpty: isFiltered(options)
    ? "No jobs match. Run azvb jobs to list all of them."
    : "This home contains no jobs. A job starts when you protect a VM, back it up or restore it.",
});

const isFiltered = ({ output: _, home: __, ...filters }: JobsOptions): boolean => Object.keys(filters).length > 0;

function phasesCell(row: JobRow): string {
  const phases = row.phases.map(({ name, status }) => `${name}: ${status}`);
  return [...phases, ...row.errors].join(", ") || "-";
}

/** The jobs of these vaults that pass a filter, newest first. Throws what Azure refuses. */
export async function readJobs(fetch: Fetch, vaults: readonly VaultName[], filter: JobFilter): Promise<JobRow[]> {
  const rows: JobRow[] = [];
  for (const vault of vaults) {
    const listed = await readList(fetch, `${vault.id}/backupJobs`, queryOf(filter));
    const passing = listed.filter((job) => passes(job, filter));
    // The list does not contain the phases of a job.
    for (const job of passing) rows.push(toRow(vault, await readResource(fetch, textAt(job, "id") ?? "")));
  }
  return rows.sort((one, other) => parseInstantMs(other.startTime) - parseInstantMs(one.startTime));
}

/** The part of a filter that Azure takes. */
function queryOf({ status, operation }: JobFilter): Record<string, string> {
  const terms = [
    status === undefined ? [] : [`status eq '${status}'`],
    operation === undefined ? [] : [`operation eq '${operation}'`],
  ].flat();
  return terms.length === 0 ? {} : { $filter: terms.join(" and ") };
}

const passes = (job: JsonObject, filter: JobFilter): boolean =>
  passesName(textAt(job, "properties", "entityFriendlyName") ?? "", filter.vm) &&
  passesName(textAt(job, "properties", "status") ?? "", filter.status) &&
  passesName(textAt(job, "properties", "operation") ?? "", filter.operation) &&
  passesTime(textAt(job, "properties", "startTime") ?? "", filter);

const toRow = (vault: VaultName, job: JsonObject): JobRow => ({
  id: textAt(job, "id") ?? "",
  vault: vault.name,
  vm: textAt(job, "properties", "entityFriendlyName") ?? "",
  operation: textAt(job, "properties", "operation") ?? "",
  status: textAt(job, "properties", "status") ?? "",
  startTime: textAt(job, "properties", "startTime") ?? "",
  endTime: textAt(job, "properties", "endTime") ?? null,
  duration: textAt(job, "properties", "duration") ?? "PT0S",
  phases: listAt(job, "properties", "extendedInfo", "tasksList").map((task) => ({
    name: textAt(task, "taskId") ?? "",
    status: textAt(task, "status") ?? "",
  })),
  errors: listAt(job, "properties", "errorDetails").map(
    (error) => textAt(error, "errorString") ?? textAt(error, "errorTitle") ?? JSON.stringify(error),
  ),
});
