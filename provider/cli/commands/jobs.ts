/** `azvb jobs`: what the embedded Azure Backup did and does. */
import type { Command } from "commander";
import type { Fetch } from "../../arm/fetch.js";
import { type JsonObject, listAt, textAt } from "../../core/json.js";
import type { EmbeddedAzure } from "../../runtime/embedded.js";
import { parseInstantMs } from "../../time/instants.js";
import { readList, readResource, type VaultName, vaultsOf } from "../arm-lists.js";
import { isAsked, type Listing, printListing } from "../listing.js";
import { type ListingOptions, withListing } from "../options.js";
import { isoInWords, timeInWords } from "../words.js";

/** Which jobs are asked for; names and words of Azure's, in any case. */
interface JobFilter {
  readonly vault?: string;
  readonly status?: string;
  readonly operation?: string;
}

/** One line of `azvb jobs --output json`. */
interface JobRow {
  /** The ARM id. */
  readonly id: string;
  readonly vault: string;
  readonly vm: string;
  /** Azure's word: Backup, Restore, ConfigureBackup, DisableBackup, DeleteBackupData, Undelete. */
  readonly operation: string;
  /** Azure's word: InProgress, Completed, CompletedWithWarnings, Failed, Cancelling, Cancelled. */
  readonly status: string;
  readonly startTime: string;
  /** Null while the job runs. */
  readonly endTime: string | null;
  /** ISO 8601. */
  readonly duration: string;
  readonly phases: readonly { readonly name: string; readonly status: string }[];
  /** What went wrong, in Azure's words. */
  readonly errors: readonly string[];
}

const EXAMPLES = `
Examples:
  azvb jobs                                         all jobs, newest first
  azvb jobs --status InProgress                     what runs now
  azvb jobs --vault rehearsal --operation Restore   the restores of one vault
  azvb jobs --output json                           [{"id", "vault", "vm", "operation", "status", "startTime",
                                                      "endTime", "duration", "phases", "errors"}]`;

/** Declares `azvb jobs`. */
export function declareJobs(command: Command): void {
  command
    .option("--vault <name>", "only the jobs of this vault")
    .option("--status <status>", "only jobs in this status, such as InProgress or Failed")
    .option("--operation <operation>", "only jobs of this operation, such as Backup or Restore");
  withListing(command)
    .addHelpText("after", EXAMPLES)
    .action((options: ListingOptions & JobFilter) => printListing(options, listingOf(options)));
}

const listingOf = (filter: JobFilter): Listing<JobRow> => ({
  columns: [
    { header: "VAULT", cell: (row) => row.vault },
    { header: "VM", cell: (row) => row.vm },
    { header: "OPERATION", cell: (row) => row.operation },
    { header: "STATUS", cell: (row) => row.status },
    { header: "STARTED", cell: (row) => timeInWords(row.startTime) },
    { header: "DURATION", cell: (row) => isoInWords(row.duration) },
    { header: "PHASES", cell: inOneCell },
  ],
  read: async (azure: EmbeddedAzure) => readJobs(azure.fetch, await vaultsOf(azure), filter),
  whenEmpty:
    filter.vault === undefined && filter.status === undefined && filter.operation === undefined
      ? "There are no jobs. Protect a VM and back it up: each of the two is a job."
      : "There are no such jobs. Run azvb jobs to see all of them.",
});

function inOneCell(row: JobRow): string {
  const phases = row.phases.map(({ name, status }) => `${name}: ${status}`);
  return [...phases, ...row.errors].join(", ") || "-";
}

/** The jobs of some vaults that a filter lets through, newest first. Throws what Azure refuses. */
export async function readJobs(fetch: Fetch, vaults: readonly VaultName[], filter: JobFilter): Promise<JobRow[]> {
  const rows: JobRow[] = [];
  for (const vault of vaults.filter(({ name }) => isAsked(name, filter.vault))) {
    const listed = await readList(fetch, `${vault.id}/backupJobs`);
    const asked = listed.filter((job) => passes(job, filter));
    // Only the job itself tells its phases, the list does not.
    for (const job of asked) rows.push(toRow(vault, await readResource(fetch, textAt(job, "id") ?? "")));
  }
  return rows.sort((one, other) => parseInstantMs(other.startTime) - parseInstantMs(one.startTime));
}

const passes = (job: JsonObject, filter: JobFilter): boolean =>
  isAsked(textAt(job, "properties", "status") ?? "", filter.status) &&
  isAsked(textAt(job, "properties", "operation") ?? "", filter.operation);

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
