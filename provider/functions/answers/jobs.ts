/** The backup jobs of a vault. Source: Backup Jobs - List of Azure Backup's REST API. */
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { uniqueName } from "../../kinds/protected-vm/names.js";
import type { JobStatus } from "../../rules/items/jobs.js";
import { oneOf, type Static, Type } from "../../schema/vocabulary.js";
import { formatInstant } from "../../time/formats.js";
import { parseInstant } from "../../time/instants.js";
import { closed, isWithin, type Span, span, spanFaults, vaultId, vmId } from "./arguments.js";
import { requireVault } from "./found.js";
import { isoTime } from "./item-facts.js";
import { question } from "./question.js";
import { maybe, recommendations, text } from "./results.js";

const STATUSES = ["InProgress", "Completed", "CompletedWithWarnings", "Failed", "Cancelling", "Cancelled"] as const;
const status = (description: string) => oneOf(STATUSES, { typeName: "JobStatus", description });

const jobErrorFacts = Type.Object(
  {
    code: Type.Integer({ description: "Azure's code, such as 320001." }),
    title: text("Azure's title."),
    message: text("The message."),
    recommendations,
  },
  { typeName: "JobError", description: "An error or a warning of a job." },
);

const job = Type.Object(
  {
    id: text("Its ARM id."),
    name: text("Its name in the vault, a GUID."),
    operation: text(
      "`Backup`, `Restore`, `ConfigureBackup`, `DisableBackup`, `DeleteBackupData`, `Undelete` and others.",
    ),
    status: status(
      "Its status: `InProgress`, `Completed`, `CompletedWithWarnings`, `Failed`, `Cancelling` or `Cancelled`.",
    ),
    vmName: text("The name of the VM of the job."),
    startedAt: text("When it began."),
    endedAt: maybe(text("When it ended; undefined while it runs.")),
    duration: text("How long it took, or has run so far: an ISO 8601 duration, such as `PT41M12S`."),
    cancellable: Type.Boolean({ description: "Whether it can be canceled." }),
    errors: Type.Array(jobErrorFacts, {
      description: "The errors of a failed job, or the warnings of a completed one.",
    }),
  },
  {
    typeName: "JobFacts",
    description: "A backup job in its current state. Times are ISO 8601 strings in UTC.",
  },
);

type JobFacts = Static<typeof job>;
type JobError = Static<typeof jobErrorFacts>;

const args = Type.Object(
  {
    vault: vaultId(),
    vm: Type.Optional(vmId("Only jobs of this VM: its ARM id.")),
    status: Type.Optional(status("Only jobs with this status.")),
    operation: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z]+$",
        expected: "the name of an operation, such as Backup, Restore or ConfigureBackup",
        description: "Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`.",
      }),
    ),
    ...span("Only jobs that began"),
  },
  { ...closed, description: "The vault, and filters for its jobs." },
);

interface JobFilter extends Span {
  readonly vm?: string;
  readonly status?: JobStatus;
  readonly operation?: string;
}

export const jobs = question({
  name: "getJobs",
  args,
  result: Type.Array(job, { description: "The jobs, newest first." }),
  faults: spanFaults,
  answer: async (engine, { vault, ...filter }): Promise<JobFacts[]> => {
    await requireVault(engine, vault);
    return (await engine.jobs.list(vault, filterOf(filter)))
      .filter((job) => isOf(filter.vm, job))
      .map(jobFacts)
      .filter(({ startedAt }) => isWithin(filter, startedAt))
      .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
  },
});

/** The filter as Azure takes it; its two times bound the start of a job. */
function filterOf({ status, operation, from, to }: JobFilter): string {
  const parts = {
    backupManagementType: "AzureIaasVM",
    status,
    operation,
    startTime: azTime(from),
    endTime: azTime(to),
  };
  return Object.entries(parts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} eq '${value}'`]))
    .join(" and ");
}

/** `2026-03-01 02:00:00 AM`, UTC, the format of the filter of jobs, which has no fraction of a second. */
function azTime(text: string | undefined): string | undefined {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : formatInstant(instant, "yyyy-MM-dd hh:mm:ss tt");
}

const isOf = (vm: string | undefined, job: JsonObject): boolean =>
  vm === undefined || textAt(job, "properties", "containerName")?.toLowerCase().endsWith(uniqueName(vm)) === true;

function jobFacts(job: JsonObject): JobFacts {
  const properties = objectAt(job, "properties");
  const status = (textAt(properties, "status") ?? "InProgress") as JobStatus;
  return {
    id: textAt(job, "id") ?? "",
    name: textAt(job, "name") ?? "",
    operation: textAt(properties, "operation") ?? "",
    status,
    vmName: textAt(properties, "entityFriendlyName") ?? "",
    startedAt: isoTime(textAt(properties, "startTime")) ?? "",
    endedAt: isoTime(textAt(properties, "endTime")),
    duration: textAt(properties, "duration") ?? "PT0S",
    // Azure still lists the action after the job has ended.
    cancellable:
      status === "InProgress" && listAt(properties, "actionsInfo").some((action) => action === "Cancellable"),
    errors: listAt(properties, "errorDetails").filter(isJsonObject).map(jobError),
  };
}

const jobError = (detail: JsonObject): JobError => ({
  code: Number(detail["errorCode"] ?? 0),
  title: textAt(detail, "errorTitle") ?? "",
  message: textAt(detail, "errorString") ?? "",
  recommendations: listAt(detail, "recommendations").filter((text) => typeof text === "string"),
});
