/** The result of `getJobs`. Written by npm run schema from the schemas in provider/functions/answers. */
import type { JobStatus } from "../../rules/items/jobs.js";

/** An error or a warning of a job. */
export interface JobError {
  /** Azure's code, such as 320001. */
  readonly code: number;
  /** Azure's title. */
  readonly title: string;
  /** The message. */
  readonly message: string;
  /** Azure's recommendations. */
  readonly recommendations: readonly string[];
}

/** A backup job in its current state. Times are ISO 8601 strings in UTC. */
export interface JobFacts {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in the vault, a GUID. */
  readonly name: string;
  /** `Backup`, `Restore`, `ConfigureBackup`, `DisableBackup`, `DeleteBackupData`, `Undelete` and others. */
  readonly operation: string;
  /** Its status: `InProgress`, `Completed`, `CompletedWithWarnings`, `Failed`, `Cancelling` or `Cancelled`. */
  readonly status: JobStatus;
  /** The name of the VM of the job. */
  readonly vmName: string;
  /** When it began. */
  readonly startedAt: string;
  /** When it ended; undefined while it runs. */
  readonly endedAt?: string | undefined;
  /** How long it took, or has run so far: an ISO 8601 duration, such as `PT41M12S`. */
  readonly duration: string;
  /** Whether it can be canceled. */
  readonly cancellable: boolean;
  /** The errors of a failed job, or the warnings of a completed one. */
  readonly errors: readonly JobError[];
}
